"""Picture files as people and enemies have them."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from PySide6.QtGui import QColor, QImage

PLACE = b"52.5200N 13.4050E SECRETPLACE"


def a_photo_file(folder: Path, *, width: int = 2400, height: int = 1800, name: str = "skin.jpg") -> Path:
    """A JPEG with a red patch, as a phone writes it: the place stands beside the pixels."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#e8c4b0"))
    for y in range(height // 3, height // 2):
        for x in range(width // 3, width // 2):
            image.setPixelColor(x, y, QColor("#b03030"))
    path = folder / name
    assert image.save(str(path), None, 92)
    if path.suffix == ".jpg":
        path.write_bytes(with_exif(path.read_bytes()))
    return path


def with_exif(jpeg: bytes, *, orientation: int = 1) -> bytes:
    """The same picture with an Exif part that holds an orientation and a place."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    tiff = b"MM\x00*\x00\x00\x00\x08" + struct.pack(">H", 1) + entry + b"\x00\x00\x00\x00" + PLACE
    body = b"Exif\x00\x00" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def png_of_size(width: int, height: int) -> bytes:
    """A few bytes that claim to be a huge picture: all of one colour, packed as small as it goes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
