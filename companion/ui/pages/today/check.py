"""What Today says about the present check of a watch: what is written down, what is not yet."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.thinking_check import PART
from companion.core.watch import Check, Part, Watch
from companion.ui.context import Context


@dataclass(frozen=True, slots=True)
class PartButton:
    """A button of one part: what it says, and the part it is about."""

    text: str
    part: str


@dataclass(frozen=True, slots=True)
class CheckParts:
    """`lines` are empty until the check may be made; `cannot` and `can` change what is asked for at all."""

    lines: tuple[str, ...]
    take: tuple[PartButton, ...]
    cannot: tuple[PartButton, ...]
    can: tuple[PartButton, ...]


def check_parts(watch: Watch, check: Check | None, context: Context) -> CheckParts:
    """Each part of the check that is due, in words: silence is never shown as fine."""
    words, spec = context.words, watch.spec
    lacked = tuple(kind for kind in spec.may_lack if kind not in watch.parts)
    lines: tuple[str, ...] = ()
    if check is not None and check.opens_at <= context.record.now():
        lines = tuple(_line(part, context) for part in check.parts)
        lines += tuple(words("thinking.not_asked", part=_name(kind, context)) for kind in lacked)
    readings = tuple(kind for kind in watch.parts if kind != PART)
    take = [PartButton(_take(kind, context), kind) for kind in watch.parts]
    return CheckParts(
        lines=lines,
        take=tuple(take),
        cannot=tuple(
            PartButton(words("thinking.cannot_measure", part=_name(kind, context)), kind)
            for kind in readings
            if kind in spec.may_lack
        ),
        can=tuple(
            PartButton(words("thinking.can_measure", part=_name(kind, context)), kind) for kind in lacked
        ),
    )


def _line(part: Part, context: Context) -> str:
    name, formats = _name(part.kind, context), context.formats()
    if part.taken_at is None:
        return context.words("thinking.not_yet", part=name)
    clock = formats.clock(formats.local(part.taken_at).time())
    return context.words("thinking.written_down", part=name, moment=clock)


def _take(kind: str, context: Context) -> str:
    own = f"today.write_{kind}"
    if own in context.words:
        return context.words(own)
    if kind == PART:
        return context.words("thinking.do_check")
    return context.words("thinking.write_part", part=_name(kind, context))


def _name(kind: str, context: Context) -> str:
    """The words for a part; its mark where its file is not in use."""
    catalogue = context.catalogue
    if kind == PART and catalogue.thinking_check is not None:
        return context.words.written(catalogue.thinking_check.words.name)
    reading = catalogue.readings.get(kind)
    return context.words.written(reading.words.name) if reading is not None else kind
