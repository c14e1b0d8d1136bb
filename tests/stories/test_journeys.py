"""What each journey costs, by clicks and by keys alone, counted in the real window over the demo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QWidget

from companion.app import App
from companion.core.catalogue import Catalogue
from companion.core.words import Words
from companion.ui.pages.report.page import ReportPage
from companion.ui.places import Go, PageId
from tests.pressing import settle
from tests.stories.person import Person
from tests.stories.walking import a_demo, shown

TO_SCRIPT, TO_SCRIPT_FROM_TRAY = 2, 1
SAME_AS_YESTERDAY, TWO_SYMPTOMS = 3, 9
NEXT_INFUSION, CAREGIVERS_INFUSION = 0, 1
REPORT = 3
KEYS_FOR_A_CLICK = 2
_LOOKS, _LOOK_MS = 150, 20
INFUSION = "46 hours"
NUMBER = "202-555-0143"


class Clicks:
    """Somebody with a mouse; counts what the buttons themselves say was clicked."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.count = 0
        self._person = Person(app.window)

    def press(self, *names: str) -> None:
        for name in names:
            button = self._person.find(QAbstractButton, name)
            button.clicked.connect(self._add)
            self._person.press(name)

    def sees(self, text: str) -> bool:
        return sees(self.app, text)

    def _add(self) -> None:
        self.count += 1


class Keys:
    """Somebody without a mouse; every key that goes down is counted, one with Alt or Shift as one."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.count = 0

    def press(self, key: Qt.Key, *, alt: bool = False, shift: bool = False) -> None:
        held = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        self.app.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.app.window)
        QTest.keyClick(self.app.window.focusWidget() or self.app.window, key, held)
        settle()
        self.count += 1

    def main(self) -> None:
        """The main button of the page."""
        self.press(Qt.Key.Key_Return, alt=True)

    def go_to(self, name: str, key: Qt.Key, *, shift: bool = False, most: int = 80) -> None:
        """The same key until the focus stands on something called so."""
        for _ in range(most):
            if self.stands_on().startswith(name):
                return
            self.press(key, shift=shift)
        raise AssertionError(f"no way to {name!r}: it stands on {self.stands_on()!r}")

    def stands_on(self) -> str:
        focused = self.app.window.focusWidget()
        return focused.accessibleName() if focused is not None else ""

    def sees(self, text: str) -> bool:
        return sees(self.app, text)


def sees(app: App, text: str) -> bool:
    """Whether it stands on the screen without scrolling; a button pressed by key acts a moment later."""

    def is_there() -> bool:
        settle()
        labels = [label for label in app.window.findChildren(QLabel) if label.isVisible()]
        return any(text in label.text() and not label.visibleRegion().isEmpty() for label in labels)

    for _ in range(_LOOKS):
        if is_there():
            return True
        QTest.qWait(_LOOK_MS)
    return False


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path, catalogue: Catalogue, words: Words) -> Iterator[App]:
    """The demo on an ordinary screen, at Today."""
    for app in shown(a_demo(tmp_path, catalogue, words), words, ("light", "1.0")):
        app.window.show_page(Go(PageId.TODAY))
        yield app
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_whoever_feels_unwell_has_number_and_script_after_two_clicks(app: App) -> None:
    person = Clicks(app)

    person.press("I feel unwell now")

    assert person.sees(NUMBER)
    assert person.sees("Say this")
    assert person.count <= TO_SCRIPT


def test_from_the_tray_it_is_one_click(app: App) -> None:
    app.tray.unwell.emit()

    assert sees(app, NUMBER)
    assert sees(app, "Say this")
    assert app.tray._menu.actions()[0].text() == "I feel unwell now"
    assert TO_SCRIPT_FROM_TRAY == 1


def test_the_next_infusion_is_seen_without_a_click(app: App) -> None:
    person = Clicks(app)

    assert person.sees(INFUSION)
    assert person.count == NEXT_INFUSION


def test_the_same_as_yesterday_takes_three_clicks(app: App) -> None:
    person = Clicks(app)

    person.press("Fill in today’s diary", "Same as yesterday", "Save")

    assert person.sees("Saved")
    assert person.count <= SAME_AS_YESTERDAY


def test_two_symptoms_take_nine_clicks(app: App) -> None:
    person = Clicks(app)

    person.press("Fill in today’s diary", "Tiredness", "Nausea (feeling sick)", "Continue")
    person.press("1, Mild", "Continue", "1, Mild", "Continue", "Save")

    assert person.sees("Saved")
    assert person.count <= TWO_SYMPTOMS


def test_a_caregiver_sees_the_next_infusion_after_one_click(app: App) -> None:
    person = Clicks(app)

    person.press("Caregiver")

    assert person.sees("In 46 hours")
    assert person.count <= CAREGIVERS_INFUSION


def test_the_report_is_a_pdf_after_three_clicks(app: App, tmp_path: Path) -> None:
    person = Clicks(app)

    person.press("Report")
    report_of(app).paper.wait()
    person.press("Save as a PDF")
    save_in_the_dialog(app, tmp_path / "report.pdf")

    assert person.count + 1 <= REPORT


def test_a_click_more_is_counted(app: App) -> None:
    person = Clicks(app)

    person.press("Fill in today’s diary", "Back", "Fill in today’s diary", "Same as yesterday", "Save")

    assert person.count > SAME_AS_YESTERDAY


def test_i_feel_unwell_is_the_first_stop_of_tab(app: App) -> None:
    person = Keys(app)
    app.window.setFocus()

    person.press(Qt.Key.Key_Tab)
    first = person.stands_on()
    person.press(Qt.Key.Key_Return)

    assert first == "I feel unwell now"
    assert person.sees(NUMBER)
    assert person.count <= KEYS_FOR_A_CLICK * TO_SCRIPT


def test_by_keys_the_script_is_one_press_away(app: App) -> None:
    person = Keys(app)

    person.press(Qt.Key.Key_U, alt=True)

    assert person.sees(NUMBER)
    assert person.count <= KEYS_FOR_A_CLICK * TO_SCRIPT


def test_by_keys_the_same_as_yesterday_takes_at_most_six(app: App) -> None:
    person = Keys(app)

    person.main()
    person.go_to("Same as yesterday", Qt.Key.Key_Tab, shift=True)
    person.press(Qt.Key.Key_Return)
    person.main()

    assert person.sees("Saved")
    assert person.count <= KEYS_FOR_A_CLICK * SAME_AS_YESTERDAY


def test_by_keys_two_symptoms_take_at_most_eighteen(app: App) -> None:
    person = Keys(app)

    person.main()
    person.go_to("Tiredness", Qt.Key.Key_Up)
    person.press(Qt.Key.Key_Space)
    person.go_to("Nausea", Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Space)
    person.main()
    for _ in range(2):
        person.go_to("1, Mild", Qt.Key.Key_Down)
        person.press(Qt.Key.Key_Space)
        person.main()
    person.main()

    assert person.sees("Saved")
    assert person.count <= KEYS_FOR_A_CLICK * TWO_SYMPTOMS


def test_by_keys_a_caregiver_needs_at_most_two(app: App) -> None:
    person = Keys(app)

    person.press(Qt.Key.Key_5, alt=True)

    assert person.sees("In 46 hours")
    assert person.count <= KEYS_FOR_A_CLICK * CAREGIVERS_INFUSION


def test_by_keys_the_report_takes_at_most_six(app: App, tmp_path: Path) -> None:
    person = Keys(app)

    person.press(Qt.Key.Key_8, alt=True)
    assert person.sees("Visit report")
    report_of(app).paper.wait()
    person.main()
    save_in_the_dialog(app, tmp_path / "report.pdf")

    assert person.count + 1 <= KEYS_FOR_A_CLICK * REPORT


def test_a_journey_goes_by_tab_and_enter_alone(app: App) -> None:
    person = Keys(app)
    app.window.setFocus()

    person.go_to("Fill in today’s diary", Qt.Key.Key_Tab)
    person.press(Qt.Key.Key_Return)
    person.go_to("Same as yesterday", Qt.Key.Key_Tab, shift=True)
    person.press(Qt.Key.Key_Space)
    person.go_to("Save", Qt.Key.Key_Tab)
    person.press(Qt.Key.Key_Return)

    assert person.sees("Saved")


def test_tab_reaches_whatever_can_be_pressed_on_every_page(app: App) -> None:
    person = Keys(app)
    left = {}

    for page in PageId:
        if page is PageId.SETUP:
            continue
        app.window.show_page(Go(page))
        settle()
        reached = reached_by_tab(person)
        # Of a group of answers Tab stops at one, and the arrow keys go on.
        around = reached | {stop.parentWidget() for stop in reached}
        buttons = app.window.page(page).findChildren(QAbstractButton)
        pressable = [one for one in buttons if one.isVisible() and one.isEnabled()]
        left[page] = [b.accessibleName() for b in pressable if not {b, b.parentWidget()} & around]

    assert {page: names for page, names in left.items() if names} == {}


def reached_by_tab(person: Keys) -> set[QWidget]:
    """Round once: the chain that Qt follows, without the wait for each key."""
    window = person.app.window
    window.setFocus()
    stops: set[QWidget] = set()
    while window.focusNextPrevChild(True) and (stop := window.focusWidget()) not in stops:
        assert stop is not None
        stops.add(stop)
    return stops


def report_of(app: App) -> ReportPage:
    page = app.window.page(PageId.REPORT)
    assert isinstance(page, ReportPage)
    return page


def save_in_the_dialog(app: App, path: Path) -> None:
    """The file dialog of the desktop is open; its one press saves."""
    dialog = next(one for one in app.window.findChildren(QFileDialog) if one.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.close()
    report_of(app).paper.wait()
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("card", ["reminder", "lock"])
def test_settings_open_at_the_card_they_are_asked_for(app: App, card: str) -> None:
    app.window.show_page(Go(PageId.SETTINGS, card))
    settle()

    focused = app.window.focusWidget()
    assert focused is not None
    assert not focused.visibleRegion().isEmpty()
    assert app.window.page(PageId.SETTINGS).body.verticalScrollBar().value() > 0
