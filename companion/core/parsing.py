"""Reads values of known types out of parsed TOML or JSON; complaints name file, key and reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import NoReturn, TypeVar

from companion.core.errors import DataIsBroken

Choice = TypeVar("Choice", bound=Enum)
_LARGEST_EXPONENT = 12


class Section:
    """One table: every key is asked for by type, and `finish` complains about keys nobody asked for."""

    def __init__(self, mapping: object, origin: str, place: str = "") -> None:
        self.origin = origin
        self.place = place
        if not isinstance(mapping, Mapping):
            raise DataIsBroken(origin, place or ".", "needs_table")
        self._mapping: Mapping[str, object] = mapping
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._mapping

    def complain(self, key: str, problem: str, **values: object) -> NoReturn:
        """Raise for `key` of this table."""
        raise DataIsBroken(self.origin, self.where(key), problem, **values)

    def where(self, key: str) -> str:
        """The full place of `key`, as a person would look it up."""
        return f"{self.place}.{key}" if self.place else key

    def is_null(self, key: str) -> bool:
        """Whether `key` is absent or null; counts as asked for."""
        self._asked.add(key)
        return self._mapping.get(key) is None

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._required(key)
        if not isinstance(value, str):
            self.complain(key, "needs_text")
        if not value.strip():
            self.complain(key, "empty")
        return value

    def optional_text(self, key: str) -> str | None:
        """A text, or None where the key is absent."""
        self._asked.add(key)
        return self.text(key) if key in self._mapping else None

    def text_or_empty(self, key: str) -> str:
        """A text that may be empty but must stand there."""
        value = self._required(key)
        if not isinstance(value, str):
            self.complain(key, "needs_text")
        return value

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """A list of texts, none empty, none twice."""
        if not required and key not in self._mapping:
            self._asked.add(key)
            return ()
        value = self._required(key)
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.complain(key, "needs_texts")
        if len(set(value)) != len(value):
            self.complain(key, "twice")
        return tuple(value)

    def number(self, key: str) -> Decimal:
        """A finite number, exact as it was written."""
        value = self._required(key)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.complain(key, "needs_number")
        number = Decimal(value)
        if not number.is_finite():
            self.complain(key, "needs_number")
        if number and abs(number.adjusted()) > _LARGEST_EXPONENT:
            self.complain(key, "impossible_number")
        return number

    def optional_number(self, key: str) -> Decimal | None:
        """A finite number, or None where the key is absent."""
        self._asked.add(key)
        return self.number(key) if key in self._mapping else None

    def whole(self, key: str) -> int:
        """A whole number."""
        value = self._required(key)
        if isinstance(value, bool) or not isinstance(value, int):
            self.complain(key, "needs_whole")
        return value

    def optional_whole(self, key: str) -> int | None:
        """A whole number, or None where the key is absent."""
        self._asked.add(key)
        return self.whole(key) if key in self._mapping else None

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        value = self._required(key)
        if not isinstance(value, list) or not all(type(item) is int for item in value):
            self.complain(key, "needs_wholes")
        return tuple(value)

    def flag(self, key: str, *, absent: bool = False) -> bool:
        """True or false."""
        self._asked.add(key)
        value = self._mapping.get(key, absent)
        if not isinstance(value, bool):
            self.complain(key, "needs_flag")
        return value

    def day(self, key: str) -> date:
        """A date without a time."""
        value = self._required(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            self.complain(key, "needs_day")
        return value

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        """One of the values of an Enum."""
        value = self.text(key)
        try:
            return kind(value)
        except ValueError:
            allowed = ", ".join(str(item.value) for item in kind)
            self.complain(key, "not_one_of", value=clip(value), allowed=allowed)

    def section(self, key: str) -> Section:
        """A table inside this one."""
        return Section(self._required(key), self.origin, self.where(key))

    def optional_section(self, key: str) -> Section | None:
        """A table inside this one, or None where the key is absent."""
        self._asked.add(key)
        return self.section(key) if key in self._mapping else None

    def sections(self, key: str) -> tuple[Section, ...]:
        """A list of tables; empty where the key is absent."""
        self._asked.add(key)
        value = self._mapping.get(key, [])
        if not isinstance(value, list):
            self.complain(key, "needs_tables")
        return tuple(Section(item, self.origin, f"{self.where(key)}[{n}]") for n, item in enumerate(value))

    def names(self) -> Iterator[str]:
        """Every key of this table, each counted as asked for."""
        self._asked.update(self._mapping)
        return iter(tuple(self._mapping))

    def finish(self) -> None:
        """Refuse keys that nobody asked for: a mistyped key must not pass in silence."""
        for key in self._mapping:
            if key not in self._asked:
                self.complain(clip(key), "unknown_key")

    def _required(self, key: str) -> object:
        self._asked.add(key)
        if key not in self._mapping:
            self.complain(key, "missing")
        value = self._mapping[key]
        if value is None:
            self.complain(key, "null")
        return value


def clip(text: str) -> str:
    """Foreign text, short and printable, for use inside a complaint."""
    shown = text if len(text) <= 40 else text[:39] + "…"
    return "".join(char if char.isprintable() else "�" for char in shown)
