"""What a person does about a notice: dealt with it, put it off, or only saw it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from companion.core.notices import Due, Notice
from companion.core.reminder_policy import Urgency
from companion.core.reminders import Owed
from companion.services.dues import Dues
from companion.services.journal import Journal
from companion.services.topics import Topic
from companion.stores.shelf import Shelf


@dataclass(frozen=True, slots=True)
class NoticeAnswers:
    """Every verb returns after COMMIT, or raises UserCanFix and has saved nothing."""

    journal: Journal
    shelf: Shelf
    dues: Dues
    now: Callable[[], datetime]

    def find(self, key: str) -> Owed | None:
        """The owed thing with this key; None once it was dealt with."""
        return next((one for one in self.dues.owed() if one.due.key == key), None)

    def act(self, key: str) -> None:
        """The person dealt with it: it is never told again."""
        found = self.find(key)
        if found is not None:
            self._act((found,))

    def see_missed(self) -> None:
        """All that was missed and is quiet was seen; what still repeats or sounds stays on the list."""
        self._act(one for one in self.dues.owed() if one.missed and one.urgency is Urgency.QUIET)

    def snooze(self, key: str, span: timedelta) -> datetime | None:
        """Tell this one again after `span`; the moment it ends, None where it was dealt with already."""
        found = self.find(key)
        if found is None:
            return None
        now = self.now()
        with self.journal.plain(Topic.NOTICES):
            id = self._stored(found.due, now)
            self.shelf.notices.snooze(id, until=now + span, at=now)
        return now + span

    def _act(self, found: Iterable[Owed]) -> None:
        every, now = tuple(found), self.now()
        if every:
            with self.journal.plain(Topic.NOTICES):
                for one in every:
                    self.shelf.notices.act(self._stored(one.due, now), at=now)

    def _stored(self, due: Due, now: datetime) -> str:
        """The id of its row, which may not have been taken by the disk before."""
        notice = self.shelf.notices.notice_for(due)
        if notice is None:
            notice = self.dues.unsaved.get(due) or Notice(str(uuid4()), due, now)
            self.shelf.notices.record(notice)
        return notice.id
