"""Values to save, each sensible unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

from companion.core.alerts import Alert, AlertEvent, AlertEventKind, Outcome, ShownEvidence
from companion.core.appointments import Appointment
from companion.core.company import DoseKey, Spell
from companion.core.diary import Entry, EntryState, MedicineTaken, Reading, SymptomReport
from companion.core.levels import Level, Reporter, Severity
from companion.core.notices import Due, Notice, NoticeKind
from companion.core.people import DateOrder, Person, Preferences
from companion.core.photos import Photo
from companion.core.plan_changes import DoseChange, Moved
from companion.core.team_times import TeamTimes
from companion.core.thinking_check import DoneCheck, ItemAnswer
from companion.core.treatment import DoseGiven, Treatment
from companion.stores.migrations import STEPS
from companion.stores.seam import Database, Migrations

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LATER = MORNING + timedelta(hours=3)
TODAY = date(2026, 3, 2)
PATIENT = Reporter.PATIENT
CAREGIVER = Reporter.CAREGIVER
# Nothing that a screen could show, but all that the diary looks at before it keeps a picture.
A_JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00 pixels \xff\xd9"
PERSON = Person(
    name="Ute Öztürk",
    birth_date=date(1955, 2, 28),
    cared_for_by_another=True,
    fever_line_cel=Decimal("38.0"),
    chest_radiation_ended=date(2025, 12, 1),
    usual_readings={"spo2": Decimal("92"), "systolic": Decimal("118")},
    usual_symptoms={"cough": Severity.MILD},
    usual_agreed_at=datetime(2026, 2, 20, 9, 15, tzinfo=UTC),
    observation_hours=6,
    sheet_dated=date(2026, 2, 19),
    sheet_confirmed_at=datetime(2026, 2, 20, 9, 20, tzinfo=UTC),
    allergies="Penicillin",
    hospital_number="K 4711",
    caregiver_name="Jörg",
    caregiver_number="0170 555",
)
PREFERENCES = Preferences(
    text_scale=Decimal("1.6"),
    theme="dark",
    language="de",
    temperature_unit="[degF]",
    clock_24h=False,
    date_order=DateOrder.MONTH_FIRST,
    diary_reminder=time(18, 30),
    details_in_toasts=True,
    quiet_from=time(22),
    quiet_until=time(7, 30),
    setup_done=True,
    cannot_measure=("pulse",),
    reminders_when_closed=True,
    reminders_stopped=True,
    second_place="/media/stick",
    hide_notes=True,
    paper_size="us-letter",
)
Step = TypeVar("Step", bound=Callable[[Database], None])


def an_entry(id: str = "entry-1", *, day: date = TODAY, note: str = "", at: datetime = MORNING) -> Entry:
    return Entry(
        id=id,
        day=day,
        zone="Europe/Berlin",
        state=EntryState.DRAFT,
        started_at=at,
        touched_at=at,
        by=PATIENT,
        note=note,
    )


def an_answer(
    key: str = "answer-1",
    *,
    severity: Severity = Severity.MILD,
    at: datetime = MORNING,
    by: Reporter = PATIENT,
) -> SymptomReport:
    return SymptomReport(key, "cough", severity, at, frozenset({"at_rest", "worse"}), by)


def a_reading(key: str = "reading-1", *, value: str = "37.40", at: datetime = MORNING) -> Reading:
    return Reading(key, "temperature", Decimal(value), "Cel", at)


def a_medicine(key: str = "medicine-1", *, at: datetime = MORNING) -> MedicineTaken:
    return MedicineTaken(key, None, "the small white one", at)


def a_treatment(id: str = "treatment-1") -> Treatment:
    return Treatment(
        id=id,
        drug="some_drug",
        regimen="every_three_weeks",
        first_wall=datetime(2026, 3, 9, 9, 30),  # wall time
        zone="Europe/Berlin",
        place="Day clinic, 2nd floor",
        started_at=MORNING,
    )


def a_dose(id: str = "dose-1", *, amount: str = "as ordered", treatment_id: str | None = None) -> DoseGiven:
    return DoseGiven(id, treatment_id, 1, "some_drug", amount, MORNING, LATER, CAREGIVER)


def a_move(
    id: str = "change-1", *, treatment_id: str = "treatment-1", reason: str = "Low counts"
) -> DoseChange:
    nine, ten = datetime(2026, 3, 9, 9, 30), datetime(2026, 3, 10, 9, 30)  # wall times
    return DoseChange(id, treatment_id, MORNING, Moved(1, nine, ten, True, reason), CAREGIVER)


def some_times(id: str = "times-1", *, treatment_id: str = "treatment-1", hours: int = 8) -> TeamTimes:
    return TeamTimes(id, treatment_id, None, hours, 24, None, TODAY, CAREGIVER)


def an_alert(id: str = "alert-1", *, rule: str = "symptom:cough", level: Level = Level.CALL_TODAY) -> Alert:
    return Alert(
        id=id,
        rule=rule,
        rule_version=3,
        level=level,
        raised_at=MORNING,
        headline="Call your team today",
        why="You wrote that your cough is worse.",
        evidence=(ShownEvidence("answer-1", "Cough, worse", level),),
        sources=("S1", "S4"),
        page="lungs",
        events=(AlertEvent(f"{id}-raised", id, AlertEventKind.RAISED, MORNING, PATIENT),),
    )


def a_check(id: str = "check-1", *, at: datetime = MORNING, is_baseline: bool = True) -> DoneCheck:
    answers = (ItemAnswer("year", True, "2026"), ItemAnswer("town", False, "Köln <3"))
    return DoneCheck(id, at, answers, 8, is_baseline, CAREGIVER)


def an_appointment(id: str = "appointment-1", *, to_bring: str = "CRP<5? Ask.") -> Appointment:
    return Appointment(
        id=id,
        version=1,
        kind="scan",
        title="CT of the chest",
        wall=datetime(2026, 3, 29, 2, 30),  # wall time, skipped in Berlin
        zone="Europe/Berlin",
        minutes=None,
        place="Radiology, 1st floor",
        to_bring=to_bring,
        notes="Nothing to eat from 6 on",
        recorded_at=MORNING,
        by=CAREGIVER,
    )


def a_spell(id: str = "spell-1", *, name: str = "Anna") -> Spell:
    return Spell(id, DoseKey("treatment-1", 2), name, MORNING, LATER, CAREGIVER)


def a_photo(id: str = "photo-1", *, caption: str = "left arm", day: date = TODAY) -> Photo:
    return Photo(id, day, MORNING, caption, 4, 3, CAREGIVER)


def a_notice(id: str = "notice-1", *, due_at: datetime = MORNING) -> Notice:
    return Notice(id, Due("diary", due_at, NoticeKind.DIARY), LATER)


def a_call(alert_id: str = "alert-1", *, said: str = "Come in now.") -> AlertEvent:
    return AlertEvent(
        id=f"{alert_id}-call",
        alert_id=alert_id,
        kind=AlertEventKind.CLOSED,
        at=LATER,
        by=CAREGIVER,
        outcome=Outcome.WENT_IN,
        who_answered="Nurse Ada",
        what_they_said=said,
    )


def first_steps(count: int) -> Migrations:
    """The steps of a program that knew only the first `count` of them."""
    empty = Database(memory=True, execute_plugins=False)
    older = Migrations("companion")
    for step in STEPS.pending(empty)[:count]:
        older(name=step.name)(step.fn)
    empty.close()
    return older


def steps_and(step: Step) -> Migrations:
    """All steps and one more."""
    longer = first_steps(1000)
    longer(name="999_more")(step)
    return longer
