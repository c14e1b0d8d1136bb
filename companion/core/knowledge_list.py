"""Every rule and every symptom row, as a table to review on paper and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from itertools import zip_longest
from textwrap import wrap
from typing import get_args

from companion.core.catalogue import Catalogue, symptom_rule
from companion.core.levels import Level
from companion.core.rule_wording import joined, level_word, rule_lines
from companion.core.rules import Provenance, Rule, Test
from companion.core.symptoms import ALWAYS, Symptom
from companion.core.words import Words

_WIDTH = 99
_INDENT = "  "
_STEPS = ("mild", "moderate", "severe")
_LEVELS = tuple(level for level in Level if level is not Level.NONE)
_TESTS = get_args(Test)
Row = tuple[str, ...]


def knowledge_as_json(catalogue: Catalogue, words: Words, *, today: date) -> dict[str, object]:
    """The shape that `companion knowledge list --json` documents."""
    return {
        "symptoms": [_symptom_as_json(symptom, catalogue) for symptom in catalogue.symptoms.values()],
        "rules": [_rule_as_json(rule, catalogue, words) for rule in catalogue.rules.values()],
        "left_out": [left.name for left in catalogue.left_out],
        "past_review": list(catalogue.past_review(today)),
    }


def knowledge_as_text(catalogue: Catalogue, words: Words) -> str:
    """The same in words: levels and windows explained first, the sources in full at the end."""
    lines = wrap(words("knowledge.draft"), _WIDTH)
    if catalogue.left_out:
        names = joined([left.name for left in catalogue.left_out], words, "knowledge.also")
        lines.extend(wrap(words("knowledge.not_in_use", names=names), _WIDTH))
    levels = [(level_word(level, words), words(f"levels.{level.value}")) for level in _LEVELS]
    windows = [(window.id, words.written(window.name)) for window in catalogue.windows.values()]
    lines.extend((*_heading(words("knowledge.levels")), *_table(levels)))
    lines.extend((*_heading(words("knowledge.windows")), *_table(windows)))
    lines.extend(_heading(words("knowledge.symptoms")))
    for symptom in catalogue.symptoms.values():
        lines.extend(("", *_symptom_lines(symptom, words)))
    lines.extend(_heading(words("knowledge.rules")))
    for rule in catalogue.rules.values():
        lines.extend(("", *_rule_lines(rule, words)))
    sources = [(source.id, source.printed()) for source in catalogue.sources.values()]
    lines.extend((*_heading(words("knowledge.sources")), *_table(sources)))
    return "\n".join(lines)


def _symptom_lines(symptom: Symptom, words: Words) -> Iterator[str]:
    yield f"{symptom_rule(symptom.id)}: {words.written(symptom.words.name)}"
    yield _INDENT + _state(symptom, words)
    rows = [(_column(column, words), *_words_of(levels, words)) for column, levels in symptom.levels.items()]
    if symptom.may_be_usual:
        rows.append((words("knowledge.usual"), *_words_of((Level.LOGGED, symptom.usual_moderate), words)))
    yield from _table([tuple(words(f"knowledge.{name}") for name in ("window", *_STEPS)), *rows])
    for level, text in _followed_up(symptom, words):
        yield from _wrapped(f"{level_word(level, words)}: {text}")
    if symptom.count is not None:
        steps = symptom.count
        yield from _wrapped(
            words("knowledge.counted", mild=steps.mild, moderate=steps.moderate, severe=steps.severe)
        )
    yield from _cited(symptom.sources, words)


def _column(column: str, words: Words) -> str:
    return words("knowledge.always") if column == ALWAYS else column


def _words_of(levels: Iterable[Level], words: Words) -> Row:
    return tuple(level_word(level, words) for level in levels)


def _followed_up(symptom: Symptom, words: Words) -> Iterator[tuple[Level, str]]:
    """What forces a level: a sign, another symptom, a fever."""
    for sign in symptom.signs:
        yield sign.level, words("knowledge.sign", question=words.written(sign.question))
    for together in symptom.together:
        if together.symptoms:
            either = joined(together.symptoms, words, "knowledge.either")
            yield together.level, words("knowledge.together", symptoms=either)
        if together.fever_reading:
            yield together.level, words("knowledge.with_fever")


def _rule_lines(rule: Rule, words: Words) -> Iterator[str]:
    yield from wrap(f"{rule.about.id}: {words.written(rule.about.purpose)}", _WIDTH)
    yield _INDENT + _state(rule.about, words)
    for level, text in rule_lines(rule, words):
        yield from _wrapped(text if level is None else f"{level_word(level, words)}: {text}")
    yield from _cited(rule.about.sources, words)


def _state(reviewed: Symptom | Provenance, words: Words) -> str:
    return words(
        "knowledge.state",
        version=reviewed.version,
        status=words(f"knowledge.status_{reviewed.status.value}"),
        reviewed=reviewed.reviewed.isoformat(),
        review_by=reviewed.review_by.isoformat(),
    )


def _cited(sources: tuple[str, ...], words: Words) -> Iterator[str]:
    yield from _wrapped(words("knowledge.cited", sources=joined(sources, words, "knowledge.also")))


def _heading(text: str) -> Row:
    return "", text, "=" * len(text)


def _wrapped(text: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT * 2)


def _table(rows: Iterable[Row]) -> Iterator[str]:
    """Rows under each other; what is too long for the paper goes on below in its last column."""
    rows = tuple(rows)
    widths = [max(len(cell) for cell in column) for column in zip_longest(*rows, fillvalue="")]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
        begin = _INDENT + "".join(cell + _INDENT for cell in cells)
        yield from wrap(row[-1], _WIDTH, initial_indent=begin, subsequent_indent=" " * len(begin))


def _symptom_as_json(symptom: Symptom, catalogue: Catalogue) -> dict[str, object]:
    return {
        "rule": symptom_rule(symptom.id),
        "name": symptom.words.name,
        **_review_as_json(symptom),
        "levels": {
            column: dict(zip(_STEPS, (level.value for level in levels), strict=True))
            for column, levels in symptom.levels.items()
        },
        "usual": {"mild": Level.LOGGED.value, "moderate": symptom.usual_moderate.value}
        if symptom.may_be_usual
        else None,
        "signs": _plain(symptom.signs),
        "with": _plain(symptom.together),
        "count": _plain(symptom.count),
        "named_by_acs": list(symptom.named_by_acs),
        "answered_by": symptom.answered_by.value,
        "why": symptom.words.why,
        "sources": _sources_as_json(symptom.sources, catalogue),
    }


def _rule_as_json(rule: Rule, catalogue: Catalogue, words: Words) -> dict[str, object]:
    about = rule.about
    values = _plain(rule)
    assert isinstance(values, dict)
    return {
        "rule": about.id,
        **_review_as_json(about),
        "purpose": about.purpose,
        "why": about.why,
        "says": [
            {"level": None if level is None else level.value, "when": text}
            for level, text in rule_lines(rule, words)
        ],
        "values": {name: value for name, value in values.items() if name != "about"},
        "sources": _sources_as_json(about.sources, catalogue),
    }


def _review_as_json(reviewed: Symptom | Provenance) -> dict[str, object]:
    return {
        "version": reviewed.version,
        "status": reviewed.status.value,
        "reviewed": reviewed.reviewed.isoformat(),
        "review_by": reviewed.review_by.isoformat(),
    }


def _sources_as_json(sources: Iterable[str], catalogue: Catalogue) -> list[dict[str, str]]:
    found = catalogue.sources
    return [{"id": id, "printed": found[id].printed() if id in found else ""} for id in sources]


def _plain(value: object) -> object:
    """A value of the grammar as JSON has it: numbers exact as text, spans of time in hours."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, timedelta):
        return value / timedelta(hours=1)
    if isinstance(value, Decimal | date):
        return str(value)
    if isinstance(value, tuple):
        return [_test(part) for part in value]
    return value


def _test(part: object) -> object:
    """Tests differ only in their kind, so each says which it is."""
    plain = _plain(part)
    return (
        {"test": type(part).__name__, **plain}
        if isinstance(part, _TESTS) and isinstance(plain, dict)
        else plain
    )
