"""Every text that a person can put into a diary, written through the services that the window uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from companion.app import App
from companion.core.alerts import Outcome
from companion.core.half_typed import HalfTyped
from companion.core.levels import Reporter, Severity
from companion.core.people import Contacts, Person
from companion.core.plan_changes import Moved
from companion.core.recurrence import DailyAt, Taper, TaperStep
from companion.core.treatment import DoseGiven
from companion.services.appointments import AppointmentAnswer
from companion.services.medicines import PlanAnswer
from companion.stores.seam import Database
from companion.ui.pictures import small_picture
from tests.ui.photo_files import a_photo_file

# What is put into a column, from the name of the column.
Say = Callable[[str], str]

DRUG: Final = "tarlatamab"
# Readable without the diary, on purpose.
PLAIN_ON_PURPOSE: Final = frozenset(
    {"contacts.team_name", "contacts.team_number", "contacts.emergency_number"}
)
TYPED: Final = PLAIN_ON_PURPOSE | {
    "alert_events.what_they_said",
    "alert_events.who_answered",
    "appointments.cancel_reason",
    "appointments.notes",
    "appointments.place",
    "appointments.title",
    "appointments.to_bring",
    "company_spells.name",
    "dose_changes.reason",
    "doses.amount",
    "doses.place",
    "doses.reaction",
    "entries.note",
    "half_typed.value",
    "handovers.name",
    "handovers.note",
    "history.row",
    "medicine_plans.amount",
    "medicine_plans.name",
    "medicine_plans.recurrence",
    "medicine_plans.stop_reason",
    "medicine_plans.what_for",
    "medicines_taken.amount",
    "medicines_taken.name",
    "person.allergies",
    "person.caregiver_name",
    "person.caregiver_number",
    "person.hospital_number",
    "person.name",
    "photos.caption",
    "preferences.value",
    "questions.answer",
    "questions.text",
    "setup.value",
    "treatments.place",
    "treatments.stop_reason",
}
# Columns with moments, days, zones, numbers, ids, and words that the program chooses from a list of its own.
NOT_TYPED: Final = {
    "_sqlite_migrations": {"migration_set", "name", "applied_at"},
    "alert_events": {"alert_id", "kind", "at", "outcome"},
    "alerts": {"rule", "level", "raised_at", "headline", "why", "evidence", "sources", "page"},
    "answers": {"entry_id", "symptom", "severity", "signs", "at"},
    "appointments": {"kind", "wall", "zone", "recorded_at", "cancelled_at"},
    # The title is of our words, but where the person wants a calendar file that says what each event is.
    "calendar_sent": {"starts_at", "title", "sign"},
    "checklist_ticks": {"treatment_id", "item"},
    "company_spells": {"treatment_id", "starts_at", "ends_at"},
    "dose_changes": {"treatment_id", "at", "kind", "from_wall", "to_wall"},
    "doses": {"treatment_id", "drug", "started_at", "recorded_at", "ended_at"},
    "entries": {"day", "zone", "state", "started_at", "touched_at", "asked"},
    "handovers": {"at"},
    "history": {"table_name", "row_id", "replaced_at", "replaced_by"},
    "hospital_stays": {"since", "until", "left_at"},
    # The origin is the name of a file that was chosen.
    "imports": {"at", "origin", "diary_before", "brought", "undoes"},
    "medicine_plans": {
        "plan_id", "medicine", "zone", "first_day", "last_day", "since", "stopped_at",
        "stock_count", "stock_counted_at", "stock_per_dose", "level",
    },
    "medicine_skips": {"plan_id", "slot", "reason", "at"},
    "medicines_taken": {"medicine", "at", "plan_id", "slot"},
    "notices": {"plan", "due_at", "kind", "shown_at", "acted_at", "toast", "last_shown_at", "snoozed_until"},
    "person": {
        "birth_date", "fever_line_cel", "chest_radiation_ended", "usual_readings", "usual_symptoms",
        "usual_agreed_at", "sheet_dated", "sheet_confirmed_at",
    },
    "photos": {"day", "at", "jpeg"},
    "questions": {"about", "noted_at", "asked_at"},
    "readings": {"entry_id", "kind", "value", "unit", "at"},
    "reminder_answers": {"value"},
    "team_knows": {"symptom", "severity", "at", "alert_id"},
    "team_times": {"treatment_id", "told_on"},
    "thinking_checks": {"at", "answers"},
    "treatments": {
        "drug", "regimen", "first_wall", "zone", "started_at", "stopped_at", "follows", "months_from",
    },
}  # fmt: skip
_IN_EVERY_TABLE: Final = {"id", "created_at", "updated_at", "entered_by", "deleted_at"}


def write_everywhere(app: App, say: Say) -> None:
    """A text in every column in which a person's words can stand; a first alert is raised and closed."""
    now, by = app.record.now(), Reporter.PATIENT
    _about_the_person(app, say)
    _about_the_treatment(app, say, now)
    _about_medicines(app, say, now)
    for cancelled in (False, True):
        id = app.context.appointments.add(
            AppointmentAnswer(
                "visit",
                say("appointments.title"),
                (now + timedelta(days=3)).replace(tzinfo=None),
                say("appointments.place"),
                say("appointments.to_bring"),
                say("appointments.notes"),
            )
        )
        if cancelled:
            app.context.appointments.cancel(id, reason=say("appointments.cancel_reason"))
    entry = app.journal.begin_entry(day=app.record.today(), by=by)
    app.journal.answer(entry, symptom="wheezing", severity=Severity.SEVERE, signs=frozenset(), by=by)
    app.journal.write_note(entry, "something else")
    app.journal.write_note(entry, say("history.row"))
    app.journal.write_note(entry, say("entries.note"))
    app.journal.record_outcome(
        tuple(alert.id for alert in app.record.open_alerts()),
        outcome=Outcome.CALLED,
        who_answered=say("alert_events.who_answered"),
        what_they_said=say("alert_events.what_they_said"),
        by=by,
    )
    app.journal.finish_entry(entry)
    photos = app.context.diary.photos
    photos.add(
        small_picture(a_photo_file(app.files.folder)),
        day=app.record.today(),
        caption=say("photos.caption"),
        by=by,
    )
    half = HalfTyped(app.record.today(), "note", "", by, {"note": say("half_typed.value")})
    app.context.diary.half_typed.keep(half)


def typed_columns(db: Database) -> frozenset[str]:
    """Every column of the schema that holds text and is not known to hold something else."""
    found = set()
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        known = _IN_EVERY_TABLE | NOT_TYPED.get(table, set())
        for _, column, kind, *_ in db.execute(f'PRAGMA table_info("{table}")').fetchall():
            if kind != "INTEGER" and column not in known:
                found.add(f"{table}.{column}")
    return frozenset(found)


def columns_with(db: Database, text: str) -> frozenset[str]:
    """The columns in which a text stands."""
    found = set()
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for _, column, *_ in db.execute(f'PRAGMA table_info("{table}")').fetchall():
            sql = f'SELECT 1 FROM "{table}" WHERE instr("{column}", ?) LIMIT 1'
            if db.execute(sql, [text]).fetchone() is not None:
                found.add(f"{table}.{column}")
    return frozenset(found)


def _about_the_person(app: App, say: Say) -> None:
    more = ("allergies", "hospital_number", "caregiver_name", "caregiver_number")
    app.journal.set_person(Person(say("person.name"), **{name: say(f"person.{name}") for name in more}))
    for answered in (False, True):
        id = app.context.questions.note(say("questions.text"))
        if answered:
            app.context.questions.tick_off(id, say("questions.answer"))
    app.context.on_watch.hand_over(say("handovers.name"), note=say("handovers.note"))
    app.journal.set_contacts(
        Contacts(say("contacts.team_name"), say("contacts.team_number"), say("contacts.emergency_number"))
    )
    app.journal.keep_setup({"person.name": say("setup.value")})
    wanted = app.record.preferences()
    app.journal.set_preferences(
        replace(wanted, second_place=say("preferences.value"), reminders_when_closed=True, setup_done=True)
    )


def _about_the_treatment(app: App, say: Say, now: datetime) -> None:
    infusions = app.context.infusions
    before = app.journal.start_treatment(
        drug=DRUG, regimen=DRUG, first_wall=datetime(2026, 1, 2, 10), place=say("treatments.place")
    )
    ended = next(one for one in app.record.treatments() if one.id == before)
    infusions.stop(ended, day=app.record.today() - timedelta(days=20), reason=say("treatments.stop_reason"))
    id = app.journal.start_treatment(
        drug=DRUG, regimen=DRUG, first_wall=datetime(2026, 2, 20, 11), place=say("treatments.place")
    )
    infusions.record_dose(
        DoseGiven(
            "dose-1",
            id,
            1,
            DRUG,
            say("doses.amount"),
            now - timedelta(days=7),
            now,
            place=say("doses.place"),
            had_reaction=True,
            reaction=say("doses.reaction"),
        )
    )
    treatment = next(one for one in app.record.treatments() if one.id == id)
    row = infusions.next_row(treatment)
    assert row is not None
    there = row.planned.wall + timedelta(days=1)
    infusions.move(row, Moved(row.planned.ordinal, row.planned.wall, there, True, say("dose_changes.reason")))
    coming = app.context.getting_ready.next_dose()
    assert coming is not None
    app.context.getting_ready.add_spell(
        coming.dose,
        name=say("company_spells.name"),
        starts_at=row.planned.starts_at,
        ends_at=row.planned.starts_at + timedelta(hours=4),
    )


def _about_medicines(app: App, say: Say, now: datetime) -> None:
    medicines, by = app.context.medicines, Reporter.PATIENT
    local = app.context.formats().local(now)
    times = tuple(sorted((local + timedelta(hours=h)).time().replace(second=0) for h in (-1, 1)))
    today = local.date()
    steps = (TaperStep(today, today + timedelta(days=5), say("medicine_plans.recurrence"), times),)
    for recurrence, stopped in ((DailyAt(times), False), (DailyAt(times), True), (Taper(steps), False)):
        answer = PlanAnswer(
            say("medicine_plans.name"),
            say("medicine_plans.amount"),
            say("medicine_plans.what_for"),
            recurrence,
            first_day=today,
        )
        id = medicines.add_plan(answer)
        if stopped:
            medicines.stop_plan(id, say("medicine_plans.stop_reason"))
    app.journal.take_medicine(medicine=None, name=say("medicines_taken.name"), at=now, by=by)
    taken = medicines.record.day(today)[0]
    assert taken.occurrence.amount == say("medicine_plans.amount")
    medicines.take(taken.occurrence.plan_id, taken.occurrence.slot, at=now, by=by, anyway=True)
