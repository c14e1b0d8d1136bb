"""Reading an education page: what it becomes, and what is refused and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from companion.core.errors import DataIsBroken
from companion.core.levels import Status
from companion.core.page_text import Citation, PageLink, Plain, cited, spans
from companion.core.pages import Bullets, Card, CardLevel, Heading, PageKind, Paragraph, parse_page

FRONT = {
    "id": '"crs"',
    "title": '"Cytokine release syndrome"',
    "summary": '"What it is."',
    "kind": '"effect"',
    "place": "2",
    "drugs": '["tarlatamab"]',
    "version": "1",
    "status": '"draft"',
    "reviewed": "2026-11-22",
    "review_by": "2027-11-22",
    "sources": '["S0", "S12"]',
    "explains": '["cytokine"]',
}


def a_page(body: str = "Some words. [S0]\n", changes: Mapping[str, str | None] | None = None) -> str:
    """The text of a valid page; a change to None leaves the key out."""
    front = {**FRONT, **(changes or {})}
    lines = (f"{key} = {value}" for key, value in front.items() if value is not None)
    return "+++\n" + "\n".join(lines) + "\n+++\n\n" + body


def test_a_page_keeps_what_its_front_matter_says() -> None:
    page = parse_page(a_page(), "crs.md")

    assert (page.id, page.title, page.summary) == ("crs", "Cytokine release syndrome", "What it is.")
    assert (page.kind, page.place, page.drugs) == (PageKind.EFFECT, 2, ("tarlatamab",))
    assert (page.version, page.status) == (1, Status.DRAFT)
    assert (page.reviewed, page.review_by) == (date(2026, 11, 22), date(2027, 11, 22))
    assert (page.sources, page.explains) == (("S0", "S12"), ("cytokine",))


def test_a_body_becomes_blocks_in_order() -> None:
    body = """## What it is

One line
and its end. [S0]
### Signs
- fever
- chills,
  which shake you
Last words.
"""

    page = parse_page(a_page(body), "crs.md")

    assert page.blocks == (
        Heading(2, "What it is"),
        Paragraph("One line and its end. [S0]"),
        Heading(3, "Signs"),
        Bullets(("fever", "chills, which shake you")),
        Paragraph("Last words."),
    )


@pytest.mark.parametrize("level", CardLevel)
def test_a_fenced_block_becomes_a_card(level: CardLevel) -> None:
    body = f":::{level.value} Call now if:\n- you faint [S0]\n- you fall\n:::\n"

    page = parse_page(a_page(body), "crs.md")

    assert page.blocks == (Card(level, "Call now if:", ("you faint [S0]", "you fall")),)


def test_lines_that_end_as_on_windows_are_read_the_same() -> None:
    text = a_page("## Do\n\n- rest\n\n:::urgent Call if:\n- ill\n:::\n")

    assert parse_page(text.replace("\n", "\r\n"), "crs.md") == parse_page(text, "crs.md")


def test_a_text_falls_into_words_links_and_citations() -> None:
    text = "Read about [CRS](page:crs), and call. [S0, S12]"

    assert spans(text) == (
        Plain("Read about "),
        PageLink("CRS", "crs"),
        Plain(", and call. "),
        Citation(("S0", "S12")),
    )


def test_a_text_names_each_source_once() -> None:
    assert cited("One. [S2] Two. [S0, S2]") == ("S2", "S0")
    assert cited("No source here.") == ()


@pytest.mark.parametrize("key", FRONT)
def test_a_missing_key_is_named(key: str) -> None:
    with pytest.raises(ValueError, match=rf"^crs\.md: {key}: missing"):
        parse_page(a_page(changes={key: None}), "crs.md")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", '"CRS page"'),
        ("title", '""'),
        ("kind", '"poem"'),
        ("drugs", '"tarlatamab"'),
        ("version", "0"),
        ("version", "true"),
        ("status", '"done"'),
        ("reviewed", '"2026-11-22"'),
        ("review_by", "2026-11-22"),
        ("sources", '["Wikipedia"]'),
        ("sources", '["S0", "S0"]'),
        ("explains", "[1]"),
        ("author", '"me"'),
    ],
)
def test_a_wrong_value_is_refused_by_name(key: str, value: str) -> None:
    with pytest.raises(ValueError, match=rf"^crs\.md: {key}: "):
        parse_page(a_page(changes={key: value}), "crs.md")


def test_a_drug_page_without_a_drug_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^crs\.md: drugs: "):
        parse_page(a_page(changes={"kind": '"drug"', "drugs": "[]"}), "crs.md")


@pytest.mark.parametrize("text", ["no front matter", a_page(changes={"id": None}), a_page("* a star\n")])
def test_a_broken_page_counts_as_broken_knowledge_so_that_the_rest_goes_on(text: str) -> None:
    with pytest.raises(DataIsBroken) as caught:
        parse_page(text, "crs.md")

    assert caught.value.origin == "crs.md"


@pytest.mark.parametrize("text", ["", "## Words\n", '+++\nid = "crs"\n', "+++\nid = \n+++\nWords\n"])
def test_front_matter_that_is_not_there_or_not_toml_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^crs\.md: front matter: "):
        parse_page(text, "crs.md")


def test_an_empty_body_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^crs\.md: body: .*is empty"):
        parse_page(a_page("\n\n"), "crs.md")


@pytest.mark.parametrize(
    "body",
    [
        ":::purple Call if:\n- ill\n:::\n",
        ":::urgent\n- ill\n:::\n",
        ":::urgent Call if:\n:::\n",
        ":::urgent Call if:\n- ill\n",
        ":::urgent Call if:\n- ill\nand words\n:::\n",
        "# A second title\n",
        "#### Too deep\n",
        "* a star for a bullet\n",
        "1. a number\n",
        "> a quotation\n",
        "<b>bold</b>\n",
        "  indented words\n",
        "A mistyped source. [S1; S2]\n",
        "A link [to nowhere](https://example.org)\n",
        "- an open [bracket\n",
    ],
)
def test_a_line_the_window_could_not_draw_is_refused_by_its_number(body: str) -> None:
    first_line_of_body = len(FRONT) + 4

    with pytest.raises(ValueError, match=rf"^crs\.md: line {first_line_of_body}: "):
        parse_page(a_page(body), "crs.md")
