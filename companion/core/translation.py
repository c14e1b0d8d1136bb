"""What a translation says in place of the English, and what of it cannot be used. It holds no numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

from companion.core.errors import DataIsBroken
from companion.core.words import Sentence, list_as_text, parse_sentence

# Which keys of a knowledge file hold what a person reads, besides everything under `words`.
_WORDS = "words"
_SPOKEN = frozenset({"ask", "ask_aloud", "sentence", "purpose"})
_SPOKEN_IN = {
    "rests_on": frozenset({"says"}),
    "countries": frozenset({"name"}),
    "units": frozenset({"shown"}),
    "monitoring": frozenset({"note"}),
}
_AT_THE_TOP = frozenset({"note"})
# A list of what counts as right: another language has as many as it has.
_NAMES = "names"
# Lists of what a person may type. Those of every language count together, so none of them is missing.
_ADDED = frozenset({"also_called", "found_in", "not_as", "typed", "no_unit"})
_KNOWN_BY = ("id", "code")


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a file: where it stands, the English, and the translation, which may be missing."""

    place: str
    english: str
    translated: str | None


@dataclass(frozen=True, slots=True)
class Pairing:
    """A file beside its translation; a flaw is left out, and English stands there."""

    told: tuple[Told, ...]
    flaws: tuple[DataIsBroken, ...] = ()

    def knowledge(self) -> Mapping[str, str]:
        """The translations by their English."""
        return {one.english: one.translated for one in self.told if one.translated is not None}


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a translation is: how many sentences are `done`, which are `missing`, what is wrong.

    `missing` are pairs of a file and the place in it.
    """

    language: str
    done: int
    missing: tuple[tuple[str, str], ...]
    flaws: tuple[DataIsBroken, ...]

    @property
    def all(self) -> int:
        return self.done + len(self.missing)


def pair_rooms(
    english: Mapping[str, Sentence], found: Mapping[str, object], origin: str
) -> tuple[dict[str, Sentence], tuple[DataIsBroken, ...]]:
    """The sentences of one file of words that can be used, by key, and what is wrong with the others."""
    used: dict[str, Sentence] = {}
    flaws: list[DataIsBroken] = []
    for room, entries in found.items():
        if not isinstance(entries, Mapping):
            flaws.append(DataIsBroken(origin, room, "needs_table"))
            continue
        for name, value in entries.items():
            key = f"{room}.{name}"
            try:
                if key not in english:
                    raise DataIsBroken(origin, key, "unknown_key")
                sentence = parse_sentence(origin, key, value)
                _check_forms(english[key], sentence, origin, key)
                used[key] = sentence
            except DataIsBroken as flaw:
                flaws.append(flaw)
    return used, tuple(flaws)


def pair_tables(english: Mapping[str, object], found: Mapping[str, object] | None, origin: str) -> Pairing:
    """A knowledge file and its translation, which has the same tables and keys but only those with words."""
    told: list[Told] = []
    flaws: list[DataIsBroken] = []
    _pair(english, found or {}, _Place(origin), told, flaws)
    return Pairing(tuple(told), tuple(flaws))


def gaps(text: str) -> frozenset[tuple[str, str]]:
    """The gaps of a sentence with the form of what fills them; ValueError for braces that do not match."""
    found: set[tuple[str, str]] = set()
    for _, name, form, manner in Formatter().parse(text):
        if name is not None:
            found.add((name, f"{form or ''}{manner or ''}"))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a file something stands, and whether what stands there is read by a person."""

    origin: str
    path: str = ""
    inside: str = ""
    is_spoken: bool = False

    def under(self, key: str, row: object = None) -> _Place:
        path = f"{self.path}.{key}" if self.path else key
        if row is not None:
            path = f"{path}[{row}]"
        return _Place(self.origin, path, key, self.is_spoken or key == _WORDS)

    def says(self, key: str) -> bool:
        """Whether what stands under this key here is words."""
        at_the_top = not self.path and key in _AT_THE_TOP
        here = self.is_spoken or key in _SPOKEN or key in _SPOKEN_IN.get(self.inside, ())
        return here or at_the_top or key == _NAMES

    def flaw(self, key: str, problem: str, **values: object) -> DataIsBroken:
        return DataIsBroken(self.origin, self.under(key).path, problem, **values)


def _pair(
    english: Mapping[str, object],
    found: Mapping[str, object],
    place: _Place,
    told: list[Told],
    flaws: list[DataIsBroken],
) -> None:
    for key, value in english.items():
        other = found.get(key)
        try:
            if isinstance(value, Mapping):
                _pair(value, _table(other, place, key), place.under(key), told, flaws)
            elif isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
                for row, table, translated in _rows(value, other, place, key):
                    _pair(table, translated, place.under(key, row), told, flaws)
            elif key in _ADDED:
                _texts(other, place, key)
            elif place.says(key):
                told.extend(_tell(value, other, place, key))
            elif other is not None and not (key in _KNOWN_BY and other == value):
                flaws.append(place.flaw(key, "no_words"))
        except DataIsBroken as flaw:
            flaws.append(flaw)
            if place.says(key):
                told.extend(_tell(value, None, place, key))
    flaws.extend(place.flaw(key, "unknown_key") for key in found if key not in english)


def _table(other: object, place: _Place, key: str) -> Mapping[str, object]:
    if other is None:
        return {}
    if not isinstance(other, Mapping):
        raise place.flaw(key, "needs_table")
    return other


def _rows(
    rows: Sequence[Mapping[str, object]], other: object, place: _Place, key: str
) -> Iterator[tuple[object, Mapping[str, object], Mapping[str, object]]]:
    """Rows that have a name by it, others by their order: name or place, the row, its translation."""
    if other is None:
        other = []
    if not isinstance(other, list) or not all(isinstance(one, Mapping) for one in other):
        raise place.flaw(key, "needs_tables")
    named = next((name for name in _KNOWN_BY if all(name in row for row in rows)), None)
    if named is None:
        if other and len(other) != len(rows):
            raise place.flaw(key, "other_count", n=len(rows))
        yield from ((n, row, other[n] if other else {}) for n, row in enumerate(rows))
        return
    by_name = {one.get(named): one for one in other}
    unknown = set(by_name) - {row[named] for row in rows}
    if unknown:
        raise place.flaw(key, "unknown_id", value=sorted(map(str, unknown))[0])
    yield from ((row[named], row, by_name.get(row[named], {})) for row in rows)


def _tell(value: object, other: object, place: _Place, key: str) -> Iterator[Told]:
    """The sentences under one key; numbers among words are nobody's to translate."""
    where = place.under(key).path
    if isinstance(value, str):
        if other is not None:
            if not isinstance(other, str) or not other.strip():
                raise place.flaw(key, "needs_text")
            _check_gaps(value, other, place.origin, where)
        yield Told(where, value, other)
    elif isinstance(value, list) and all(isinstance(one, str) for one in value):
        texts = _texts(other, place, key)
        if key == _NAMES:
            yield Told(where, list_as_text(value), list_as_text(texts) or None)
        elif texts and len(texts) != len(value):
            raise place.flaw(key, "other_count", n=len(value))
        else:
            for n, one in enumerate(value):
                yield Told(f"{where}[{n}]", one, texts[n] if texts else None)
    elif other is not None:
        raise place.flaw(key, "no_words")


def _texts(other: object, place: _Place, key: str) -> tuple[str, ...]:
    if other is None:
        return ()
    if not isinstance(other, list) or not all(isinstance(one, str) and one.strip() for one in other):
        raise place.flaw(key, "needs_texts")
    return tuple(other)


def _check_gaps(english: str, translated: str, origin: str, place: str) -> None:
    try:
        found, wanted = gaps(translated), gaps(english)
    except ValueError:
        raise DataIsBroken(origin, place, "bad_words") from None
    if found != wanted:
        raise DataIsBroken(origin, place, "other_gaps", gaps=_named(wanted))


def _check_forms(english: Sentence, translated: Sentence, origin: str, key: str) -> None:
    """Each form fills no gap that English does not fill; only "one" may leave out how many there are."""
    if isinstance(english, str) != isinstance(translated, str):
        raise DataIsBroken(origin, key, "other_forms")
    if isinstance(english, str) or isinstance(translated, str):
        assert isinstance(english, str)
        assert isinstance(translated, str)
        _check_gaps(english, translated, origin, key)
        return
    _check_gaps(english["other"], translated["other"], origin, key)
    try:
        single = {gap for gap in gaps(translated["one"]) if gap[0] != "n"}
    except ValueError:
        raise DataIsBroken(origin, key, "bad_words") from None
    wanted = gaps(english["other"])
    if single != {gap for gap in wanted if gap[0] != "n"}:
        raise DataIsBroken(origin, key, "other_gaps", gaps=_named(wanted))


def _named(wanted: frozenset[tuple[str, str]]) -> str:
    return ", ".join(f"{{{name}{f':{form}' if form else ''}}}" for name, form in sorted(wanted)) or "{}"
