"""Settings: the answers of the first start, each in its own card, and what this program is."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion import __version__
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.forms_about import AboutForm
from companion.ui.forms_contacts import ContactsForm
from companion.ui.forms_notes import NotesForm
from companion.ui.forms_person import PersonForm
from companion.ui.forms_quiet import QuietForm
from companion.ui.forms_reminder import ReminderForm
from companion.ui.forms_shown import ClockForm, LookForm
from companion.ui.forms_team_sheet import TeamSheetForm
from companion.ui.forms_usual import UsualForm
from companion.ui.page import Page
from companion.ui.pages.settings_agent import WhileClosedCard
from companion.ui.pages.settings_copies import CopiesCard
from companion.ui.pages.settings_hospital import HospitalCard
from companion.ui.pages.settings_known import KnownCard
from companion.ui.pages.settings_lock import LockCard
from companion.ui.pages.settings_people import PeopleCard
from companion.ui.pages.settings_section import SettingsSection
from companion.ui.pages.setup_last import PAGE
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label

_LIMITS = ("settings.limits_doctor", "settings.limits_drafts", "settings.limits_watch")


Part = SettingsSection | KnownCard | HospitalCard | WhileClosedCard | CopiesCard | LockCard | PeopleCard


class SettingsPage(Page):
    """Built once: what is being typed outlives a change elsewhere."""

    id = PageId.SETTINGS
    icon = "settings"
    topics = frozenset({Topic.PERSON, Topic.PREFERENCES, Topic.ALERTS})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        words = self.words
        reminder = ReminderForm(context)
        reminder.test_asked.connect(self.test_notice)
        copies = CopiesCard(context)
        copies.wanted.connect(self._see_copies)
        self._sections: dict[str, Part] = {
            "person": SettingsSection(words("settings.person"), PersonForm(context), words),
            "about_me": SettingsSection(words("about_me.title"), AboutForm(context), words),
            "contacts": SettingsSection(words("settings.contacts"), ContactsForm(context), words),
            "notes": SettingsSection(words("hidden_notes.title"), NotesForm(context), words),
            "lives_with": SettingsSection(words("usual.title"), UsualForm(context), words),
            "team_knows": KnownCard(context),
            "team_sheet": SettingsSection(words("team_sheet.title"), TeamSheetForm(context), words),
            "hospital": HospitalCard(context),
            "look": SettingsSection(words("settings.look"), LookForm(context), words),
            "clock": SettingsSection(words("settings.clock"), ClockForm(context), words),
            "reminder": SettingsSection(words("settings.reminder"), reminder, words),
            "quiet": SettingsSection(words("reminders.heading"), QuietForm(context), words),
            "while_closed": WhileClosedCard(context),
            "copies": copies,
        }
        if context.locking is not None:
            lock = self._sections["lock"] = LockCard(context, context.locking)
            lock.go.connect(self.go)
        if context.people is not None:
            self._sections["people"] = PeopleCard(context, context.people)
        for section in self._sections.values():
            self.body.add(section)
        self.body.add(self._will_they_come())
        self.body.add(self._files())
        self.body.add(self._changes())
        self.body.add(self._limits())
        self.body.add(self._about())
        self.body.add(self._delete())

    def open(self, subject: str | None) -> None:
        """`subject` names the card to begin with: person, contacts, lives_with, hospital and so on."""
        self.refresh()
        section = self._sections.get(subject or "")
        if section is not None:
            section.focus_first()

    def refresh(self) -> None:
        for section in self._sections.values():
            section.refresh()
        self._place.setText(self.context.record.diary_path())

    def leave(self) -> None:
        for section in self._sections.values():
            section.keep()

    def typed(self) -> object:
        """What could not be read is stored nowhere: it stays in its field."""
        sections = self._sections.items()
        found = {id: one.typed() for id, one in sections if isinstance(one, SettingsSection)}
        return {id: answers for id, answers in found.items() if answers is not None}

    def open_again(self, subject: str | None, typed: object) -> None:
        super().open_again(subject, typed)
        for id, answers in typed.items() if isinstance(typed, dict) else ():
            section = self._sections[id]
            if isinstance(section, SettingsSection):
                section.take_up(answers)

    def _will_they_come(self) -> Card:
        card = Card(self.words("pages.reminders"))
        card.add(Label(self.words("reminders.will_they_come")))
        button = Button(self.words("reminders.read"), icon="clock")
        button.clicked.connect(self._to_reminders)
        card.add_space(8)
        card.add(button)
        return card

    @Slot()
    def _to_reminders(self) -> None:
        self.go.emit(Go(PageId.REMINDERS))

    def _changes(self) -> Card:
        card = Card(self.words("history.title"))
        card.add(Label(self.words("history.card_means")))
        see = Button(self.words("history.see"))
        see.clicked.connect(self._see_changes)
        card.add_space(8)
        card.add(see)
        return card

    def _files(self) -> Card:
        card = Card(self.words("pages.files"))
        card.add(Label(self.words("files.card_means")))
        see = Button(self.words("files.see"))
        see.clicked.connect(self._see_files)
        card.add_space(8)
        card.add(see)
        return card

    @Slot()
    def _see_files(self) -> None:
        self.go.emit(Go(PageId.FILES))

    def _limits(self) -> Card:
        card = Card(self.words("settings.limits"))
        for key in _LIMITS:
            card.add(Label(self.words(key)))
        more = Button(self.words("settings.read_more"))
        more.clicked.connect(self._read_more)
        card.add_space(8)
        card.add(more)
        return card

    def _about(self) -> Card:
        words = self.words
        card = Card(words("settings.about"))
        card.add(Label(words("about.version", companion=__version__)))
        card.add_space(8)
        card.add(Label(words("settings.diary_file"), "strong"))
        self._place = Label("", user_text=True)
        card.add(self._place)
        see = Button(words("about.see"), icon="info")
        see.clicked.connect(self._see_about)
        card.add_space(8)
        card.add(see)
        return card

    def _delete(self) -> Card:
        card = Card(self.words("deleting.title"))
        card.add(Label(self.words("deleting.card_means")))
        see = Button(self.words("deleting.see"))
        see.clicked.connect(self._see_deleting)
        card.add_space(8)
        card.add(see)
        return card

    @Slot()
    def _see_deleting(self) -> None:
        self.go.emit(Go(PageId.DELETING))

    @Slot()
    def _see_about(self) -> None:
        self.go.emit(Go(PageId.ABOUT))

    @Slot()
    def _see_changes(self) -> None:
        self.go.emit(Go(PageId.HISTORY))

    @Slot()
    def _see_copies(self) -> None:
        self.go.emit(Go(PageId.COPIES))

    @Slot()
    def _read_more(self) -> None:
        self.go.emit(Go(PageId.LEARN, PAGE))
