"""Picture files from anywhere: made small and anonymous, or refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from companion.core.errors import UserCanFix
from companion.core.photos import LONGEST_SIDE, MOST_BYTES, is_plain_jpeg
from companion.ui.pictures import shown_picture, small_picture
from tests.ui.photo_files import PLACE, a_photo_file, png_of_size, with_exif

# The library that unpacks JPEG warns of each torn picture.
pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.qt_log_level_fail("CRITICAL")]


def test_a_photo_is_kept_small_and_without_its_place(tmp_path: Path) -> None:
    path = a_photo_file(tmp_path)

    picture = small_picture(path)

    assert PLACE in path.read_bytes()
    assert PLACE not in picture.jpeg
    assert b"Exif" not in picture.jpeg
    assert is_plain_jpeg(picture.jpeg)
    assert (picture.width, picture.height) == (1600, 1200)
    assert len(picture.jpeg) <= MOST_BYTES


def test_what_still_carries_a_place_is_told_apart(tmp_path: Path) -> None:
    assert not is_plain_jpeg(a_photo_file(tmp_path, width=200, height=150).read_bytes())


def test_the_red_patch_is_still_red(tmp_path: Path) -> None:
    shown = shown_picture(small_picture(a_photo_file(tmp_path)).jpeg, 800)

    assert shown is not None
    assert max(shown.width(), shown.height()) == 800
    patch = shown.pixelColor(round(800 * 0.4), round(600 * 0.4))
    assert patch.red() > 2 * patch.green()


def test_a_small_photo_is_not_made_larger(tmp_path: Path) -> None:
    picture = small_picture(a_photo_file(tmp_path, width=300, height=200, name="skin.png"))

    assert (picture.width, picture.height) == (300, 200)


def test_a_photo_taken_sideways_stands_upright(tmp_path: Path) -> None:
    plain = tmp_path / "plain.jpg"
    image = QImage(2000, 1000, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.save(str(plain))
    path = tmp_path / "sideways.jpg"
    path.write_bytes(with_exif(plain.read_bytes(), orientation=6))

    picture = small_picture(path)

    assert picture.height > picture.width


def test_what_shines_through_is_white(tmp_path: Path) -> None:
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    image.save(str(tmp_path / "clear.png"))

    shown = shown_picture(small_picture(tmp_path / "clear.png").jpeg, 40)

    assert shown is not None
    assert shown.pixelColor(20, 20).lightness() > 250


def test_a_photo_full_of_detail_is_still_small_enough(tmp_path: Path) -> None:
    image = QImage(1700, 1700, QImage.Format.Format_RGB32)
    seed = 1
    for y in range(0, 1700, 2):
        for x in range(0, 1700, 2):
            seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
            image.setPixel(x, y, seed & 0xFFFFFF)
    image.save(str(tmp_path / "noise.png"))

    picture = small_picture(tmp_path / "noise.png")

    assert len(picture.jpeg) <= MOST_BYTES
    assert max(picture.width, picture.height) <= LONGEST_SIDE


def _svg(folder: Path) -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>'


def _bomb(folder: Path) -> bytes:
    return png_of_size(60_000, 60_000)


def _square_bomb(folder: Path) -> bytes:
    return png_of_size(7000, 7000 + 1000)


HOSTILE: dict[str, Callable[[Path], bytes]] = {
    "empty": lambda _: b"",
    "text": lambda _: b"not a picture",
    "svg": _svg,
    "gif": lambda _: b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    "bomb": _bomb,
    "square_bomb": _square_bomb,
    "header_alone": lambda _: b"\xff\xd8\xff\xe0",
    "no_pixels": lambda _: png_of_size(0, 0),
    "zip": lambda _: b"PK\x03\x04" + bytes(200),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_one_sentence(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"{kind}.jpg"
    path.write_bytes(HOSTILE[kind](tmp_path))

    with pytest.raises(UserCanFix, match=r"photos\."):
        small_picture(path)


def test_a_file_that_is_not_there_a_folder_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as file:
        file.truncate(50_000_000)

    for path in (tmp_path / "none.jpg", tmp_path, huge):
        with pytest.raises(UserCanFix, match=r"photos\."):
            small_picture(path)


def test_a_picture_that_came_from_elsewhere_and_is_none_is_not_shown() -> None:
    assert shown_picture(b"\xff\xd8\xff\xe0 nothing \xff\xd9", 800) is None


@pytest.mark.parametrize("at", [20, 200, 1000, 4000])
def test_a_picture_with_a_torn_byte_never_ends_the_program(tmp_path: Path, at: int) -> None:
    content = bytearray(small_picture(a_photo_file(tmp_path)).jpeg)
    content[at % len(content)] ^= 0xFF

    shown = shown_picture(bytes(content), 800)

    assert shown is None or not shown.isNull()
