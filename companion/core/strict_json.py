"""JSON from a file that anybody may have made: what the standard reader lets pass is refused here."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NoReturn

from companion.core.errors import DataIsBroken
from companion.core.parsing import clip


def parse_json(
    content: bytes, *, origin: str, whole: Callable[[str], int], fraction: Callable[[str], object]
) -> object:
    """The text as plain values; DataIsBroken for no JSON, doubled keys, NaN and infinity.

    `whole` and `fraction` read numbers from their digits, and refuse those without end.
    """

    def refuse_constant(name: str) -> NoReturn:
        raise DataIsBroken(origin, name, "needs_number")

    def refuse_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in pairs:
            if key in found:
                raise DataIsBroken(origin, clip(key), "twice")
            found[key] = value
        return found

    try:
        parsed: object = json.loads(
            content.decode("utf-8-sig"),
            parse_int=whole,
            parse_float=fraction,
            parse_constant=refuse_constant,
            object_pairs_hook=refuse_repeats,
        )
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise DataIsBroken(origin, ".", "not_json") from error
    return parsed
