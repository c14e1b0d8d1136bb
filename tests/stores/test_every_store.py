"""All stores alike: known tables only, texts letter for letter, and a retry saves once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.core.calendar_events import CalendarEvent
from companion.core.diary import EntryState
from companion.core.errors import OurFault
from companion.core.half_typed import HalfTyped
from companion.core.hospital import HospitalStay
from companion.core.levels import Level, Severity
from companion.core.on_watch import Handover
from companion.core.people import Contacts, Person
from companion.core.plan import MedicineSkipped, SkipReason
from companion.core.questions import Question
from companion.core.scenario import TeamKnows
from companion.stores import tables
from companion.stores.alerts import AlertsStore
from companion.stores.appointments import AppointmentsStore
from companion.stores.calendar_sent import settle_calendar
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.dose_changes import DoseChangesStore
from companion.stores.doses import DosesStore
from companion.stores.getting_ready import GettingReadyStore
from companion.stores.half_typed import HalfTypedStore
from companion.stores.handovers import HandoversStore
from companion.stores.hospital import HospitalStore
from companion.stores.imports import remember_import
from companion.stores.medicine_plans import MedicinePlansStore
from companion.stores.merged import BroughtRow, Merged
from companion.stores.notices import NoticesStore
from companion.stores.people import PeopleStore
from companion.stores.photos import PhotosStore
from companion.stores.preferences import PreferencesStore
from companion.stores.questions import QuestionsStore
from companion.stores.reminder_answers import ReminderAnswersStore
from companion.stores.seam import Database
from companion.stores.setup import SetupStore
from companion.stores.team_knows import TeamKnowsStore
from companion.stores.team_times import TeamTimesStore
from companion.stores.thinking import ThinkingStore
from companion.stores.treatments import TreatmentsStore
from tests.core.medicine_samples import a_plan
from tests.stores.samples import (
    A_JPEG,
    CAREGIVER,
    LATER,
    MORNING,
    PATIENT,
    PERSON,
    PREFERENCES,
    TODAY,
    a_call,
    a_check,
    a_dose,
    a_medicine,
    a_move,
    a_notice,
    a_photo,
    a_reading,
    a_spell,
    a_treatment,
    an_alert,
    an_answer,
    an_appointment,
    an_entry,
    some_times,
)

A_QUESTION = Question("question-1", "What now?", MORNING, CAREGIVER, "page:crs", LATER, "Wait.")
HARD_TEXTS = (
    "",
    "CRP<5 and WBC>3",
    "<3 feeling ok",
    "'; DROP TABLE entries; --",
    "two\r\nlines\n",
    "  spaces kept  ",
    "fever 🤒 38,9 °C",
    "e\u0301 and \u00e9",
)
with_the_same_diary = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def rows_in(db: Database, table: str) -> int:
    return db.table(table).count


def exercise_every_store(db: Database) -> None:
    """One of everything, changed, removed and restored."""
    diary = DiaryStore(db)
    diary.begin_entry(replace(an_entry(), reports=(an_answer(),), readings=(a_reading(),)))
    diary.save_answer("entry-1", an_answer(severity=Severity.SEVERE), at=LATER)
    diary.save_reading(None, a_reading("reading-2"), at=LATER)
    diary.save_medicine(a_medicine(), at=LATER)
    diary.save_note("entry-1", "a note", at=LATER, by=CAREGIVER)
    diary.set_asked("entry-1", ("cough", "rash"), at=LATER, by=PATIENT)
    diary.set_state("entry-1", EntryState.FINISHED, at=LATER, by=PATIENT)
    diary.touch("entry-1", at=LATER)
    TreatmentsStore(db).save(a_treatment(), at=MORNING, by=PATIENT)
    DosesStore(db).save(a_dose(treatment_id="treatment-1"), at=LATER)
    DoseChangesStore(db).add(a_move())
    for hours in (8, 12):
        TeamTimesStore(db).save(some_times(hours=hours), at=LATER)
    PeopleStore(db).save_person(PERSON, at=MORNING, by=PATIENT)
    PeopleStore(db).save_contacts(Contacts("Ward 3", "555", "112"), at=MORNING, by=PATIENT)
    PreferencesStore(db).save_preferences(PREFERENCES, at=MORNING, by=PATIENT)
    AlertsStore(db).add(an_alert())
    AlertsStore(db).change(an_alert(level=Level.CALL_NOW), at=LATER)
    known = TeamKnows("cough", Severity.MILD, LATER)
    TeamKnowsStore(db).save("known-1", known, alert_id="alert-1", at=LATER, by=PATIENT)
    stay = HospitalStay("stay-1", MORNING, None)
    for version in (stay, replace(stay, left_at=LATER)):
        HospitalStore(db).save(version, at=LATER)
    plans = MedicinePlansStore(db)
    for plan in (a_plan(), replace(a_plan(), stopped_at=LATER)):
        plans.save(plan, at=LATER)
    plans.add_skip(MedicineSkipped("skip-1", "plan", "2026-03-02 1/1", SkipReason.RAN_OUT, LATER))
    plans.remove_skip("skip-1", at=LATER, by=PATIENT)
    NoticesStore(db).record(a_notice())
    NoticesStore(db).set_toast("notice-1", "shown", at=LATER)
    NoticesStore(db).tell(a_notice(), at=LATER)
    NoticesStore(db).snooze("notice-1", until=LATER, at=LATER)
    NoticesStore(db).act("notice-1", at=LATER)
    ReminderAnswersStore(db).save("home_zone", "Europe/Berlin", at=LATER, by=None)
    ThinkingStore(db).add(a_check())
    AppointmentsStore(db).save(an_appointment(), at=MORNING)
    AppointmentsStore(db).save(replace(an_appointment(), cancelled_at=LATER), at=LATER)
    ready, spell = GettingReadyStore(db), a_spell()
    for done in (True, False, True):
        ready.tick(spell.dose, "bag", done=done, at=LATER, by=PATIENT)
    ready.save_spell(spell, at=MORNING)
    ready.remove_spell(spell.id, at=LATER, by=PATIENT)
    ready.restore_spell(spell.id, at=LATER, by=PATIENT)
    asked = QuestionsStore(db)
    for question in (Question("question-1", "What now?", MORNING), A_QUESTION):
        asked.save(question, at=LATER, by=PATIENT)
    asked.remove("question-1", at=LATER, by=PATIENT)
    asked.restore("question-1", at=LATER, by=PATIENT)
    HandoversStore(db).save(Handover("handover-1", MORNING, "Jörg"), at=MORNING)
    HandoversStore(db).remove("handover-1", at=LATER, by=CAREGIVER)
    diary.hide_note("entry-1", hidden=True, at=LATER, by=PATIENT)
    photos = PhotosStore(db)
    photos.add(a_photo(), A_JPEG)
    photos.save_caption("photo-1", "right arm", at=LATER, by=PATIENT)
    photos.remove("photo-1", at=LATER, by=PATIENT)
    photos.restore("photo-1", at=LATER, by=PATIENT)
    HalfTypedStore(db).keep(HalfTyped(TODAY, "question", "cough", PATIENT, {"severity": "mild"}), at=LATER)
    SetupStore(db).save("who", {"name": "Ute"}, at=MORNING, by=PATIENT)
    SetupStore(db).clear(at=LATER, by=PATIENT)
    brought = Merged(brought={tables.ENTRIES: {"entry-9": BroughtRow("a sign")}}, diary_before="0" * 32)
    remember_import(db, brought, origin="file.json", at=LATER, by=PATIENT)
    for starts_at in (LATER + timedelta(days=1), LATER + timedelta(days=2)):
        event = CalendarEvent(
            "uid@companion.invalid", starts_at, timedelta(minutes=30), "Companion: please look"
        )
        settle_calendar(db, [event], now=LATER)
    for undo in (diary.remove_entry, diary.restore_entry):
        undo("entry-1", at=LATER, by=PATIENT)
    for store, id in ((TreatmentsStore(db), "treatment-1"), (DosesStore(db), "dose-1")):
        store.remove(id, at=LATER, by=PATIENT)
        store.restore(id, at=LATER, by=PATIENT)


def test_every_store_uses_only_tables_of_the_migrations(db: Database) -> None:
    known = {name for constant, name in vars(tables).items() if constant.isupper()}

    exercise_every_store(db)

    assert set(db.table_names()) == known | {"_sqlite_migrations"}
    assert all(rows_in(db, table) > 0 for table in known)


def test_every_table_is_strict_and_every_row_says_who_and_when(db: Database) -> None:
    exercise_every_store(db)

    for table in db.tables:
        assert table.strict, table.name
        if table.name not in (tables.HISTORY, tables.IDENTITY, "_sqlite_migrations"):
            columns = {column.name: column for column in table.columns}
            assert columns["id"].is_pk
            assert {"created_at", "updated_at", "entered_by"} <= columns.keys()


def test_everything_is_there_after_closing_and_opening(diary_file: Path) -> None:
    db = open_diary(diary_file, create=True)
    exercise_every_store(db)
    before = {table.name: list(table.rows) for table in db.tables}
    close_diary(db)

    db = open_diary(diary_file, create=False)

    assert {table.name: list(table.rows) for table in db.tables} == before
    close_diary(db)


@with_the_same_diary
@given(note=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_a_note_comes_back_letter_for_letter(db: Database, note: str) -> None:
    diary = DiaryStore(db)
    diary.begin_entry(an_entry())

    diary.save_note("entry-1", note, at=MORNING, by=PATIENT)

    entry = diary.entry("entry-1")
    assert entry is not None
    assert entry.note == note


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_hard_texts_come_back_wherever_they_are_typed(db: Database, text: str) -> None:
    PeopleStore(db).save_person(Person(name=text), at=MORNING, by=PATIENT)
    PeopleStore(db).save_contacts(Contacts(text, text, text), at=MORNING, by=PATIENT)
    TreatmentsStore(db).save(replace(a_treatment(), place=text), at=MORNING, by=PATIENT)
    DosesStore(db).save(replace(a_dose(amount=text), place=text, reaction=text), at=MORNING)
    DoseChangesStore(db).add(a_move(reason=text))
    DiaryStore(db).save_medicine(replace(a_medicine(), name=text), at=MORNING)
    SetupStore(db).save("name", text, at=MORNING, by=PATIENT)
    AlertsStore(db).add(an_alert())
    AlertsStore(db).add_event(a_call(said=text))

    assert PeopleStore(db).person().name == text
    assert PeopleStore(db).contacts() == Contacts(text, text, text)
    assert TreatmentsStore(db).treatments()[0].place == text
    (dose,) = DosesStore(db).doses()
    assert (dose.amount, dose.place, dose.reaction) == (text, text, text)
    assert [change.what.reason for change in DoseChangesStore(db).changes()] == [text]
    assert DiaryStore(db).medicines_since(MORNING)[0].name == text
    assert SetupStore(db).answers() == {"name": text}
    assert AlertsStore(db).all_alerts()[0].events[-1].what_they_said == text


def test_text_that_no_file_can_hold_is_cleaned_not_lost(db: Database) -> None:
    diary = DiaryStore(db)
    diary.begin_entry(an_entry(note="38.9\0 and \ud83d shivering"))

    entry = diary.entry("entry-1")

    assert entry is not None
    assert entry.note == "38.9 and \ufffd shivering"


@pytest.mark.parametrize(
    "save",
    [
        lambda db: DiaryStore(db).begin_entry(replace(an_entry(), reports=(an_answer(),))),
        lambda db: DiaryStore(db).save_answer("entry-0", an_answer(), at=LATER),
        lambda db: DiaryStore(db).save_reading("entry-0", a_reading(), at=LATER),
        lambda db: DiaryStore(db).save_medicine(a_medicine(), at=LATER),
        lambda db: DiaryStore(db).remove_entry("entry-0", at=LATER, by=PATIENT),
        lambda db: PhotosStore(db).add(a_photo(), A_JPEG),
        lambda db: TreatmentsStore(db).save(a_treatment(), at=LATER, by=PATIENT),
        lambda db: DosesStore(db).save(a_dose(), at=LATER),
        lambda db: PeopleStore(db).save_person(PERSON, at=LATER, by=PATIENT),
        lambda db: PreferencesStore(db).save_preferences(PREFERENCES, at=LATER, by=PATIENT),
        lambda db: AlertsStore(db).add(an_alert()),
        lambda db: AlertsStore(db).add_event(a_call(alert_id="alert-0")),
        lambda db: NoticesStore(db).record(a_notice()),
        lambda db: SetupStore(db).save("who", ["me"], at=LATER, by=PATIENT),
        lambda db: ThinkingStore(db).add(a_check()),
        lambda db: MedicinePlansStore(db).save(a_plan(), at=LATER),
        lambda db: DoseChangesStore(db).add(a_move()),
        lambda db: TeamTimesStore(db).save(some_times(), at=LATER),
        lambda db: AppointmentsStore(db).save(an_appointment(), at=LATER),
        lambda db: QuestionsStore(db).save(A_QUESTION, at=LATER, by=PATIENT),
        lambda db: HandoversStore(db).save(Handover("handover-1", LATER, "Jörg"), at=LATER),
        lambda db: GettingReadyStore(db).tick(a_spell().dose, "bag", done=True, at=LATER, by=PATIENT),
        lambda db: GettingReadyStore(db).tick(a_spell().dose, "bag", done=False, at=LATER, by=PATIENT),
        lambda db: GettingReadyStore(db).save_spell(a_spell(), at=LATER),
    ],
)
def test_the_same_write_again_changes_nothing(db: Database, save: Callable[[Database], object]) -> None:
    DiaryStore(db).begin_entry(an_entry("entry-0"))
    AlertsStore(db).add(an_alert("alert-0"))
    TreatmentsStore(db).save(a_treatment(), at=LATER, by=PATIENT)
    save(db)
    before = {table.name: list(table.rows) for table in db.tables}

    save(db)

    assert {table.name: list(table.rows) for table in db.tables} == before


def test_a_change_to_what_does_not_exist_is_our_fault(db: Database) -> None:
    with pytest.raises(OurFault):
        DiaryStore(db).save_note("nobody", "x", at=MORNING, by=PATIENT)
    with pytest.raises(OurFault):
        NoticesStore(db).act("nobody", at=MORNING)
    with pytest.raises(OurFault):
        DosesStore(db).remove("nobody", at=MORNING, by=PATIENT)
