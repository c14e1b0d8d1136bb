"""What was listed in the window when it fell due, as rows; each due thing at most once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from companion.core.notices import Due, Notice, NoticeKind
from companion.stores import rows
from companion.stores.columns import (
    Cell,
    Row,
    from_moment,
    from_optional_moment,
    to_moment,
    to_optional_moment,
)
from companion.stores.seam import Database
from companion.stores.tables import NOTICES
from companion.stores.transactions import write


@dataclass(frozen=True, slots=True)
class NoticesStore:
    """Notices belong to the program; a person's part is to act on one."""

    db: Database

    def record(self, notice: Notice) -> bool:
        """Add a notice unless the same thing was listed before; whether it is new."""
        columns = {
            "plan": notice.due.plan,
            "due_at": from_moment(notice.due.due_at),
            "kind": notice.due.kind.value,
            "shown_at": from_moment(notice.shown_at),
            "acted_at": from_optional_moment(notice.acted_at),
            "toast": notice.toast,
            "last_shown_at": from_optional_moment(notice.last_shown_at),
            "times_shown": notice.times_shown,
            "snoozed_until": from_optional_moment(notice.snoozed_until),
            "entered_by": rows.PROGRAM,
        }
        with write(self.db):
            if self.notice_for(notice.due) is not None:
                return False
            return rows.insert_once(self.db, NOTICES, notice.id, columns, at=notice.shown_at)

    def set_toast(self, id: str, toast: str, *, at: datetime) -> None:
        """How the desktop notice fared."""
        rows.change(self.db, NOTICES, id, {"toast": toast}, at=at, by=None)

    def tell(self, notice: Notice, *, at: datetime) -> None:
        """Add the notice, or note when and how often the person was told of the one that stands there."""
        with write(self.db):
            found = self.notice_for(notice.due)
            if found is None:
                self.record(notice)
                return
            # Not in the history: what is told every quarter of an hour would fill the diary.
            columns: dict[str, Cell] = {
                "last_shown_at": from_optional_moment(notice.last_shown_at),
                "times_shown": notice.times_shown,
                "updated_at": from_moment(at),
            }
            self.db.table(NOTICES).update(found.id, columns)

    def forget_telling_after(self, moment: datetime, *, at: datetime) -> None:
        """What was told "later than now" was told under a clock that was wrong: it counts as not told."""
        ahead = self._notices("acted_at IS NULL AND last_shown_at > ?", from_moment(moment))
        if ahead:
            with write(self.db):
                for notice in ahead:
                    columns: dict[str, Cell] = {"last_shown_at": None, "snoozed_until": None}
                    rows.change(self.db, NOTICES, notice.id, columns, at=at, by=None)

    def snooze(self, id: str, *, until: datetime, at: datetime) -> None:
        """The person wants to be told again at `until`."""
        rows.change(self.db, NOTICES, id, {"snoozed_until": from_moment(until)}, at=at, by=None)

    def act(self, id: str, *, at: datetime) -> None:
        """Note that the person dealt with it; the first time counts."""
        with write(self.db):
            found = rows.find(self.db, NOTICES, id)
            if found is None or found["acted_at"] is None:
                rows.change(self.db, NOTICES, id, {"acted_at": from_moment(at)}, at=at, by=None)

    def unacted(self) -> tuple[Notice, ...]:
        """Notices nobody dealt with, the earliest due first."""
        return self._notices("acted_at IS NULL")

    def due_since(self, since: datetime) -> tuple[Notice, ...]:
        """Notices, dealt with or not, of things that fell due from `since` on."""
        return self._notices("due_at >= ?", from_moment(since))

    def notice_for(self, due: Due) -> Notice | None:
        """The notice of this due thing, where there is one."""
        key = (due.plan, from_moment(due.due_at), due.kind.value)
        found = self._notices('"plan" = ? AND due_at = ? AND kind = ?', *key)
        return found[0] if found else None

    def _notices(self, where: str, *parameters: Cell) -> tuple[Notice, ...]:
        found = rows.select(
            self.db, f"SELECT * FROM {NOTICES} WHERE {where} ORDER BY due_at, rowid", parameters
        )
        return rows.values(found, _notice)


def _notice(row: Row) -> Notice:
    return Notice(
        id=row["id"],
        due=Due(row["plan"], to_moment(row["due_at"]), NoticeKind(row["kind"])),
        shown_at=to_moment(row["shown_at"]),
        acted_at=to_optional_moment(row["acted_at"]),
        toast=row["toast"],
        last_shown_at=to_optional_moment(row["last_shown_at"]),
        times_shown=row["times_shown"],
        snoozed_until=to_optional_moment(row["snoozed_until"]),
    )
