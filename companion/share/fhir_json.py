"""JSON as FHIR wants it: numbers digit for digit, nothing empty, no sign that its texts may not hold."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

Json = str | int | bool | Decimal | None | Mapping[str, "Json"] | Sequence["Json"]
Object = Mapping[str, Json]
# All below the space but tab and the ends of lines; shown as what they are in Unicode.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def fhir_json(value: Json) -> str:
    """The text; what is None, and what is empty, is left out."""
    match value:
        case str():
            return json.dumps(_allowed(value), ensure_ascii=False)
        case bool() | int():
            return json.dumps(value)
        case Decimal():
            return format(value, "f")
        case Mapping():
            kept = ((key, one) for key, one in value.items() if one is not None)
            return "{" + ",".join(f"{json.dumps(key)}:{fhir_json(one)}" for key, one in kept) + "}"
        case Sequence():
            return "[" + ",".join(map(fhir_json, value)) + "]"
        case None:
            return "null"


def _allowed(text: str) -> str:
    return _CONTROL.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
