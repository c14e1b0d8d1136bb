"""A person at the first start: finds what is on the screen by its name, and says what came of it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.settings.page import SettingsPage
from companion.ui.pages.setup.page import SetupPage
from companion.ui.places import Go
from companion.ui.theme import look
from companion.ui.widgets.cell import PAD, SIGN
from companion.ui.widgets.focus_ring import FocusRing
from companion.ui.widgets.label import Label

Kind = TypeVar("Kind", bound=QWidget)


class FormRobot:
    """What the pages with forms have in common."""

    def __init__(self, qtbot: QtBot, page: Page, *, width: int = 1366, height: int = 768) -> None:
        self.page = page
        self.went: list[Go] = []
        self.tests_sent: list[bool] = []
        page.go.connect(self.went.append)
        page.test_notice.connect(lambda: self.tests_sent.append(True))
        self.window = QWidget()
        self.window.setProperty("surface", "page")
        self.window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self.window)
        column.addWidget(Label(page.title(), "h1"))
        column.addWidget(page)
        self._ring = FocusRing(self.window)
        qtbot.addWidget(self.window)
        self.window.resize(width, height)
        page.open(None)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.settle()

    def settle(self) -> None:
        """Let everything that was asked for happen."""
        QApplication.sendPostedEvents()
        QTest.qWait(0)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def press(self, name: str) -> None:
        """Press a button, or choose a row."""
        QTest.mouseClick(self._find(QAbstractButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    def type_into(self, name: str, text: str) -> None:
        """Replace what stands in a field, key by key."""
        field = self._find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        if text:
            QTest.keyClicks(field, text)
        else:
            QTest.keyClick(field, Qt.Key.Key_Delete)
        self.settle()

    def choose_in(self, name: str, item: str) -> None:
        """Choose from a list that opens, with the keyboard."""
        field = self._find(QComboBox, name)
        field.setFocus()
        QTest.keyClicks(field, item)
        self.settle()

    def key(self, key: Qt.Key) -> None:
        """Press a key wherever the keyboard is."""
        QTest.keyClick(self.focused(), key)
        self.settle()

    def keys(self, text: str) -> None:
        """Type wherever the keyboard is."""
        QTest.keyClicks(self.focused(), text)
        self.settle()

    def focused(self) -> QWidget:
        """Where the keyboard is."""
        focused = self.window.focusWidget()
        assert focused is not None
        return focused

    def focused_name(self) -> str:
        """The name of where the keyboard is, as a screen reader says it."""
        return QAccessible.queryAccessibleInterface(self.focused()).text(QAccessible.Text.Name)

    def text_in(self, name: str) -> str:
        return self._find(QLineEdit, name).text()

    def item_in(self, name: str) -> str:
        return self._find(QComboBox, name).currentText()

    def is_chosen(self, name: str) -> bool:
        return self._find(QAbstractButton, name).isChecked()

    def offers(self, name: str) -> bool:
        """Whether there is a control or a field with this name."""
        return any(part.accessibleName() == name for part in self._controls(QWidget))

    def texts(self) -> tuple[str, ...]:
        """Everything there is to read, in order."""
        return tuple(label.text() for label in self._all(QLabel) if label.text())

    def complaint_at(self, name: str) -> str:
        """What is said to be wrong with a field; empty where nothing is."""
        field = self._find(QWidget, name)
        return field.accessibleDescription() if field.property("invalid") else ""

    def close(self) -> None:
        """Leave the page as the window does when it is closed."""
        self.page.leave()
        self.window.close()

    def _find(self, kind: type[Kind], name: str) -> Kind:
        found = [part for part in self._controls(kind) if part.accessibleName() == name]
        assert len(found) == 1, (name, [part.accessibleName() for part in self._controls(kind)])
        return found[0]

    def _all(self, kind: type[Kind]) -> list[Kind]:
        return [part for part in self.window.findChildren(kind) if part.isVisibleTo(self.window)]

    def _controls(self, kind: type[Kind]) -> list[Kind]:
        """A field and its label have one name: the field is meant."""
        return [part for part in self._all(kind) if not isinstance(part, QLabel)]


class SetupRobot(FormRobot):
    """The first start."""

    def __init__(self, qtbot: QtBot, context: Context, *, width: int = 1366, height: int = 768) -> None:
        super().__init__(qtbot, SetupPage(context), width=width, height=height)

    def heading(self) -> str:
        """The question of this step."""
        labels = [label for label in self._all(QLabel) if label.property("role") == "h2"]
        return labels[0].text()

    def go_on(self) -> None:
        self.press("Continue")

    def skip(self) -> None:
        self.press("Skip for now")

    def back(self) -> None:
        self.press("Back")

    def skip_to(self, heading: str) -> None:
        """Skip until this question is asked."""
        for _ in range(9):
            if self.heading() == heading:
                return
            self.skip()
        raise AssertionError(f"{heading!r} is never asked")

    def back_to(self, heading: str) -> None:
        """Go back until this question is asked."""
        for _ in range(9):
            if self.heading() == heading:
                return
            self.back()
        raise AssertionError(f"{heading!r} is not on the way back")

    def height_of_letters(self, row: str) -> int:
        """How many lines of pixels the words of a row cover."""
        picture = self._find(QAbstractButton, row).grab().toImage()
        edge, right = 8, picture.width() - 8
        beside_circle = look().px(SIGN) + 2 * PAD - 2
        return sum(
            any(picture.pixel(x, y) != picture.pixel(right, y) for x in range(beside_circle, right))
            for y in range(edge, picture.height() - edge)
        )

    def let_pause_end(self) -> None:
        """The two seconds between two writes are over."""
        for timer in self.page.findChildren(QTimer):
            assert timer.isActive()
            timer.timeout.emit()
        self.settle()

    def choose_treatment(self, drug: str, plan: str | None = None) -> None:
        """From the question for the drug to the one for the first dose."""
        self.press(drug)
        self.go_on()
        if plan is not None:
            self.press(plan)
            self.go_on()

    def give_first_dose(self, day: str, at: str, place: str = "") -> None:
        self.type_into("Day of the first dose", day)
        self.type_into("Time when it starts", at)
        self.type_into("Place", place)
        self.go_on()


class SettingsRobot(FormRobot):
    """The page Settings."""

    def __init__(self, qtbot: QtBot, context: Context, *, width: int = 1366, height: int = 768) -> None:
        super().__init__(qtbot, SettingsPage(context), width=width, height=height)

    def save(self, card: str) -> None:
        """Press the "Save" of one card."""
        name = f"Save: {card}"
        buttons = [one for one in self._all(QAbstractButton) if one.accessibleName() == name]
        assert len(buttons) == 1
        QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
        self.settle()
