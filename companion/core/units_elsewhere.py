"""What units are called in other languages: added to what may be typed, never in place of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from companion.core.units import ReadingKind, folded


def with_units_elsewhere(kind: ReadingKind, translations: Iterable[Mapping[str, object]]) -> ReadingKind:
    """The kind with what its units are called in translated files; what is not such a word is passed over.

    A word that is known goes on to mean what it meant.
    """
    units, no_unit = {unit.code: unit for unit in kind.units}, [*kind.no_unit]
    taken = {folded(word) for word in no_unit}
    taken |= {folded(word) for unit in kind.units for word in (unit.code, unit.shown, *unit.typed)}

    def new(words: object) -> tuple[str, ...]:
        texts = [one for one in words if isinstance(one, str)] if isinstance(words, list) else []
        added = {folded(one): one for one in texts if folded(one) and folded(one) not in taken}
        taken.update(added)
        return tuple(added.values())

    for found in translations:
        no_unit += new(found.get("no_unit"))
        rows = found.get("units")
        for row in rows if isinstance(rows, list) else ():
            code = row.get("code") if isinstance(row, Mapping) else None
            unit = units.get(code) if isinstance(code, str) else None
            if unit is not None:
                words = new([row.get("shown")]) + new(row.get("typed"))
                units[unit.code] = replace(unit, typed=(*unit.typed, *words))
    return replace(kind, units=tuple(units.values()), no_unit=tuple(no_unit))
