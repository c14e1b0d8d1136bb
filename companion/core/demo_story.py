"""The made-up patient of the demonstration, as resources/demo.toml tells the story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal
from types import MappingProxyType

from companion.core.alerts import Outcome
from companion.core.demo_ahead import (
    StoryAppointment,
    StoryReady,
    parse_appointment,
    parse_clock,
    parse_ready,
)
from companion.core.demo_medicines import StoryMedicine, parse_story_medicine
from companion.core.levels import Reporter, Severity
from companion.core.parsing import Section
from companion.core.people import Contacts, DateOrder, Person, Preferences


@dataclass(frozen=True, slots=True)
class OnDay:
    """A time of day; day 1 is the day of the first dose."""

    day: int
    at: time


@dataclass(frozen=True, slots=True)
class AfterDose:
    """So long after the real start of a dose."""

    dose: int
    span: timedelta


@dataclass(frozen=True, slots=True)
class StoryDose:
    """A dose as given: its number in the plan, and how long after the planned time it was started."""

    number: int
    late: timedelta


@dataclass(frozen=True, slots=True)
class StoryCheck:
    """What was measured outside the diary."""

    when: AfterDose
    by: Reporter
    readings: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class StoryCall:
    """The call that an entry led to; `then_took` is the id of a medicine taken after it."""

    minutes_later: timedelta
    outcome: Outcome
    who_answered: str
    what_they_said: str
    then_took: str | None


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One filling-in of the diary; readings are in the first unit of their kind."""

    when: OnDay | AfterDose
    by: Reporter
    answers: Mapping[str, Severity]
    chosen_only: tuple[str, ...]
    readings: Mapping[str, Decimal]
    note: str
    is_left: bool
    call: StoryCall | None


@dataclass(frozen=True, slots=True)
class StoryTreatment:
    """What is given; the first dose lies where dose `next_dose` of the plan comes `next_in` from now."""

    drug: str
    regimen: str
    place: str
    set_up_before: timedelta
    next_dose: int
    next_in: timedelta


@dataclass(frozen=True, slots=True)
class DemoStory:
    """All that happened, in no order: moments are worked out when it is played."""

    person: Person
    contacts: Contacts
    preferences: Preferences
    treatment: StoryTreatment
    given: tuple[StoryDose, ...]
    checks: tuple[StoryCheck, ...]
    entries: tuple[StoryEntry, ...]
    appointments: tuple[StoryAppointment, ...]
    getting_ready: StoryReady
    medicines: tuple[StoryMedicine, ...]


def parse_story(section: Section) -> DemoStory:
    """resources/demo.toml; refuses unknown keys, a day without a time, and a dose that was not given."""
    given = tuple(_dose(table) for table in section.sections("given"))
    numbers = {dose.number for dose in given}
    story = DemoStory(
        person=_person(section.section("person")),
        contacts=_contacts(section.section("contacts")),
        preferences=_preferences(section.section("preferences")),
        treatment=_treatment(section.section("treatment")),
        given=given,
        checks=tuple(_check(table, numbers) for table in section.sections("checks")),
        entries=tuple(_entry(table, numbers) for table in section.sections("entries")),
        appointments=tuple(parse_appointment(table) for table in section.sections("appointments")),
        getting_ready=parse_ready(section.section("getting_ready")),
        medicines=tuple(parse_story_medicine(table) for table in section.sections("medicines")),
    )
    section.finish()
    return story


def _person(section: Section) -> Person:
    person = Person(
        name=section.text("name"),
        birth_date=section.day("birth_date"),
        usual_readings=_numbers(section, "usual_readings"),
        usual_symptoms=_severities(section, "usual_symptoms"),
    )
    section.finish()
    return person


def _contacts(section: Section) -> Contacts:
    contacts = Contacts(
        team_name=section.text("team_name"),
        team_number=section.text("team_number"),
        emergency_number=section.text("emergency_number"),
    )
    section.finish()
    return contacts


def _preferences(section: Section) -> Preferences:
    preferences = Preferences(
        temperature_unit=section.text("temperature_unit"),
        clock_24h=section.flag("clock_24h"),
        date_order=section.choice("date_order", DateOrder),
        diary_reminder=parse_clock(section, "diary_reminder"),
        setup_done=True,
    )
    section.finish()
    return preferences


def _treatment(section: Section) -> StoryTreatment:
    treatment = StoryTreatment(
        drug=section.text("drug"),
        regimen=section.text("regimen"),
        place=section.text("place"),
        set_up_before=timedelta(hours=section.whole("set_up_hours_before")),
        next_dose=section.whole("next_dose"),
        next_in=timedelta(hours=section.whole("next_in_hours")),
    )
    section.finish()
    return treatment


def _dose(section: Section) -> StoryDose:
    dose = StoryDose(section.whole("dose"), timedelta(minutes=section.whole("minutes_late")))
    section.finish()
    return dose


def _check(section: Section, given: set[int]) -> StoryCheck:
    check = StoryCheck(_after_dose(section, given), _by(section), _numbers(section, "readings"))
    section.finish()
    return check


def _entry(section: Section, given: set[int]) -> StoryEntry:
    call = section.optional_section("call")
    entry = StoryEntry(
        when=_after_dose(section, given) if "after_dose" in section else _on_day(section),
        by=_by(section),
        answers=_severities(section, "answers"),
        chosen_only=section.texts("chosen_only", required=False),
        readings=_numbers(section, "readings"),
        note=section.optional_text("note") or "",
        is_left=section.flag("is_left"),
        call=None if call is None else _call(call),
    )
    section.finish()
    return entry


def _call(section: Section) -> StoryCall:
    call = StoryCall(
        minutes_later=timedelta(minutes=section.whole("minutes_later")),
        outcome=section.choice("outcome", Outcome),
        who_answered=section.text("who_answered"),
        what_they_said=section.text("what_they_said"),
        then_took=section.optional_text("then_took"),
    )
    section.finish()
    return call


def _on_day(section: Section) -> OnDay:
    return OnDay(section.whole("day"), parse_clock(section, "at"))


def _after_dose(section: Section, given: set[int]) -> AfterDose:
    dose = section.whole("after_dose")
    if dose not in given:
        section.complain("after_dose", "unknown_id", value=dose)
    return AfterDose(dose, timedelta(hours=section.whole("hours")))


def _by(section: Section) -> Reporter:
    return section.choice("by", Reporter) if "by" in section else Reporter.PATIENT


def _numbers(section: Section, key: str) -> Mapping[str, Decimal]:
    table = section.optional_section(key)
    return MappingProxyType({} if table is None else {name: table.number(name) for name in table.names()})


def _severities(section: Section, key: str) -> Mapping[str, Severity]:
    table = section.optional_section(key)
    return MappingProxyType(
        {} if table is None else {name: table.choice(name, Severity) for name in table.names()}
    )
