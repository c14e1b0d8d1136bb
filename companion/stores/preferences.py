"""How this person wants things shown, as one row for each preference."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from companion.core.levels import Reporter
from companion.core.people import DateOrder, Preferences
from companion.stores.columns import from_number, from_time, to_json, to_number, to_time
from companion.stores.rows import save, select
from companion.stores.seam import Database
from companion.stores.tables import PREFERENCES
from companion.stores.transactions import write


@dataclass(frozen=True, slots=True)
class PreferencesStore:
    """A preference that cannot be read falls back to its default: it must not keep the diary shut."""

    db: Database

    def preferences(self) -> Preferences:
        known: dict[str, Any] = {}
        for row in select(self.db, f"SELECT id, value FROM {PREFERENCES}"):
            read = _READ.get(row["id"])
            try:
                if read is not None:
                    known[row["id"]] = read(json.loads(row["value"]))
            except (ValueError, TypeError, ArithmeticError):
                continue
        return replace(Preferences(), **known)

    def save_preferences(self, preferences: Preferences, *, at: datetime, by: Reporter) -> None:
        with write(self.db):
            for name, value in _written(preferences).items():
                columns = {"value": to_json(value), "entered_by": by.value}
                save(self.db, PREFERENCES, name, columns, at=at, by=by)


def _written(preferences: Preferences) -> Mapping[str, object]:
    return {
        "text_scale": from_number(preferences.text_scale),
        "theme": preferences.theme,
        "language": preferences.language,
        "temperature_unit": preferences.temperature_unit,
        "clock_24h": preferences.clock_24h,
        "date_order": preferences.date_order.value,
        "diary_reminder": from_time(preferences.diary_reminder),
        "details_in_toasts": preferences.details_in_toasts,
        "reminders_when_closed": preferences.reminders_when_closed,
        "quiet_from": from_time(preferences.quiet_from),
        "quiet_until": from_time(preferences.quiet_until),
        "reminders_stopped": preferences.reminders_stopped,
        "setup_done": preferences.setup_done,
        "cannot_measure": list(preferences.cannot_measure),
        "second_place": preferences.second_place,
        "hide_notes": preferences.hide_notes,
        "paper_size": preferences.paper_size,
    }


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(type(value).__name__)
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(type(value).__name__)
    return tuple(_text(one) for one in value)


_READ: Final[Mapping[str, Callable[[Any], object]]] = MappingProxyType(
    {
        "text_scale": to_number,
        "theme": _text,
        "language": _text,
        "temperature_unit": _text,
        "clock_24h": _flag,
        "date_order": DateOrder,
        "diary_reminder": to_time,
        "details_in_toasts": _flag,
        "reminders_when_closed": _flag,
        "quiet_from": to_time,
        "quiet_until": to_time,
        "reminders_stopped": _flag,
        "setup_done": _flag,
        "cannot_measure": _texts,
        "second_place": _text,
        "hide_notes": _flag,
        "paper_size": _text,
    }
)
