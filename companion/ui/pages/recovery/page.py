"""The page of the recovery code: shown once, put on paper, and typed back to prove it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from companion.core.errors import OurFault, UserCanFix
from companion.services.keyholder import Keyholder
from companion.ui.context import Context
from companion.ui.forms.passphrase import SecretField
from companion.ui.page import Page
from companion.ui.pages.go_button import GoButton
from companion.ui.pages.recovery.code import CodeCard
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class RecoveryPage(Page):
    """Before, with the code, and after. The code is on the page only until the person goes away."""

    id = PageId.RECOVERY
    icon = "key"
    shows_date = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._code = ""
        self._field: SecretField | None = None
        self._first: Button | None = None

    def open(self, subject: str | None) -> None:
        self._code = ""
        super().open(subject)
        self._focus()

    def leave(self) -> None:
        self._code = ""
        self.body.clear()
        self._field = self._first = None

    def refresh(self) -> None:
        self.body.clear()
        self._field = self._first = None
        if self._code:
            self._show_code()
        else:
            self._show_before()

    def _keys(self) -> Keyholder:
        if self.context.locking is None:
            raise OurFault("a made-up diary has no recovery code")
        return self.context.locking.keys

    def _show_before(self) -> None:
        words, keys = self.words, self._keys()
        card = Card()
        card.setAccessibleName(words("pages.recovery"))
        card.add(Label(words("recovery.why"), "strong"))
        card.add(Label(words("recovery.why_paper")))
        if keys.has_code:
            card.add(Label(words("recovery.ends_earlier")))
        card.add_space(8)
        waits = keys.has_code and keys.wants_code_written_down
        show = Button(
            words("recovery.show_new" if keys.has_code else "recovery.show"),
            "secondary" if keys.has_code else "primary",
            icon="key",
        )
        show.clicked.connect(self._make_code)
        card.add(show)
        self._first = show
        self.body.add(card)
        if waits:
            self.body.add(self._proof_card())

    def _show_code(self) -> None:
        card = CodeCard(self.context, self._code)
        self.body.add(card)
        self.body.add(self._proof_card())
        self._first = card.save

    def _proof_card(self) -> Card:
        card = Card()
        card.setAccessibleName(self.words("recovery.prove"))
        self._field = SecretField(
            self.words("recovery.prove"), self.words("recovery.prove_hint"), hidden=False
        )
        self._field.entered.connect(self._check)
        check = Button(self.words("recovery.check"), "primary", icon="check")
        check.clicked.connect(self._check)
        card.add(self._field)
        card.add(button_row(check))
        return card

    def _show_done(self) -> None:
        words = self.words
        self.body.clear()
        self._field = self._first = None
        card = Card(words("recovery.proved"))
        card.add(Label(words("recovery.keep_apart")))
        card.add_space(8)
        back = GoButton(Go(PageId.TODAY), words("recovery.back"), self.go, "primary")
        card.add(back)
        self.body.add(card)
        self.body.to_top()
        announce(self, words("recovery.proved"))
        self._first = back
        self._focus()

    def _focus(self) -> None:
        """What had the keyboard may be gone with the words around it."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _make_code(self) -> None:
        self._code = self._keys().new_code()
        self.refresh()
        self._focus()
        self.body.to_top()

    @Slot()
    def _check(self) -> None:
        assert self._field is not None
        try:
            self._keys().prove_code(self._field.text())
        except UserCanFix as problem:
            self._field.show_error(self.words(problem.key, **problem.values))
            self._field.focus()
            return
        self._code = ""
        self._show_done()
