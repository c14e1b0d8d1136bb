"""One time of a paper log: a field for each reading and each sign, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from companion.core.paper_log import Level, LogRow, Value
from companion.ui.context import Context
from companion.ui.forms.enter import is_enter
from companion.ui.forms.field import TypedField
from companion.ui.pages.paper_log.reader import FieldReader
from companion.ui.theme import look
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import Tiles

_NARROW = 150
_GAP = 16


class LogTime(Card):
    """The time is filled in from the log, and can be changed to what stands on the paper.

    Signals:
        edited: a field was left with something else in it.
        moved: the keyboard goes so many times down, or so many fields across.
    """

    edited = Signal()
    moved = Signal(int, int)

    def __init__(
        self,
        context: Context,
        title: str,
        at: datetime | None,
        kinds: tuple[str, ...],
        signs: tuple[str, ...],
    ) -> None:
        super().__init__(title, "h3")
        self._context, words, catalogue = context, context.words, context.catalogue
        formats = context.formats()
        local = None if at is None else formats.local(at)
        self._day: date | None = None if local is None else local.date()
        self._kinds = tuple(catalogue.readings[kind] for kind in kinds)
        self._signs = signs
        self.fields: dict[str, TypedField] = {}
        tiles = Tiles(lambda width: max(1, (width + _GAP) // (look().px(_NARROW) + _GAP)), gap=_GAP)
        if local is None:
            example = formats.plain_day(context.record.today())
            self._add(tiles, "day", words("paper_log.day"), example, title)
        self._add(
            tiles,
            "time",
            words("paper_log.time"),
            formats.clock((local or formats.local(context.record.now())).time()),
            title,
        )
        if local is not None:
            self.fields["time"].set_text(formats.clock(local.time()))
        for kind in self._kinds:
            unit = words.written(kind.unit(formats.preferred_unit(kind)).shown)
            name = words("paper_log.reading", name=words.written(kind.words.name), unit=unit)
            self._add(tiles, kind.id, name, "", title)
        for symptom in signs:
            self._add(tiles, symptom, words.written(catalogue.symptoms[symptom].words.name), "", title)
        self.column.addLayout(tiles)

    def texts(self) -> Mapping[str, str]:
        """What stands in the fields, by reading and symptom."""
        return {name: field.text() for name, field in self.fields.items() if field.text()}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Show what was typed before."""
        for name, text in texts.items():
            if name in self.fields:
                self.fields[name].set_text(text)

    def lines(self) -> tuple[QLineEdit, ...]:
        """The fields to type in, in the order of the paper."""
        return tuple(field.control for field in self.fields.values() if isinstance(field.control, QLineEdit))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing but the time in it."""
        return not any(text for name, text in self.texts().items() if name not in ("day", "time"))

    def read(self) -> LogRow | None:
        """The row as it was understood; None where a field cannot be read, which it then says."""
        reader, fields = FieldReader(self._context), self.fields
        at = reader.moment(fields["time"], fields.get("day"), self._day)
        values = [reader.value(fields[kind.id], kind) for kind in self._kinds]
        levels = [reader.level(fields[symptom], symptom) for symptom in self._signs]
        if at is None or any(one is False for one in (*values, *levels)):
            return None
        return LogRow(
            at,
            tuple(one for one in values if isinstance(one, Value)),
            tuple(one for one in levels if isinstance(one, Level)),
        )

    def first_wrong(self) -> TypedField | None:
        """The first field that says something is wrong."""
        return next((field for field in self.fields.values() if field.error()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrows go along the paper; here, because the page would scroll by them."""
        steps = {Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Up: (-1, 0)}
        step = (0, 1) if is_enter(event) else steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(*step)

    def _add(self, tiles: Tiles, name: str, label: str, example: str, title: str) -> None:
        field = TypedField(label, example=example)
        field.control.setAccessibleName(self._context.words("paper_log.field_at", name=label, time=title))
        field.settled.connect(self.edited)
        self.fields[name] = field
        tiles.addWidget(field)
