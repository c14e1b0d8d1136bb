"""Small files of the diary that are replaced as a whole; a disk that does not take one is a sentence."""

from __future__ import annotations

from pathlib import Path

from companion.aside import create_private, drop, part_of, read_file, replace_file, settle

__all__ = ["create_private", "drop", "part_of", "read_file", "settle", "write_aside"]


def write_aside(path: Path, content: bytes) -> None:
    """Replace a small file that only this account may read; a crash leaves the old or the new one."""
    try:
        replace_file(path, content)
    except OSError as error:
        from companion.stores import refusals  # brings the database along, which reading does not need

        raise refusals.not_saved(error) from error
