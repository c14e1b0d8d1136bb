"""Settings: a short list of groups, then the answers of the first start, each in its own card."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.forms.about import AboutForm
from companion.ui.forms.clock import ClockForm
from companion.ui.forms.contacts import ContactsForm
from companion.ui.forms.form import Form
from companion.ui.forms.look import LookForm
from companion.ui.forms.notes import NotesForm
from companion.ui.forms.person import PersonForm
from companion.ui.forms.quiet import QuietForm
from companion.ui.forms.reminder import ReminderForm
from companion.ui.forms.team_sheet import TeamSheetForm
from companion.ui.forms.usual import UsualForm
from companion.ui.page import Page
from companion.ui.pages.keep_place import bring_up
from companion.ui.pages.settings.agent import WhileClosedCard
from companion.ui.pages.settings.copies import CopiesCard
from companion.ui.pages.settings.hospital import HospitalCard
from companion.ui.pages.settings.known import KnownCard
from companion.ui.pages.settings.list import GROUPS, SettingsList
from companion.ui.pages.settings.lock import LockCard
from companion.ui.pages.settings.people import PeopleCard
from companion.ui.pages.settings.section import SettingsSection
from companion.ui.pages.settings.ways import WayCard, ways
from companion.ui.places import Go, PageId

Standing = KnownCard | HospitalCard | WhileClosedCard | CopiesCard | LockCard | PeopleCard
Part = SettingsSection | Standing | WayCard

_ROOM_AROUND = 24


class SettingsPage(Page):
    """Built once: what is being typed outlives a change elsewhere."""

    id = PageId.SETTINGS
    icon = "settings"
    topics = frozenset({Topic.PERSON, Topic.PREFERENCES, Topic.ALERTS})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        found: dict[str, Part] = {**self._forms(), **self._cards(), **self._ways()}
        self._sections = {id: found[id] for group in GROUPS.values() for id in group if id in found}
        list_of_groups = SettingsList(self.words)
        list_of_groups.wanted.connect(self._bring)
        self.body.add(list_of_groups)
        for section in self._sections.values():
            self.body.add(section)

    def open(self, subject: str | None) -> None:
        """`subject` names the card to begin with: person, contacts, lives_with, hospital and so on."""
        self.refresh()
        if subject in self._sections:
            self._bring(subject)

    def refresh(self) -> None:
        for section in self._sections.values():
            section.refresh()

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

    def _forms(self) -> dict[str, SettingsSection]:
        """What is typed or chosen, each stored as soon as it can be read."""
        context = self.context
        reminder = ReminderForm(context)
        reminder.test_asked.connect(self.test_notice)
        forms: dict[str, tuple[str, Form]] = {
            "person": ("settings.person", PersonForm(context)),
            "about_me": ("about_me.title", AboutForm(context)),
            "contacts": ("settings.contacts", ContactsForm(context)),
            "notes": ("hidden_notes.title", NotesForm(context)),
            "lives_with": ("usual.title", UsualForm(context)),
            "team_sheet": ("team_sheet.title", TeamSheetForm(context)),
            "look": ("settings.look", LookForm(context)),
            "clock": ("settings.clock", ClockForm(context)),
            "reminder": ("settings.reminder", reminder),
            "quiet": ("reminders.heading", QuietForm(context)),
        }
        return {
            id: SettingsSection(self.words(title), form, self.words) for id, (title, form) in forms.items()
        }

    def _cards(self) -> dict[str, Standing]:
        """What tells how things stand, with what can be done about it."""
        context = self.context
        copies = CopiesCard(context)
        copies.wanted.connect(self._see_copies)
        found: dict[str, Standing] = {
            "team_knows": KnownCard(context),
            "hospital": HospitalCard(context),
            "while_closed": WhileClosedCard(context),
            "copies": copies,
        }
        if context.locking is not None:
            lock = LockCard(context, context.locking)
            lock.go.connect(self.go)
            found["lock"] = lock
        if context.people is not None:
            found["people"] = PeopleCard(context, context.people)
        return found

    def _ways(self) -> dict[str, WayCard]:
        found = ways(self.context)
        for way in found.values():
            way.go.connect(self.go)
        return found

    @Slot(str)
    def _bring(self, id: str) -> None:
        """One card at the top of what is seen, with the keyboard in it; where that is must be seen too."""
        section = self._sections[id]
        section.focus_first()
        bring_up(self.body, section)
        focused = self.window().focusWidget()
        if focused is not None and section.isAncestorOf(focused):
            self.body.ensureWidgetVisible(focused, 0, _ROOM_AROUND)

    @Slot()
    def _see_copies(self) -> None:
        self.go.emit(Go(PageId.COPIES))
