"""Whose diary this is, whom to call, and how this person wants things shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum

from companion.core.levels import Severity


@dataclass(frozen=True, slots=True)
class Person:
    """The patient; the usual values are what the team's sheet says, absent where nothing was entered.

    `usual_readings` is keyed by reading id, `usual_symptoms` by symptom id. `observation_hours` are counted
    from the start of a dose. `sheet_confirmed_at` is when somebody last said that the sheet is right.
    """

    name: str = ""
    birth_date: date | None = None
    cared_for_by_another: bool = False
    fever_line_cel: Decimal | None = None
    chest_radiation_ended: date | None = None
    usual_readings: Mapping[str, Decimal] = field(default_factory=dict)
    usual_symptoms: Mapping[str, Severity] = field(default_factory=dict)
    usual_agreed_at: datetime | None = None
    observation_hours: int | None = None
    sheet_dated: date | None = None
    sheet_confirmed_at: datetime | None = None
    allergies: str = ""
    hospital_number: str = ""
    caregiver_name: str = ""
    caregiver_number: str = ""


@dataclass(frozen=True, slots=True)
class Contacts:
    """The numbers to call, as the person wrote them; empty text where not given."""

    team_name: str = ""
    team_number: str = ""
    emergency_number: str = ""


class DateOrder(Enum):
    """How a date is written."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, slots=True)
class Preferences:
    """How things are shown and when the program reminds; `cannot_measure` are readings never asked for.

    Quiet hours are wall times, may go over midnight, and are off unless both are there. With
    `reminders_stopped` nothing is reminded of but an open alert; the diary goes on.
    `paper_size` is that of the printer, empty where the country says it.
    `second_place` is a folder for copies of the diary besides the one beside it; empty where there is none.
    With `hide_notes` a note of the patient is hidden from a caregiver unless it says otherwise itself.
    """

    text_scale: Decimal = Decimal("1.0")
    theme: str = ""
    language: str = ""
    temperature_unit: str = "Cel"
    clock_24h: bool = True
    date_order: DateOrder = DateOrder.DAY_FIRST
    diary_reminder: time | None = None
    details_in_toasts: bool = False
    reminders_when_closed: bool = False
    quiet_from: time | None = None
    quiet_until: time | None = None
    reminders_stopped: bool = False
    setup_done: bool = False
    cannot_measure: tuple[str, ...] = ()
    second_place: str = ""
    hide_notes: bool = False
    paper_size: str = ""
