"""Pictures of the skin that are kept in the diary: small, without a place, and never many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from companion.core.levels import Reporter

# At most so many pixels along the longer side, so many bytes as JPEG, and so many pictures in one diary.
LONGEST_SIDE: Final = 1600
MOST_BYTES: Final = 200_000
MOST_PHOTOS: Final = 40
# With those that were deleted, which can come back; all of them must fit into one export.
MOST_KEPT: Final = 2 * MOST_PHOTOS
_BEGINS: Final = b"\xff\xd8\xff"
_ENDS: Final = b"\xff\xd9"
# Where cameras write the place and the name of the owner.
_CARRIES_MORE: Final = (b"\xff\xe1", b"\xff\xed", b"\xff\xfe", b"Exif\x00", b"http://ns.adobe.com")
_HEADER: Final = 4096


@dataclass(frozen=True, slots=True)
class Photo:
    """What is said of one picture; `at` is when it was added, `day` the day of the diary it belongs to."""

    id: str
    day: date
    at: datetime
    caption: str
    width: int
    height: int
    by: Reporter = Reporter.PATIENT


def is_plain_jpeg(content: bytes) -> bool:
    """Whether this can be a picture as this program writes them: a small JPEG with nothing beside it."""
    if not content.startswith(_BEGINS) or not content.endswith(_ENDS) or len(content) > MOST_BYTES:
        return False
    head = content[:_HEADER]
    return not any(mark in head for mark in _CARRIES_MORE)
