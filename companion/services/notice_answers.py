"""What a person does about a notice: dealt with it, put it off, or only saw it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from companion.core.notices import Due, Notice
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

    def act(self, *keys: str) -> None:
        """The person dealt with each of these: none is told again."""
        found, now = [one for one in self.dues.owed() if one.due.key in keys], self.now()
        if found:
            with self.journal.plain(Topic.NOTICES):
                for one in found:
                    self.shelf.notices.act(self._stored(one.due, now), at=now)

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

    def _stored(self, due: Due, now: datetime) -> str:
        """The id of its row, which may not have been taken by the disk before."""
        notice = self.shelf.notices.notice_for(due)
        if notice is None:
            notice = self.dues.unsaved.get(due) or Notice(str(uuid4()), due, now)
            self.shelf.notices.record(notice)
        return notice.id
