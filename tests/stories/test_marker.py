"""A mark in every text that a person can write is found in no file, log, notice, agenda or title."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from companion.app import App
from companion.services.notifier import SilentNotifier, Toast
from companion.stores.database import close_diary, open_diary
from companion.stores.seam import Database
from companion.ui.places import Go, PageId
from tests.fake_clock import FakeClock
from tests.stories import every_text
from tests.stories.conftest import Opener
from tests.stories.every_text import NOT_TYPED, PLAIN_ON_PURPOSE, TYPED, columns_with, typed_columns
from tests.stories.test_leaks import holding, temporary

__all__ = ["temporary"]

MARK, PLAIN_MARK, NAME = "Quokkaberry", "Wombatleaf", "Quokkaberry Smith"


def said(column: str) -> str:
    """Another mark in what is plain on purpose."""
    if column == "person.name":
        return NAME
    return f"{PLAIN_MARK if column in PLAIN_ON_PURPOSE else MARK} in {column}"


class Traces:
    """Where words of a person could come out of the program."""

    def __init__(self, app: App, folder: Path, temporary: Path, caplog: pytest.LogCaptureFixture) -> None:
        self.titles: list[str] = []
        self._app, self._folder, self._temporary, self._caplog = app, folder, temporary, caplog
        app.window.windowTitleChanged.connect(self.titles.append)

    def with_mark(self, printed: str = "") -> list[str]:
        """Each place where the mark is."""
        notifier = self._app.notifier
        assert isinstance(notifier, SilentNotifier)
        found = [*holding(self._folder, MARK), *holding(self._temporary, MARK, PLAIN_MARK)]
        found += ["log" for _ in (1,) if MARK in self._caplog.text or PLAIN_MARK in self._caplog.text]
        found += ["output" for _ in (1,) if MARK in printed or PLAIN_MARK in printed]
        found += [
            "toast" for _, toast in notifier.given if MARK in f"{toast.title} {toast.body} {toast.buttons}"
        ]
        found += ["title" for title in self.titles if MARK in title.replace(NAME, "")]
        return sorted(set(found))


@pytest.fixture
def app(companion: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> App:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return companion()


def live_a_while(app: App, clock: FakeClock) -> None:
    """Every page is looked at, what falls due is told, a copy and the agenda are written."""
    for page in PageId:
        app.window.show_page(Go(page))
    clock.advance(hours=2)
    app.reminders.tick()
    app.backups.make_now()
    app.agent_side._agenda.write()


def test_the_mark_is_in_every_text_of_the_diary_and_nowhere_else(
    app: App,
    clock: FakeClock,
    diary: Path,
    temporary: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    traces = Traces(app, diary.parent, temporary, caplog)

    every_text.write_everywhere(app, said)
    live_a_while(app, clock)
    marked = columns_with(app.shelf.db, MARK) | columns_with(app.shelf.db, PLAIN_MARK)
    unmarked = typed_columns(app.shelf.db) - marked
    while_open = traces.with_mark()
    app.window.close()

    assert unmarked == set()
    assert marked >= TYPED
    assert while_open == []
    assert traces.with_mark("".join(capfd.readouterr())) == []
    assert holding(diary.parent, PLAIN_MARK) == ["diary.db.emergency"]
    assert len(app.notifier.given) > 0  # type: ignore[attr-defined]
    assert app.files.agenda.stat().st_size > 0
    assert any(NAME in title for title in traces.titles)


def test_a_new_column_of_text_without_a_mark_is_noticed(tmp_path: Path) -> None:
    db = open_diary(tmp_path / "diary.db", create=True)
    before = typed_columns(db)

    db.execute("ALTER TABLE entries ADD COLUMN planted TEXT")
    db.execute("CREATE TABLE planted (id TEXT, words TEXT, number INTEGER)")

    assert before == TYPED
    assert typed_columns(db) - TYPED == {"entries.planted", "planted.words"}
    close_diary(db)


def test_every_column_that_is_left_out_is_there(tmp_path: Path) -> None:
    db = open_diary(tmp_path / "diary.db", create=True)

    gone = {
        f"{table}.{column}"
        for table, columns in NOT_TYPED.items()
        for column in columns - columns_of(db, table)
    }

    assert gone == set()
    close_diary(db)


def columns_of(db: Database, table: str) -> set[str]:
    return {row[1] for row in db.execute(f'PRAGMA table_info("{table}")').fetchall()}


@pytest.mark.parametrize("place", ["file", "temporary", "log", "output", "toast", "title"])
def test_a_planted_leak_is_found(
    app: App,
    diary: Path,
    temporary: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    place: str,
) -> None:
    """The control."""
    caplog.set_level(logging.DEBUG)
    traces = Traces(app, diary.parent, temporary, caplog)
    assert traces.with_mark() == []

    match place:
        case "file":
            (diary.parent / "planted").write_text(said("entries.note"), "utf-16")
        case "temporary":
            (temporary / "planted").write_text(said("entries.note"))
        case "log":
            logging.getLogger("planted").info("could not save %s", said("entries.note"))
        case "output":
            sys.stderr.write(said("entries.note"))
        case "toast":
            assert isinstance(app.notifier, SilentNotifier)
            app.notifier._given.append(("planted", Toast(said("medicine_plans.name"), "")))
        case _:
            app.window.setWindowTitle(said("entries.note"))

    assert len(traces.with_mark("".join(capfd.readouterr()))) == 1
