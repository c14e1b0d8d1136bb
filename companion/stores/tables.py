"""The names of the tables, each once."""

from __future__ import annotations

from typing import Final

PERSON: Final = "person"
CONTACTS: Final = "contacts"
PREFERENCES: Final = "preferences"
TREATMENTS: Final = "treatments"
DOSES: Final = "doses"
DOSE_CHANGES: Final = "dose_changes"
TEAM_TIMES: Final = "team_times"
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
APPOINTMENTS: Final = "appointments"
CHECKLIST_TICKS: Final = "checklist_ticks"
COMPANY_SPELLS: Final = "company_spells"
REMINDER_ANSWERS: Final = "reminder_answers"
MEDICINE_PLANS: Final = "medicine_plans"
MEDICINE_SKIPS: Final = "medicine_skips"
HISTORY: Final = "history"
IDENTITY: Final = "identity"
# What was taken over from files on this computer, for the way back: it is not carried to another one.
IMPORTS: Final = "imports"
