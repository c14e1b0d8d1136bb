"""A square code that dials a number when a phone looks at it."""

from __future__ import annotations

import re

import segno

_NUMBER = re.compile(r"\s*(\+?[0-9\s\-\u2010-\u2015()/.]*[0-9])")
_EXTENSION = re.compile(r"(?:ext(?:ension)?|x|#)[.:]?\s*([0-9]{1,8})\s*$", re.IGNORECASE)
# As people write a number for callers from abroad and at home: the nought is dialled only at home.
_AT_HOME = "(0)"
_LEAST_DIGITS = 3


def dial_address(number: str) -> str | None:
    """The address of a number as it was typed (RFC 3966); None where there is none to dial."""
    found = _NUMBER.match(number)
    written = "" if found is None else found[1].strip()
    if written.startswith("+"):
        written = written.replace(_AT_HOME, "")
    digits = "".join(c for c in written if c in "0123456789+")
    if len(digits.lstrip("+")) < _LEAST_DIGITS:
        return None
    extension = _EXTENSION.search(number)
    return f"tel:{digits}" + (f";ext={extension[1]}" if extension is not None else "")


def dial_code(number: str) -> tuple[tuple[bool, ...], ...]:
    """The code as rows of modules, dark or light, without the quiet room around it; empty for no number."""
    address = dial_address(number)
    if address is None:
        return ()
    code = segno.make_qr(address, error="m")
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
