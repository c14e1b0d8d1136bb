"""Where the keyboard is in the set-up, and that its field stays in sight while letters grow around it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from companion.ui.forms.form import Form
from companion.ui.page import Page

_ROOM_AROUND = 24


class SetupFocus(QObject):
    """One form at a time; a text without a field has the page itself: the arrow keys scroll it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._form: Form | None = None
        content = page.body.widget()
        if content is not None:
            content.installEventFilter(self)

    def begin(self, form: Form) -> None:
        """Put the keyboard on the first field of this form."""
        self._form = form
        self._place_to_begin().setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._settle)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Letters that grew, or a sentence that came in between, may have moved the focus away.
        if event.type() is QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._show_focused)
        return super().eventFilter(watched, event)

    def _place_to_begin(self) -> QWidget:
        first = None if self._form is None else self._form.first()
        return first or self._page.body

    @Slot()
    def _settle(self) -> None:
        """The window shows the page only after it has opened it, and may leave the keyboard where it was."""
        focused = self._page.window().focusWidget()
        if self._page.isVisible() and (focused is None or not self._page.isAncestorOf(focused)):
            self._place_to_begin().setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_focused()

    @Slot()
    def _show_focused(self) -> None:
        focused = self._page.window().focusWidget()
        if focused is not None and self._form is not None and self._form.isAncestorOf(focused):
            self._page.body.ensureWidgetVisible(focused, 0, _ROOM_AROUND)
