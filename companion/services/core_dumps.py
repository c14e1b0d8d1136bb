"""What the system writes of a program that crashed: none of its memory, as the diary is in there."""

from __future__ import annotations

import sys
from contextlib import suppress

if sys.platform != "win32":
    import resource


def turn_off_core_dumps() -> None:
    """For this process and those it starts; a system that knows no such limit is left as it is."""
    if sys.platform != "win32":
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
