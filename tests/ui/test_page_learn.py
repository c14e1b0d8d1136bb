"""Learn: the person's own drugs first, every fact with its source, and no way out of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.pages.learn.text import Passage
from companion.ui.theme import Theme, apply_theme, look
from tests.fake_clock import FakeClock
from tests.ui.conftest import UntilTheEnd
from tests.ui.context import CATALOGUE, build_context
from tests.ui.gallery import RESOURCES
from tests.ui.lint import clipped_labels, untranslated
from tests.ui.robots.learn import LearnRobot
from tests.ui.scenes import planned

PAGES = tuple(CATALOGUE.pages)
GROUPS = (
    "The drugs",
    "What can happen",
    "What to do and when",
    "How the drugs work",
    "About Companion, and hard words",
)
# A page with care cards that is not as long as the others.
SHORT = "what_this_is_not"
LOOKS = [
    (None, Theme.LIGHT, 1.0, (1366, 768)),
    (None, Theme.DARK, 2.0, (1024, 600)),
    (None, Theme.HIGH_CONTRAST, 2.0, (1366, 768)),
    ("crs", Theme.LIGHT, 1.0, (1366, 768)),
    (SHORT, Theme.LIGHT, 2.0, (1024, 600)),
    (SHORT, Theme.DARK, 1.0, (1024, 600)),
    (SHORT, Theme.HIGH_CONTRAST, 2.0, (1366, 768)),
]
Open = Callable[..., LearnRobot]


@pytest.fixture
def reader(qtbot: QtBot, until_the_end: UntilTheEnd) -> Open:
    def open_page(
        context: Context, subject: str | None = None, size: tuple[int, int] = (1366, 768)
    ) -> LearnRobot:
        return until_the_end(LearnRobot(qtbot, context, subject, size=size))

    return open_page


def test_what_is_about_the_persons_own_drugs_stands_first(reader: Open, context: Context) -> None:
    planned(context)

    learn = reader(context)

    assert learn.headings()[:2] == ("Your drugs", "What can happen")
    assert learn.headings()[-1] == "About other drugs"
    assert learn.buttons()[:2] == ("Tarlatamab (Imdelltra)", "Cytokine release syndrome (CRS)")
    assert set(learn.buttons()) == {page.title for page in CATALOGUE.pages.values()}


def test_without_a_treatment_all_pages_stand_by_what_they_are_about(reader: Open, context: Context) -> None:
    learn = reader(context)

    assert learn.headings() == GROUPS
    assert len(learn.buttons()) == len(PAGES)


def test_each_page_of_the_list_says_what_it_is_about(reader: Open, context: Context) -> None:
    learn = reader(context)

    assert {page.summary for page in CATALOGUE.pages.values()} <= set(learn.texts())


def test_a_page_opens_and_the_way_back_leads_to_the_list(reader: Open, context: Context) -> None:
    learn = reader(context)

    learn.press("Cytokine release syndrome (CRS)")
    opened = (learn.title(), learn.headings()[:2])
    learn.press("Back to the list")

    assert opened == ("Cytokine release syndrome (CRS)", ("What it is", "When it comes"))
    assert learn.title() == "Learn"
    assert learn.headings() == GROUPS


def test_another_page_of_the_window_can_open_a_page(reader: Open, context: Context) -> None:
    learn = reader(context, "crs")

    assert learn.title() == "Cytokine release syndrome (CRS)"


def test_a_page_that_is_not_there_leads_to_the_list(reader: Open, context: Context) -> None:
    learn = reader(context, "no_such_page")

    assert learn.says("This page is not here any more.")
    assert len(learn.buttons()) == len(PAGES)


def test_a_link_in_the_text_opens_its_page(reader: Open, context: Context) -> None:
    learn = reader(context, "crs")

    learn.press_link("page:tarlatamab")

    assert learn.title() == "Tarlatamab (Imdelltra)"


@pytest.mark.parametrize("target", ["https://example.org/", "file:///etc/passwd", "crs", ""])
def test_a_link_to_anywhere_else_opens_nothing(target: str, reader: Open, context: Context) -> None:
    learn = reader(context, "crs")

    learn.press_link(target)

    assert learn.title() == "Cytokine release syndrome (CRS)"


def test_pages_that_are_linked_have_a_large_button_too(reader: Open, context: Context) -> None:
    learn = reader(context, "crs")

    learn.press("Tarlatamab (Imdelltra)")

    assert learn.title() == "Tarlatamab (Imdelltra)"


def test_the_lists_of_when_to_call_are_one_press_away(reader: Open, context: Context) -> None:
    learn = reader(context, "crs")

    learn.press("When to call")

    heading = next(label for label in learn.page.findChildren(QLabel) if label.text() == "When to call")
    below_the_top = heading.mapTo(learn.page.body, heading.rect().topLeft()).y()
    assert learn.scrolled() > 0
    assert 0 <= below_the_top < learn.page.body.height() // 2


def test_the_keys_that_turn_a_page_work_in_the_text_too(reader: Open, context: Context) -> None:
    learn = reader(context, "crs")

    learn.turn_the_page_from_the_text()

    assert learn.scrolled() > 0


def test_text_without_links_is_no_stop_for_the_keyboard(reader: Open, context: Context) -> None:
    learn = reader(context, "crs")

    stops = [passage for passage in learn.passages() if passage.focusPolicy().value]

    assert stops
    assert all("page:" in passage.document().toHtml() for passage in stops)


def test_citations_are_smaller_than_what_they_stand_behind(reader: Open, context: Context) -> None:
    learn = reader(context, "crs")

    sizes = sizes_of_letters(learn.passages()[0])

    assert sizes["[S0]"] == look().font("small").pixelSize()
    assert sizes["Cytokine"] == look().font("body").pixelSize()


def test_citations_stay_small_when_the_text_grows(reader: Open, context: Context, qapp: QApplication) -> None:
    learn = reader(context, "crs")

    apply_theme(qapp, Theme.DARK, 2.0, RESOURCES)
    learn.settle()

    assert sizes_of_letters(learn.passages()[0])["[S0]"] == look().font("small").pixelSize()


def test_every_page_shows_all_its_words_its_sources_and_how_far_it_was_checked(
    reader: Open, context: Context
) -> None:
    learn = reader(context)
    missing: list[str] = []

    for page in PAGES:
        learn.open(page)
        missing += [f"{page}: {one}" for one in not_shown(learn, page)]

    assert missing == []


def test_a_page_past_its_review_says_so(tmp_path: Path, reader: Open) -> None:
    context = build_context(tmp_path, FakeClock(FakeClock().moment.replace(year=2028)))

    learn = reader(context, "crs")

    assert learn.says("It should have been looked at again by 22 November 2027.")


def test_the_headings_of_a_page_are_headings_to_a_screen_reader(reader: Open, context: Context) -> None:
    learn = reader(context, "crs")

    labels = {label.text(): label for label in learn.page.findChildren(QLabel)}
    told = [QAccessible.queryAccessibleInterface(labels[text]) for text in ("What it is", "Do", "Do not")]

    assert [part.role() for part in told] == [QAccessible.Role.Heading] * 3


@pytest.mark.parametrize(("page", "theme", "scale", "size"), LOOKS)
def test_everything_can_be_read_and_reached(
    page: str | None,
    theme: Theme,
    scale: float,
    size: tuple[int, int],
    context: Context,
    reader: Open,
    qapp: QApplication,
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    planned(context)

    learn = reader(context, page, size)

    assert learn.complaints() == ()


@pytest.mark.parametrize("pages", [("crs", "glossary"), pytest.param(PAGES, marks=pytest.mark.proof)])
def test_every_word_of_a_page_can_be_translated(pages: tuple[str, ...], tmp_path: Path, reader: Open) -> None:
    learn = reader(build_context(tmp_path, FakeClock(), pseudo=True))
    complaints: list[str] = []

    for page in pages:
        learn.open(page)
        complaints += [*clipped_labels(learn.window), *untranslated(learn.window)]

    assert complaints == []


@pytest.mark.parametrize("page", [None, SHORT])
def test_every_word_has_room_in_the_longer_language(
    page: str | None, tmp_path: Path, reader: Open, qapp: QApplication
) -> None:
    apply_theme(qapp, Theme.LIGHT, 2.0, RESOURCES)
    context = build_context(tmp_path, FakeClock(), pseudo=True)

    learn = reader(context, page, (1024, 600))

    assert learn.complaints(pseudo=True) == ()


def not_shown(learn: LearnRobot, page: str) -> Iterator[str]:
    """What stands in the file of a page and not on the screen."""
    texts = learn.texts()
    shown = "".join("\n".join((*texts, learn.running_text())).split())
    yield from (word for word in words_of_file(page) if word not in shown)
    if not learn.says("Last looked at on 22 November 2026. This is a draft: no clinic has checked it yet."):
        yield "how far it was checked"
    if "Save or print this page" not in learn.buttons():
        yield "a way to print it"
    at_the_end = texts[texts.index("Sources") :]
    for mark in CATALOGUE.pages[page].sources:
        source = CATALOGUE.sources[mark]
        lines = [text for text in at_the_end if text.startswith(f"{mark}: ")]
        if not any(source.printed() in line and source.link in line for line in lines):
            yield mark
    if any("http" in passage.document().toHtml().split("<body")[1] for passage in learn.passages()):
        yield "a link out of the program"


def sizes_of_letters(passage: Passage) -> dict[str, int]:
    """The size of each word's letters, by word."""
    sizes: dict[str, int] = {}
    block = passage.document().begin()
    while block.isValid():
        for piece in [entry.fragment() for entry in block]:  # type: ignore[attr-defined]
            sizes.update(dict.fromkeys(piece.text().split(), piece.charFormat().font().pixelSize()))
        block = block.next()
    return sizes


def words_of_file(page: str) -> list[str]:
    """The words below the front matter, without the marks of the file and without link targets."""
    text = (RESOURCES / "pages" / f"{page}.md").read_text("utf-8").split("+++")[2]
    for mark in (":::emergency", ":::urgent", ":::non-urgent", ":::", "##", "#"):
        text = text.replace(mark, " ")
    words = []
    for word in text.split():
        plain = word.split("](")[0].lstrip("[").rstrip("].,")
        if plain not in ("-", "") and plain.strip("S,0123456789]"):
            words.append(plain)
    return words
