"""Pictures as rows: the picture itself never changes, what is said of it keeps its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from companion.core.levels import Reporter
from companion.core.photos import Photo
from companion.stores import rows
from companion.stores.columns import Row, clean, from_moment, to_moment
from companion.stores.seam import Database
from companion.stores.tables import PHOTOS
from companion.stores.transactions import write

_TOLD = "id, day, at, caption, width, height, entered_by, deleted_at"


@dataclass(frozen=True, slots=True)
class PhotosStore:
    """Ids are made by the caller, so that a retry after a crash is the same picture again."""

    db: Database

    def add(self, photo: Photo, jpeg: bytes) -> None:
        """Add a picture; one that is there already stays as it is."""
        moment = from_moment(photo.at)
        columns = {
            "id": photo.id,
            "day": photo.day.isoformat(),
            "at": moment,
            "caption": clean(photo.caption),
            "width": photo.width,
            "height": photo.height,
            "jpeg": jpeg,
            "created_at": moment,
            "updated_at": moment,
            "entered_by": photo.by.value,
            "deleted_at": None,
        }
        with write(self.db):
            if not rows.select(self.db, f"SELECT 1 FROM {PHOTOS} WHERE id = ?", [photo.id]):
                self.db.table(PHOTOS).insert(columns)

    def photos(self) -> tuple[Photo, ...]:
        """All that are not deleted, oldest first."""
        return self._photos("1")

    def on(self, day: date) -> tuple[Photo, ...]:
        """Those of one day, oldest first."""
        return self._photos("day = ?", day.isoformat())

    def jpeg(self, id: str) -> bytes | None:
        """One picture as it is kept, deleted or not; None where it is unknown."""
        found = rows.cells(self.db, f"SELECT jpeg FROM {PHOTOS} WHERE id = ?", [id])
        return bytes(found[0][0]) if found else None

    def counts(self) -> tuple[int, int]:
        """How many there are, and how many with those that were deleted."""
        sql = f"SELECT count(*) - count(deleted_at), count(*) FROM {PHOTOS}"
        standing, kept = rows.cells(self.db, sql)[0]
        return int(standing), int(kept)

    def save_caption(self, id: str, caption: str, *, at: datetime, by: Reporter) -> None:
        rows.change(self.db, PHOTOS, id, {"caption": clean(caption)}, at=at, by=by)

    def remove(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.remove(self.db, PHOTOS, id, at=at, by=by)

    def restore(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.restore(self.db, PHOTOS, id, at=at, by=by)

    def _photos(self, where: str, *parameters: str) -> tuple[Photo, ...]:
        sql = f"SELECT {_TOLD} FROM {PHOTOS} WHERE deleted_at IS NULL AND {where} ORDER BY at, rowid"
        return rows.values(rows.select(self.db, sql, parameters), photo_of)


def photo_of(row: Row) -> Photo:
    return Photo(
        id=row["id"],
        day=date.fromisoformat(row["day"]),
        at=to_moment(row["at"]),
        caption=row["caption"],
        width=row["width"],
        height=row["height"],
        by=Reporter(row["entered_by"]),
    )
