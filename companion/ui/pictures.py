"""Picture files that anybody may have made: looked at with suspicion, and made small, plain and anonymous."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter

from companion.core.errors import UserCanFix
from companion.core.photos import LONGEST_SIDE, MOST_BYTES
from companion.services.photos import SmallPicture

# What phones and cameras write. Formats that can hold programs, or other files, are not opened at all.
_FORMATS: Final = frozenset({b"jpeg", b"jpg", b"png", b"webp", b"bmp"})
_LARGEST_FILE: Final = 40_000_000
_MOST_PIXELS: Final = 120_000_000
_MOST_UNSCALED: Final = 50_000_000
_MOST_MEGABYTES: Final = 512
_SIDES: Final = (LONGEST_SIDE, 1200, 800)
_QUALITIES: Final = (85, 70, 55)


def small_picture(path: Path) -> SmallPicture:
    """The picture of a file, ready to be kept; UserCanFix says in one sentence why it cannot be.

    What stands beside the picture, such as the place, is left behind: only its pixels are written anew.
    """
    content = _content(path)
    image = _decoded(content)
    for side in _SIDES:
        scaled = image if max(image.width(), image.height()) <= side else _scaled(image, side)
        for quality in _QUALITIES:
            jpeg = _written(scaled, quality)
            if len(jpeg) <= MOST_BYTES:
                return SmallPicture(jpeg, scaled.width(), scaled.height())
    raise UserCanFix("photos.too_large")


def shown_picture(jpeg: bytes, longest: int) -> QImage | None:
    """A picture of the diary as it is shown; None where it cannot be read, whoever brought it there."""
    try:
        image = _decoded(jpeg)
    except UserCanFix:
        return None
    return image if max(image.width(), image.height()) <= longest else _scaled(image, longest)


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UserCanFix("photos.not_a_picture")
        if path.stat().st_size > _LARGEST_FILE:
            raise UserCanFix("photos.too_large")
        return path.read_bytes()
    except OSError as error:
        raise UserCanFix("photos.cannot_read") from error


def _decoded(content: bytes) -> QImage:
    """The pixels, upright and on white; the size is looked at before anything is unpacked."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()) not in _FORMATS:
        raise UserCanFix("photos.not_a_picture")
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise UserCanFix("photos.not_a_picture")
    pixels = size.width() * size.height()
    # A JPEG is unpacked small; of all others each pixel has to be unpacked first.
    is_jpeg = bytes(reader.format().data()) in (b"jpeg", b"jpg")
    if pixels > (_MOST_PIXELS if is_jpeg else _MOST_UNSCALED):
        raise UserCanFix("photos.too_large")
    if max(size.width(), size.height()) > LONGEST_SIDE:
        square = QSize(LONGEST_SIDE, LONGEST_SIDE)
        reader.setScaledSize(size.scaled(square, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    before = QImageReader.allocationLimit()
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    try:
        image = reader.read()
    finally:
        QImageReader.setAllocationLimit(before)
        buffer.close()
    if image.isNull():
        raise UserCanFix("photos.not_a_picture")
    return _plain(image)


def _plain(image: QImage) -> QImage:
    """New pixels in the colours that every screen knows: nothing that was written beside them comes along."""
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    return plain


def _scaled(image: QImage, longest: int) -> QImage:
    mode, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(longest, longest, mode, smooth)


def _written(image: QImage, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpeg")
    writer.setQuality(quality)
    if not writer.write(image):
        raise UserCanFix("photos.not_a_picture")
    return bytes(buffer.data().data())
