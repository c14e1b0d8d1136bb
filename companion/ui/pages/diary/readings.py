"""The readings that one step asks for: kept, half typed and told together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QLineEdit

from companion.ui.pages.diary.reading import ReadingField
from companion.ui.pages.keep_all import keep_all


class Readings:
    """Their fields in order, for the step to put where they belong."""

    def __init__(self, *fields: ReadingField) -> None:
        self.fields = fields

    def keep(self) -> bool:
        """Write each that is new; whether all could be read."""
        return keep_all(field.keep for field in self.fields)

    def write(self, line: QLineEdit) -> None:
        """Write the one that is typed in this line, if it is one of them."""
        for field in self.fields:
            if field.line is line:
                field.keep()

    def unread(self) -> ReadingField | None:
        """The first that cannot be read."""
        return next((field for field in self.fields if not field.keep()), None)

    def look_again(self) -> None:
        """What has been put right or taken out since stands in them no longer."""
        for field in self.fields:
            field.look_again()

    def half(self) -> Iterator[tuple[str, str]]:
        """What is typed and not written down, with its unit, by name."""
        for field in self.fields:
            half = field.half()
            if half is not None:
                yield f"reading.{field.kind.id}", half[0]
                yield f"unit.{field.kind.id}", half[1]

    def show_half(self, half: Mapping[str, str]) -> tuple[ReadingField, ...]:
        """Put it into the fields again; those that had any."""
        had = tuple(field for field in self.fields if f"reading.{field.kind.id}" in half)
        for field in had:
            field.show_half(half[f"reading.{field.kind.id}"], half.get(f"unit.{field.kind.id}", ""))
        return had
