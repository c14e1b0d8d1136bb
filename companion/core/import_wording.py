"""What a person is told before a file is taken over, after it, and after it was taken out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from companion.core.copies import Difference, Thing
from companion.core.copy_wording import counted
from companion.core.errors import CompanionError, DataIsBroken, UserCanFix
from companion.core.exchange_file import ExchangeFile
from companion.core.formats import Formats
from companion.core.imports import UNDO_WITHIN, Undone
from companion.core.words import Words

# Of these a person is told by kind; of all other tables only how many.
_BY_KIND: Final = frozenset(
    {
        "entries",
        "answers",
        "readings",
        "doses",
        "alerts",
        "alert_events",
        "medicines_taken",
        "treatments",
        "team_knows",
        "thinking_checks",
        "hospital_stays",
    }
)
_EARLIER: Final = "history"
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file would do: new, newer and older rows of each table, and the difference in the diary."""

    name: str
    tables: Mapping[str, tuple[int, int, int]]
    change: Difference
    days: tuple[date, date] | None

    @property
    def changes_anything(self) -> bool:
        return any(any(counts) for counts in self.tables.values())

    @property
    def changes_what_is_seen(self) -> bool:
        """Whether more than earlier versions would be taken over."""
        return any(new or newer for name, (new, newer, _) in self.tables.items() if name != _EARLIER)


def name_in(file: ExchangeFile) -> str:
    """Whose diary the file says it is; empty where it does not."""
    people = file.tables.get("person", ())
    name = people[0].get("name") if people else None
    return " ".join(name.split())[:_LONGEST_NAME] if isinstance(name, str) else ""


def contents_days(file: ExchangeFile) -> tuple[date, date] | None:
    """The first and last day that has an entry in the file, once it has been found sound."""
    found = [row["day"] for row in file.tables.get("entries", ()) if row.get("deleted_at") is None]
    days = sorted(str(day) for day in found)
    return (date.fromisoformat(days[0]), date.fromisoformat(days[-1])) if days else None


def import_lines(seen: ImportPreview, formats: Formats, words: Words) -> tuple[str, ...]:
    """What is in the file and what taking it over would do; a sentence each."""
    lines = [words("exchange.whose", name=seen.name) if seen.name else words("exchange.whose_unknown")]
    if seen.days is not None:
        first, last = (formats.plain_day(day) for day in seen.days)
        one = first == last
        lines.append(
            words("exchange.one_day", day=first) if one else words("exchange.days", first=first, last=last)
        )
    if not seen.changes_anything:
        return (*lines, words("exchange.nothing_new"))
    new, newer, older = (
        sum(counts[n] for name, counts in seen.tables.items() if name not in _BY_KIND | {_EARLIER})
        for n in range(3)
    )
    back = dict(seen.change.back)
    back[Thing.OTHER] = back.get(Thing.OTHER, 0) + new
    if any(back.values()):
        lines.append(words("exchange.adds", things=counted(back, words)))
    if seen.change.changed + newer:
        lines.append(words("exchange.changes", n=seen.change.changed + newer))
    if any(seen.change.lost.values()):
        lines.append(words("exchange.deletes", things=counted(seen.change.lost, words)))
    older += sum(seen.tables[name][2] for name in _BY_KIND if name in seen.tables)
    if older:
        lines.append(words("exchange.keeps", n=older))
    if not seen.changes_what_is_seen:
        lines.append(words("exchange.only_earlier"))
    return (*lines, words("exchange.looked_at"), words("exchange.can_be_undone", days=UNDO_WITHIN.days))


def undone_lines(undone: Undone, words: Words) -> tuple[str, ...]:
    """What came of undoing an import."""
    lines = [words("exchange.was_undone")]
    if undone.taken_out:
        lines.append(words("exchange.went", n=undone.taken_out))
    if undone.put_back:
        lines.append(words("exchange.put_back", n=undone.put_back))
    if undone.stayed:
        lines.append(words("exchange.stayed", n=undone.stayed))
    return tuple(lines)


def refusal_line(problem: CompanionError, words: Words) -> str:
    """Why a file was refused, and what to do."""
    match problem:
        case UserCanFix():
            return words(problem.key, **problem.values)
        case DataIsBroken():
            reason = words(f"parsing.{problem.problem}", **problem.values)
            return words("exchange.broken", file=problem.origin, place=problem.place, reason=reason)
        case _:
            return words("window.sorry")
