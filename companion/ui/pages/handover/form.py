"""The form for handing over: who watches from now on, and what they must know."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Slot

from companion.core.typed import NotRead
from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField, TypedField
from companion.ui.forms.form import Form
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.text_area import TextArea

_SOMEBODY, _NOBODY, _KNOWN = "somebody", "nobody", "known:"


@dataclass(frozen=True, slots=True)
class HandoverAnswer:
    """Who watches from now on, nobody where the name is empty."""

    name: str
    note: str


class HandoverForm(Form):
    """Those who watched before are one press; anybody else is typed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self._names = context.on_watch.names()
        options = [Option(f"{_KNOWN}{n}", name, user_text=True) for n, name in enumerate(self._names)]
        options.append(Option(_SOMEBODY, words("handover.somebody")))
        is_watched = context.on_watch.current() is not None
        if is_watched:
            options.append(Option(_NOBODY, words("handover.nobody_for_now")))
        self._who: ChoiceField | None = None
        self._name = TypedField(words("handover.name"), words("handover.name_hint"))
        self._note = TextArea()
        if self._names or is_watched:
            self._who = ChoiceField(words("handover.who"), tuple(options), columns=2)
            self._who.edited.connect(self._show_name)
            self.add(self._who)
        self.add(self._name)
        self.add(Field(words("handover.note"), self._note, words("handover.note_hint")))
        self._show_name()

    def answer(self) -> HandoverAnswer | None:
        """Who it is; None after saying what is missing."""
        if self.complain():
            return None
        return HandoverAnswer(self._chosen_name(), self._note.text())

    def draft(self) -> tuple[str, str, str]:
        """What stands in the fields, to put it into a newer form."""
        return (self._chosen_text(), self._name.text(), self._note.text())

    def take_over(self, draft: tuple[str, str, str]) -> None:
        """Show what was typed into an earlier form."""
        chosen, name, note = draft
        if self._who is not None:
            known = {text: f"{_KNOWN}{n}" for n, text in enumerate(self._names)}
            self._who.set_value(known.get(chosen, chosen))
        self._name.set_text(name)
        self._note.setPlainText(note)
        self._show_name()

    def readings(self) -> tuple[tuple[Field, object], ...]:
        if self._types_a_name():
            return ((self._name, self._name.text().strip() or NotRead("handover.needs_name")),)
        assert self._who is not None
        return ((self._who, self._who.value() or NotRead("handover.needs_who")),)

    def _types_a_name(self) -> bool:
        return self._who is None or self._who.value() == _SOMEBODY

    def _chosen_name(self) -> str:
        if self._types_a_name():
            return self._name.text().strip()
        text = self._chosen_text()
        return "" if text == _NOBODY else text

    def _chosen_text(self) -> str:
        value = self._who.value() if self._who is not None else ""
        return self._names[int(value.removeprefix(_KNOWN))] if value.startswith(_KNOWN) else value

    @Slot()
    def _show_name(self) -> None:
        self._name.setVisible(self._types_a_name())
