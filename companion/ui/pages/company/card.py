"""The card about who is with the person: the times for which there is nobody yet, in words and as a bar."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeyEvent

from companion.core.getting_ready import Preparation
from companion.ui.context import Context
from companion.ui.forms.enter import entered
from companion.ui.pages.company.bar import CompanyBar
from companion.ui.pages.company.form import CompanyForm
from companion.ui.pages.company.spells import SpellList
from companion.ui.pages.company.words import gap_line, spell_line
from companion.ui.pages.dose_words import day_and_time
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.undo_bar import UndoBar


class CompanyCard(Card):
    """Adds and removes at once; what was removed can be taken back."""

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(words("getting_ready.company"))
        self._context = context
        self._prepared: Preparation | None = None
        self._until = Label("")
        self._bar = CompanyBar(context)
        self._list = SpellList(context)
        self._list.remove_wanted.connect(self._remove)
        self._undo = UndoBar(words)
        self._undo.undone.connect(self._restore)
        self._form = CompanyForm(context)
        self._add_team = Button("", icon="add")
        self._add_team.clicked.connect(self._add_the_team)
        add = Button(words("getting_ready.add_person"), icon="add")
        add.clicked.connect(self._add)
        for part in (self._until, self._bar, self._undo, self._list):
            self.add(part)
        self.add_space()
        self.add(self._add_team)
        self.add(Label(words("getting_ready.add_someone"), "h3"))
        self.add(self._form)
        self.add_space()
        self.add(button_row(add))

    def show_company(self, prepared: Preparation) -> None:
        """As it is stored now."""
        self._prepared = prepared
        words, formats = self._context.words, self._context.formats()
        end = prepared.company[-1].ends_at
        told = prepared.around.told.caregiver if prepared.around is not None else None
        if told is None:
            self._until.setText(words("treatment.caregiver_until", moment=day_and_time(formats, end)))
        else:
            day = formats.plain_day(told.told_on)
            line = words("treatment.caregiver_until_told", moment=day_and_time(formats, end), day=day)
            self._until.setText(line)
        self._bar.show_company(prepared)
        self._list.show_spells(prepared.spells)
        self._offer_team(prepared)
        self._form.propose(prepared)

    def _offer_team(self, prepared: Preparation) -> None:
        """One press for the hours in which the person is watched: then the team is there."""
        until = self._watched_until(prepared)
        gap = prepared.gaps[0] if prepared.gaps else None
        offered = until is not None and gap is not None and gap.starts_at == prepared.starts_at
        self._add_team.setVisible(offered)
        if until is not None:
            moment = day_and_time(self._context.formats(), until)
            self._add_team.setText(self._context.words("getting_ready.add_team", moment=moment))

    def _watched_until(self, prepared: Preparation) -> datetime | None:
        """The shortest time named: whether it is longer, nobody knows yet."""
        around = prepared.around
        return around.watched_until[0] if around is not None and around.watched_until is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not entered(event, self, self._add):
            super().keyPressEvent(event)

    @Slot()
    def _add(self) -> None:
        answer = self._form.answer()
        if answer is None or self._prepared is None:
            return
        self._context.getting_ready.add_spell(
            self._prepared.dose,
            name=answer.name,
            starts_at=answer.starts_at,
            ends_at=answer.ends_at,
            by=self._context.entering.by,
        )
        self._form.empty()
        self._look_again()
        self._form.focus_first()

    @Slot()
    def _add_the_team(self) -> None:
        prepared = self._prepared
        until = self._watched_until(prepared) if prepared is not None else None
        if prepared is None or until is None:
            return
        name = self._context.words("getting_ready.the_team")
        self._context.getting_ready.add_spell(
            prepared.dose,
            name=name,
            starts_at=prepared.starts_at,
            ends_at=until,
            by=self._context.entering.by,
        )
        self._look_again()
        self._form.focus_first()

    @Slot(object)
    def _remove(self, id: str) -> None:
        spell = next((s for s in self._prepared.spells if s.id == id), None) if self._prepared else None
        if spell is not None:
            self._context.getting_ready.remove_spell(id, by=self._context.entering.by)
            text = self._context.words(
                "getting_ready.removed", who=spell_line(spell, self._context.formats())
            )
            self._undo.offer(text, id)
            self._look_again()

    @Slot(object)
    def _restore(self, id: str) -> None:
        self._context.getting_ready.restore_spell(id, by=self._context.entering.by)
        self._look_again()

    def _look_again(self) -> None:
        """Show what is stored, and say what is missing now."""
        if self._prepared is None:
            return
        prepared = self._context.getting_ready.of(self._prepared.dose)
        if prepared is not None and prepared.company:
            self.show_company(prepared)
            formats = self._context.formats()
            lines = [gap_line(gap.starts_at, gap.ends_at, formats) for gap in prepared.gaps]
            announce(self, " ".join(lines) or self._context.words("getting_ready.no_gap"))
