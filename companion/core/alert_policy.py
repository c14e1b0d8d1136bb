"""From which level on a finding is listed, becomes an alert, and interrupts."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.levels import Level


@dataclass(frozen=True, slots=True)
class AlertPolicy:
    """A finding from `listed_from` on is printed, from `alerts_from` on stays open until someone records
    what happened, and from `interrupts_from` on comes to the front."""

    listed_from: Level
    alerts_from: Level
    interrupts_from: Level


# Holds where the file is broken, and is the mildest that a file may say: without it a slip of the pen in
# one small file could silence every alert at once, and that alert which does not come is the worst failure.
SAFE = AlertPolicy(listed_from=Level.TELL_TEAM, alerts_from=Level.CALL_TODAY, interrupts_from=Level.CALL_NOW)
