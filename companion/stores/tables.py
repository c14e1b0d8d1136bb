"""The names of the tables, each once."""

from __future__ import annotations

from typing import Final

PERSON: Final = "person"
CONTACTS: Final = "contacts"
PREFERENCES: Final = "preferences"
TREATMENTS: Final = "treatments"
DOSES: Final = "doses"
ENTRIES: Final = "entries"
ANSWERS: Final = "answers"
READINGS: Final = "readings"
MEDICINES_TAKEN: Final = "medicines_taken"
ALERTS: Final = "alerts"
ALERT_EVENTS: Final = "alert_events"
NOTICES: Final = "notices"
TEAM_KNOWS: Final = "team_knows"
SETUP: Final = "setup"
THINKING_CHECKS: Final = "thinking_checks"
HOSPITAL_STAYS: Final = "hospital_stays"
HISTORY: Final = "history"
