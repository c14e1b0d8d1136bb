"""Photos in the diary: a few, plain, out and back again, and whole in every export."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.core.catalogue import Catalogue
from companion.core.changes import Part
from companion.core.errors import CompanionError, UserCanFix
from companion.core.exchange_file import parse_exchange
from companion.core.levels import Reporter
from companion.core.photos import MOST_KEPT, MOST_PHOTOS
from companion.core.words import Words
from companion.services.changes import Changes
from companion.services.corrections import Corrections
from companion.services.exchange import Exchange
from companion.services.photos import Photos, SmallPicture
from companion.stores.merged import Merged
from tests.fake_clock import FakeClock
from tests.services.diary_kit import DiaryKit, diary_kit
from tests.stores.samples import A_JPEG

BY = Reporter.CAREGIVER
PICTURE = SmallPicture(A_JPEG, 4, 3)


@pytest.fixture
def photos(kit: DiaryKit) -> Photos:
    return Photos(kit.journal, kit.shelf, kit.clock.now)


@pytest.fixture
def corrections(kit: DiaryKit) -> Corrections:
    return Corrections(kit.journal, kit.shelf, kit.clock.now, kit.now_questions)


@pytest.fixture
def elsewhere(tmp_path: Path, catalogue: Catalogue, words: Words) -> Iterator[DiaryKit]:
    with diary_kit(tmp_path / "elsewhere.db", FakeClock(), catalogue, words) as kit:
        yield kit


def exchange(kit: DiaryKit) -> Exchange:
    return Exchange(kit.shelf, kit.watch.knowledge, kit.clock.now)


def bring(kit: DiaryKit, path: Path) -> Merged:
    return exchange(kit).import_file(parse_exchange(path.read_bytes(), origin=path.name), origin=path.name)


def test_a_photo_stands_on_its_day_with_its_words(kit: DiaryKit, photos: Photos) -> None:
    photo = photos.add(PICTURE, day=kit.record.today(), caption="  left arm <itches> ", by=BY)

    assert photos.on(kit.record.today()) == (photo,)
    assert (photo.caption, photo.by) == ("left arm <itches>", BY)
    assert photos.jpeg(photo) == A_JPEG
    assert not kit.record.day(kit.record.today()).is_empty


def test_a_deleted_photo_comes_back_whole(kit: DiaryKit, photos: Photos, corrections: Corrections) -> None:
    photo = photos.add(PICTURE, day=kit.record.today(), caption="left arm", by=BY)

    undo = corrections.delete(Part.PHOTO, photo.id, by=BY)
    gone = photos.on(kit.record.today())
    assert undo is not None
    corrections.undo(undo, by=BY)

    assert gone == ()
    assert photos.on(kit.record.today()) == (photo,)
    assert photos.jpeg(photo) == A_JPEG


def test_a_deleted_photo_is_told_among_the_changes_and_put_back(
    kit: DiaryKit, photos: Photos, corrections: Corrections
) -> None:
    photo = photos.add(PICTURE, day=kit.record.today(), caption="left arm", by=BY)
    corrections.delete(Part.PHOTO, photo.id, by=BY)
    changes = Changes(kit.journal, kit.shelf, kit.clock.now, kit.record)

    (change,) = changes.newest(10)
    changes.put_back(change.id)

    assert (change.part, change.before, change.after) == (Part.PHOTO, photo, None)
    assert photos.on(kit.record.today()) == (photo,)


def test_there_is_room_for_so_many_and_no_more(
    kit: DiaryKit, photos: Photos, corrections: Corrections
) -> None:
    first = photos.add(PICTURE, day=kit.record.today(), caption="", by=BY)
    for _ in range(MOST_PHOTOS - 1):
        photos.add(PICTURE, day=kit.record.today(), caption="", by=BY)
    with pytest.raises(UserCanFix, match=r"photos\.too_many"):
        photos.add(PICTURE, day=kit.record.today(), caption="", by=BY)

    corrections.delete(Part.PHOTO, first.id, by=BY)
    photos.add(PICTURE, day=kit.record.today(), caption="", by=BY)

    assert photos.room() == 0


def test_deleted_ones_count_until_there_is_no_more_room(
    kit: DiaryKit, photos: Photos, corrections: Corrections
) -> None:
    for _ in range(MOST_KEPT):
        photo = photos.add(PICTURE, day=kit.record.today(), caption="", by=BY)
        corrections.delete(Part.PHOTO, photo.id, by=BY)

    with pytest.raises(UserCanFix, match=r"photos\.no_room"):
        photos.add(PICTURE, day=kit.record.today(), caption="", by=BY)


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", A_JPEG[:-2], A_JPEG.replace(b" pixels ", b"Exif\x00"), A_JPEG[:-2] + b"x" * 500_000],
)
def test_only_a_plain_small_jpeg_gets_in(kit: DiaryKit, photos: Photos, content: bytes) -> None:
    with pytest.raises(UserCanFix, match=r"photos\.not_a_picture"):
        photos.add(SmallPicture(content, 4, 3), day=kit.record.today(), caption="", by=BY)


def test_an_export_takes_a_photo_to_another_computer_letter_for_letter(
    kit: DiaryKit, photos: Photos, corrections: Corrections, elsewhere: DiaryKit, tmp_path: Path
) -> None:
    kept = photos.add(PICTURE, day=kit.record.today(), caption="left arm", by=BY)
    gone = photos.add(PICTURE, day=kit.record.today(), caption="by mistake", by=BY)
    corrections.delete(Part.PHOTO, gone.id, by=BY)
    exchange(kit).export_json(tmp_path / "out.json")

    bring(elsewhere, tmp_path / "out.json")
    again = bring(elsewhere, tmp_path / "out.json")

    there = Photos(elsewhere.journal, elsewhere.shelf, elsewhere.clock.now)
    assert there.on(kit.record.today()) == (kept,)
    assert there.jpeg(kept) == A_JPEG
    assert there.jpeg(gone) == A_JPEG
    assert not again.changes_anything


@pytest.mark.parametrize(
    "jpeg",
    [
        "",
        "letters",
        None,
        {"base64": ""},
        {"base64": "%%%"},
        {"base64": "R0lGODlhAQABAAAAADs="},
        {"base64": "A" * 900_000},
    ],
)
def test_a_file_with_something_else_for_a_photo_is_refused_and_changes_nothing(
    kit: DiaryKit, photos: Photos, elsewhere: DiaryKit, tmp_path: Path, jpeg: object
) -> None:
    photos.add(PICTURE, day=kit.record.today(), caption="left arm", by=BY)
    path = tmp_path / "out.json"
    exchange(kit).export_json(path)
    content = json.loads(path.read_text("utf-8"))
    content["tables"]["photos"][0]["jpeg"] = jpeg
    path.write_text(json.dumps(content), "utf-8")

    with pytest.raises(CompanionError):
        bring(elsewhere, path)

    assert Photos(elsewhere.journal, elsewhere.shelf, elsewhere.clock.now).on(kit.record.today()) == ()


def test_a_plain_copy_holds_the_picture_itself(kit: DiaryKit, photos: Photos, tmp_path: Path) -> None:
    photos.add(PICTURE, day=kit.record.today(), caption="left arm", by=BY)

    exchange(kit).export_sqlite(tmp_path / "plain.db")

    with sqlite3.connect(tmp_path / "plain.db") as plain:
        assert plain.execute("SELECT caption, jpeg FROM photos").fetchall() == [("left arm", A_JPEG)]
    plain.close()
