"""What appears by itself is said aloud: an alert, an error, that something was saved, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from companion.app import App
from companion.core.catalogue import Catalogue
from companion.core.words import Words
from companion.ui.places import Go, PageId
from tests.forms_walk import FORMS
from tests.hearing import listening
from tests.pressing import press_on, type_on
from tests.stories.walking import a_demo, complaints_of, shown
from tests.ui.spoken import unsaid

# Which press is refused on a form that is empty.
REFUSED = {
    "treatment_given": "Save this dose",
    "treatment_outside_plan": "Save this dose",
    "treatment_switch": "Save the new plan",
    "medicines_another_time": "Save this time",
    "medicines_count": "Save this count",
    "medicines_new": "Next",
    "appointment_new": "Save this appointment",
    "diary_severity": "Continue",
}


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return listening(monkeypatch)


@pytest.fixture
def demo(qapp: QApplication, tmp_path: Path, catalogue: Catalogue, words: Words) -> Iterator[App]:
    """The demo in a window, a look at a time."""
    return shown(a_demo(tmp_path, catalogue, words), words, ("light", "1.0"))


def said(heard: list[str], text: str) -> bool:
    return any(text in one for one in heard)


def errors_of(app: App) -> Iterator[str]:
    """One refused form after another."""
    for name, press in REFUSED.items():
        form = FORMS[name]
        app.window.show_page(Go(form.page))
        assert all(press_on(app.window, one) for one in (*form.presses, press)), name
        yield name
        press_on(app.window.page(form.page), "Go back") or press_on(app.window.page(form.page), "Back")


def test_every_error_that_is_seen_is_said(
    qapp: QApplication, tmp_path: Path, catalogue: Catalogue, words: Words, heard: list[str]
) -> None:
    files = a_demo(tmp_path, catalogue, words)
    seen: list[str] = []

    def walk(app: App) -> Iterator[str]:
        for state in errors_of(app):
            seen.extend(unsaid(app.window, []))
            yield state

    assert complaints_of(files, words, ("light", "1.0"), (lambda window: unsaid(window, heard),), walk) == []
    assert len(seen) >= len(REFUSED)


def test_saved_an_offer_to_undo_and_an_alert_are_said(demo: Iterator[App], heard: list[str]) -> None:
    for app in demo:
        app.window.show_page(Go(PageId.APPOINTMENTS))
        assert press_on(app.window, "Cancel it")
        assert said(heard, "Cancelled: Blood test")
        assert unsaid(app.window, heard) == ()

        app.window.show_page(Go(PageId.SETTINGS))
        assert type_on(app.window, "Name of the person", "Ruth Sample")
        assert press_on(app.window, "Save")
        assert said(heard, "Saved.")

        app.window.show_page(Go(PageId.DIARY, "fill_in"))
        assert press_on(app.window, "None of these")
        assert press_on(app.window, "Save")
        assert "Saved" in heard

        for press in ("Add to today", "Chills", "Continue", "2, Moderate", "Continue"):
            assert press_on(app.window, press), press
        assert app.window.current == Go(PageId.CALL)
        assert said(heard, "Call your cancer team now. 202-555-0143")
        heard.clear()
        app.window.show_page(Go(PageId.LEARN))
        assert said(heard, "This alert is still open.")
        assert unsaid(app.window, heard) == ()
