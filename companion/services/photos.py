"""Pictures of the skin: a few, small ones, kept inside the diary and taken out with an undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.core.photos import MOST_KEPT, MOST_PHOTOS, Photo, is_plain_jpeg
from companion.services.journal import Journal
from companion.services.topics import Topic
from companion.stores.photos import PhotosStore
from companion.stores.shelf import Shelf


@dataclass(frozen=True, slots=True)
class SmallPicture:
    """A picture as it may be kept: JPEG bytes without any text beside them, and its size in pixels."""

    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Photos:
    """Every verb returns after COMMIT, or raises UserCanFix and has saved nothing."""

    journal: Journal
    shelf: Shelf
    now: Callable[[], datetime]

    def add(self, picture: SmallPicture, *, day: date, caption: str, by: Reporter) -> Photo:
        """One more picture of a day; raises UserCanFix where there is no room for it."""
        standing, kept = self._store.counts()
        if standing >= MOST_PHOTOS:
            raise UserCanFix("photos.too_many", most=MOST_PHOTOS)
        if kept >= MOST_KEPT:
            raise UserCanFix("photos.no_room")
        if not is_plain_jpeg(picture.jpeg):
            raise UserCanFix("photos.not_a_picture")
        photo = Photo(str(uuid4()), day, self.now(), caption.strip(), picture.width, picture.height, by)
        with self.journal.plain(Topic.DIARY):
            self._store.add(photo, picture.jpeg)
        return photo

    def on(self, day: date) -> tuple[Photo, ...]:
        """The pictures of one day, oldest first."""
        return self._store.on(day)

    def jpeg(self, photo: Photo) -> bytes | None:
        """The picture itself."""
        return self._store.jpeg(photo.id)

    def room(self) -> int:
        """For how many more there is room."""
        standing, kept = self._store.counts()
        return max(0, min(MOST_PHOTOS - standing, MOST_KEPT - kept))

    @property
    def _store(self) -> PhotosStore:
        return PhotosStore(self.shelf.db)
