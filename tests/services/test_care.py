"""Who is entering, who watches, hidden notes and questions for the team, over a real diary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from companion.core.catalogue import Catalogue
from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.core.on_watch import Handover, turns
from companion.core.people import Person
from companion.core.treatment import Treatment
from companion.core.words import Words
from companion.services.alert_watch import AlertWatch
from companion.services.changes import Changes
from companion.services.entering import Entering
from companion.services.hidden_notes import HiddenNotes
from companion.services.journal import Journal
from companion.services.on_watch import OnWatch
from companion.services.questions import Questions
from companion.services.record import Record
from companion.services.topics import Topic
from companion.services.trends import Trends
from companion.stores.database import close_diary, open_diary
from companion.stores.shelf import Shelf
from tests.fake_clock import FakeClock

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Care:
    shelf: Shelf
    journal: Journal
    record: Record
    entering: Entering
    on_watch: OnWatch
    questions: Questions
    hidden: HiddenNotes
    changes: Changes
    trends: Trends
    clock: FakeClock

    def write(self, note: str, *, by: Reporter = Reporter.PATIENT) -> str:
        """A finished entry of today with this note."""
        entry = self.journal.begin_entry(day=self.record.today(), by=by)
        self.journal.write_note(entry, note)
        self.journal.finish_entry(entry)
        return entry

    def notes(self) -> list[str]:
        return [entry.note for entry in self.record.days(count=1)[0].entries]

    def hides_by_default(self) -> None:
        self.journal.set_preferences(replace(self.record.preferences(), hide_notes=True))


@pytest.fixture
def care(tmp_path: Path, catalogue: Catalogue, words: Words) -> Iterator[Care]:
    clock = FakeClock(START)
    shelf = Shelf.over(open_diary(tmp_path / "diary.db", create=True))
    watch = AlertWatch(shelf, catalogue, lambda: record.formats(), clock.now)
    entering = Entering(shelf)
    record = Record(shelf, watch, words, clock.now, clock.zone, reader=lambda: entering.by)
    journal = Journal(shelf, watch, clock.now, clock.zone)
    entering.changed.connect(journal.changed)
    yield Care(
        shelf,
        journal,
        record,
        entering,
        OnWatch(journal, shelf, clock.now, entering),
        Questions(journal, shelf, clock.now, entering),
        HiddenNotes(journal, shelf, clock.now, entering),
        Changes(journal, shelf, clock.now, record),
        Trends(shelf, record, catalogue, clock.now),
        clock,
    )
    close_diary(shelf.db)


def test_at_first_the_one_enters_for_whom_the_diary_was_set_up(care: Care) -> None:
    before = care.entering.by
    care.journal.set_person(Person(name="Ann", cared_for_by_another=True))

    after = care.entering.by

    assert (before, after) == (Reporter.PATIENT, Reporter.CAREGIVER)


def test_who_enters_now_is_announced_and_stays_until_it_is_handed_back(care: Care) -> None:
    announced: list[Topic] = []
    care.journal.changed.connect(announced.append)

    care.entering.swap()
    care.entering.hand_to(Reporter.CAREGIVER)

    assert care.entering.by is Reporter.CAREGIVER
    assert announced == [Topic.PERSON]


def test_a_watch_goes_from_hand_over_to_hand_over(care: Care) -> None:
    care.on_watch.hand_over("Ben", note="She slept.")
    care.clock.advance(hours=4)
    care.on_watch.hand_over("Cleo")
    care.clock.advance(hours=1)

    newest, before = care.on_watch.log()

    assert (newest.name, newest.until) == ("Cleo", None)
    assert (before.name, before.since, before.until) == ("Ben", START, newest.since)
    assert care.on_watch.names() == ("Ben",)


def test_nobody_watching_is_written_down_too(care: Care) -> None:
    care.on_watch.hand_over("Ben")

    care.on_watch.hand_over("")

    assert care.on_watch.current() is None
    assert [turn.name for turn in care.on_watch.log()] == ["", "Ben"]


def test_a_hand_over_that_was_a_slip_is_taken_back(care: Care) -> None:
    care.on_watch.hand_over("Ben")
    slip = care.on_watch.hand_over("Cleo")

    care.on_watch.take_back(slip)

    current = care.on_watch.current()
    assert current is not None
    assert (current.name, current.until) == ("Ben", None)


def test_of_two_hand_overs_at_one_moment_the_later_one_counts() -> None:
    first, second = Handover("1", START, "Ben"), Handover("2", START, "Cleo")

    newest, before = turns((first, second))

    assert newest.name == "Cleo"
    assert before.until == before.since


def test_a_hidden_note_is_not_shown_found_or_told_while_a_caregiver_enters(care: Care) -> None:
    entry = care.write("I am afraid of Thursday.")
    care.write("The soup was good.")
    care.journal.write_note(entry, "Afraid, very much.")
    care.hidden.hide(entry, hidden=True)

    care.entering.hand_to(Reporter.CAREGIVER)

    assert care.notes() == ["", "The soup was good."]
    assert care.record.entry(entry).note_withheld
    assert care.trends.notes_with("afraid") == ()
    assert [change.part for change in care.changes.newest(10)] == []


def test_the_patient_sees_every_note_again(care: Care) -> None:
    entry = care.write("I am afraid of Thursday.")
    care.hidden.hide(entry, hidden=True)
    care.entering.hand_to(Reporter.CAREGIVER)

    care.entering.hand_to(Reporter.PATIENT)

    assert care.notes() == ["I am afraid of Thursday."]
    assert len(care.trends.notes_with("AFRAID")) == 1


def test_the_default_hides_what_says_nothing_itself(care: Care) -> None:
    shown = care.write("Shown to all.")
    care.write("Hidden by the default.")
    care.hidden.hide(shown, hidden=False)
    care.hides_by_default()

    care.entering.hand_to(Reporter.CAREGIVER)

    assert care.notes() == ["Shown to all.", ""]
    assert [found.note for found in care.trends.notes_with(".")] == ["Shown to all."]


def test_what_a_caregiver_wrote_is_never_hidden_from_one(care: Care) -> None:
    care.hides_by_default()
    care.write("She ate well.", by=Reporter.CAREGIVER)

    care.entering.hand_to(Reporter.CAREGIVER)

    assert care.notes() == ["She ate well."]
    assert [found.note for found in care.trends.notes_with("ate")] == ["She ate well."]


def test_papers_for_a_caregiver_leave_hidden_notes_out_whoever_prints_them(care: Care) -> None:
    entry = care.write("I am afraid of Thursday.")
    care.hidden.hide(entry, hidden=True)

    (day,) = care.record.days(count=1, reader=Reporter.CAREGIVER)

    assert [one.note for one in day.entries] == [""]


def test_only_the_patient_may_hide_what_the_patient_wrote(care: Care) -> None:
    own = care.record.entry(care.write("Mine."))
    by_other = care.record.entry(care.write("Theirs.", by=Reporter.CAREGIVER))

    as_patient = (care.hidden.may_choose(own), care.hidden.may_choose(by_other))
    care.entering.hand_to(Reporter.CAREGIVER)
    as_caregiver = (care.hidden.may_choose(own), care.hidden.may_choose(None))

    assert (as_patient, as_caregiver) == ((True, False), (False, False))


def test_a_question_leaves_the_list_with_its_answer_and_is_kept(care: Care) -> None:
    first = care.questions.note("  Can I fly?  ", about="page:crs")
    care.questions.note("When is the scan?")
    care.clock.advance(hours=30)

    care.questions.tick_off(first, "Not for two weeks.")

    assert [one.text for one in care.record.open_questions()] == ["When is the scan?"]
    (asked,) = care.questions.asked()
    assert (asked.text, asked.answer, asked.about) == ("Can I fly?", "Not for two weeks.", "page:crs")
    assert asked.asked_at == care.clock.now()


def test_an_answer_can_be_changed_and_a_question_asked_again(care: Care) -> None:
    question = care.questions.note("Can I fly?")
    care.questions.tick_off(question, "")
    when = care.questions.asked()[0].asked_at
    care.clock.advance(hours=1)
    care.questions.tick_off(question, "Yes.")
    answered = care.questions.asked()[0]

    care.questions.put_back(question)

    assert (answered.asked_at, answered.answer) == (when, "Yes.")
    assert [one.answer for one in care.questions.still_open()] == ["Yes."]


def test_what_was_done_to_a_question_can_be_undone(care: Care) -> None:
    care.questions.note("Can I fly?")
    (before,) = care.questions.still_open()
    care.questions.reword(before.id, "May I swim?")
    care.questions.remove(before.id)

    care.questions.let_stand(before)

    assert care.questions.still_open() == (before,)


def test_an_empty_question_is_refused(care: Care) -> None:
    with pytest.raises(UserCanFix, match=r"questions\.empty"):
        care.questions.note("  \n ")


def test_a_question_says_who_noted_it(care: Care) -> None:
    care.entering.hand_to(Reporter.CAREGIVER)

    care.questions.note("Should I stay at night?")

    assert care.questions.still_open()[0].by is Reporter.CAREGIVER


def test_a_change_to_a_treatment_keeps_what_it_goes_on_from_and_its_stop(care: Care) -> None:
    first_wall = datetime(2026, 3, 2, 10, 0)
    before = Treatment(
        "treatment-1",
        "tarlatamab",
        "tarlatamab",
        first_wall,
        "Europe/Berlin",
        "",
        START,
        stopped_at=START,
        stop_reason="A rash",
        follows="treatment-0",
        first_cycle=3,
        months_from=first_wall,
    )
    care.shelf.treatments.save(before, at=START, by=Reporter.PATIENT)

    care.journal.start_treatment(
        drug="tarlatamab", regimen="tarlatamab", first_wall=first_wall, place="Day unit", id="treatment-1"
    )

    (after,) = care.shelf.treatments.treatments()
    assert after == replace(before, place="Day unit")
