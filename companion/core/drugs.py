"""A drug, and how its file is read: names, exposure windows, restart gaps, regimens, time to be watched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from companion.core.levels import Status
from companion.core.parsing import Section, clip
from companion.core.regimen import ClockStart, Monitoring, Regimen, RegimenDose, RegimenWords, RestartGap

__all__ = ["ClockStart", "Drug", "Monitoring", "Regimen", "RestartGap", "WindowSpec", "parse_drug"]


class DrugClass(Enum):
    """How the drug works."""

    T_CELL_ENGAGER = "t_cell_engager"
    PD_L1_BLOCKER = "pd_l1_blocker"
    CHEMOTHERAPY = "chemotherapy"


class Route(Enum):
    """How the drug is given."""

    INFUSION = "infusion"
    INJECTION = "injection"


@dataclass(frozen=True, slots=True)
class WindowSpec:
    """One exposure window that each dose opens; hours after its start, both ends belong to it.

    `after` names the window of the same dose at whose end this one opens. None for `to_hours`: no end.
    """

    id: str
    after: str | None
    to_hours: int | None
    early_to_hours: int | None
    early_doses: int | None
    reopened_hours: int | None
    nervous_to_hours: int | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrugWords:
    """What a person reads about a drug; `watch_for` are short lines for the time after a dose."""

    name: str
    in_script: str
    about: str
    watch_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drug:
    """One drug file. `hides_fever_hours`: a dose counts for so long as a steroid taken at its start.

    Files with one `substance` are the same drug given in other ways; without one it is the file's own id.
    """

    id: str
    version: int
    status: Status
    reviewed: date
    review_by: date
    sources: tuple[str, ...]
    drug_class: DrugClass
    route: Route
    substance: str
    brands: tuple[str, ...]
    page: str | None
    windows: tuple[WindowSpec, ...]
    restart_gaps: tuple[RestartGap, ...]
    hides_fever_hours: int | None
    hides_fever_sources: tuple[str, ...]
    regimens: tuple[Regimen, ...]
    words: DrugWords

    def regimen(self, id: str) -> Regimen | None:
        """The regimen of this drug with that id."""
        return next((regimen for regimen in self.regimens if regimen.id == id), None)


def parse_drug(section: Section) -> Drug:
    """One file of resources/drugs/; refuses unknown keys and values without a source."""
    id = section.text("id")
    hides_fever = section.optional_section("hides_fever")
    drug = Drug(
        id=id,
        version=_positive(section, "version"),
        status=section.choice("status", Status),
        reviewed=section.day("reviewed"),
        review_by=section.day("review_by"),
        sources=_sources(section),
        drug_class=section.choice("class", DrugClass),
        route=section.choice("route", Route),
        substance=section.optional_text("substance") or id,
        brands=section.texts("brands", required=False),
        page=section.optional_text("page"),
        windows=_windows(section),
        restart_gaps=_restart_gaps(section),
        hides_fever_hours=None if hides_fever is None else _positive(hides_fever, "hours"),
        hides_fever_sources=() if hides_fever is None else _sources(hides_fever),
        regimens=_regimens(section, id),
        words=_drug_words(section.section("words")),
    )
    if drug.review_by < drug.reviewed:
        section.complain("reviewed", "wrong_order")
    if hides_fever is not None:
        hides_fever.finish()
    section.finish()
    return drug


def _drug_words(section: Section) -> DrugWords:
    words = DrugWords(
        name=section.text("name"),
        in_script=section.text("in_script"),
        about=section.text("about"),
        watch_for=section.texts("watch_for", required=False),
    )
    section.finish()
    return words


def _windows(section: Section) -> tuple[WindowSpec, ...]:
    tables = section.sections("windows")
    if not tables:
        section.complain("windows", "missing")
    known: dict[str, WindowSpec] = {}
    for table in tables:
        window = _window(table)
        if window.id in known:
            table.complain("id", "twice")
        if window.after is not None and window.after not in known:
            table.complain("after", "unknown_id", value=clip(window.after))
        known[window.id] = window
    return tuple(known.values())


def _window(section: Section) -> WindowSpec:
    window = WindowSpec(
        id=section.text("id"),
        after=section.optional_text("after"),
        to_hours=_optional_positive(section, "to_hours"),
        early_to_hours=_optional_positive(section, "early_to_hours"),
        early_doses=_optional_positive(section, "early_doses"),
        reopened_hours=_optional_positive(section, "reopened_hours"),
        nervous_to_hours=_optional_positive(section, "nervous_to_hours"),
        sources=_sources(section),
    )
    if (window.early_to_hours is None) != (window.early_doses is None):
        section.complain("early_doses" if window.early_doses is None else "early_to_hours", "missing")
    for longer in ("early_to_hours", "nervous_to_hours"):
        if longer in section and (window.to_hours is None or section.whole(longer) < window.to_hours):
            section.complain("to_hours", "missing" if window.to_hours is None else "wrong_order")
    section.finish()
    return window


def _restart_gaps(section: Section) -> tuple[RestartGap, ...]:
    gaps = []
    for expected, table in enumerate(section.sections("restart_gaps"), start=1):
        gap = RestartGap(table.whole("after_dose"), _positive(table, "hours"), _sources(table))
        if gap.after_dose != expected:
            table.complain("after_dose", "wrong_order")
        table.finish()
        gaps.append(gap)
    return tuple(gaps)


def _regimens(section: Section, drug: str) -> tuple[Regimen, ...]:
    tables = section.sections("regimens")
    regimens: dict[str, Regimen] = {}
    for table in tables:
        regimen = _regimen(table, drug)
        if regimen.id in regimens:
            table.complain("id", "twice")
        regimens[regimen.id] = regimen
    for table, regimen in zip(tables, regimens.values(), strict=True):
        _check_what_follows(table, regimen, regimens)
    return tuple(regimens.values())


def _check_what_follows(section: Section, regimen: Regimen, regimens: dict[str, Regimen]) -> None:
    seen = {regimen.id}
    while regimen.then is not None:
        if regimen.then not in regimens:
            section.complain("then", "unknown_id", value=clip(regimen.then))
        if regimen.then in seen:
            section.complain("then", "twice")
        seen.add(regimen.then)
        regimen = regimens[regimen.then]


def _regimen(section: Section, drug: str) -> Regimen:
    words = section.section("words")
    then = section.optional_text("then")
    regimen = Regimen(
        id=section.text("id"),
        drug=drug,
        cycle_days=_positive(section, "cycle_days"),
        cycles=_optional_positive(section, "cycles"),
        ends_after_months=_optional_positive(section, "ends_after_months"),
        then=then,
        then_after_days=None if then is None else _positive(section, "then_after_days"),
        with_drugs=section.texts("with_drugs", required=False),
        doses=tuple(_regimen_dose(table) for table in section.sections("doses")),
        sources=_sources(section),
        words=RegimenWords(words.text("name"), words.text("setting"), words.optional_text("note")),
    )
    words.finish()
    if regimen.then is not None and regimen.cycles is None and regimen.ends_after_months is None:
        section.complain("cycles", "missing")
    _check_days(section, regimen)
    section.finish()
    return regimen


def _check_days(section: Section, regimen: Regimen) -> None:
    if not any(dose.cycles_from == 1 and dose.day == 1 for dose in regimen.doses):
        section.complain("doses", "missing")
    for dose, table in zip(regimen.doses, section.sections("doses"), strict=True):
        if dose.day > regimen.cycle_days:
            table.complain("day", "impossible_number")
        if regimen.cycles is not None and max(dose.cycles_from, dose.cycles_to or 0) > regimen.cycles:
            table.complain("cycles", "impossible_number")
        if any(_meet(dose, other) for other in regimen.doses if other is not dose):
            table.complain("day", "twice")


def _meet(dose: RegimenDose, other: RegimenDose) -> bool:
    """Whether both fall on the same day of the same cycle."""
    starts_in_time = other.cycles_to is None or dose.cycles_from <= other.cycles_to
    ends_late_enough = dose.cycles_to is None or other.cycles_from <= dose.cycles_to
    return dose.day == other.day and starts_in_time and ends_late_enough


def _regimen_dose(section: Section) -> RegimenDose:
    cycles = section.wholes("cycles")
    if len(cycles) not in (1, 2) or min(cycles) < 1:
        section.complain("cycles", "impossible_number")
    if list(cycles) != sorted(cycles):
        section.complain("cycles", "wrong_order")
    monitoring = section.optional_section("monitoring")
    dose = RegimenDose(
        cycles_from=cycles[0],
        cycles_to=cycles[1] if len(cycles) == 2 else None,
        day=_positive(section, "day"),
        amount=section.optional_text("amount") or "",
        minutes=_optional_positive(section, "minutes"),
        monitoring=None if monitoring is None else _monitoring(monitoring),
        sources=_sources(section),
    )
    section.finish()
    return dose


def _monitoring(section: Section) -> Monitoring:
    observe = section.wholes("observe_hours") if "observe_hours" in section else None
    if observe is not None and (len(observe) != 2 or observe[0] < 1):
        section.complain("observe_hours", "impossible_number")
    if observe is not None and observe[0] > observe[1]:
        section.complain("observe_hours", "wrong_order")
    near = _optional_positive(section, "stay_near_hours")
    monitoring = Monitoring(
        observe_hours=None if observe is None else (observe[0], observe[1]),
        observe_from=None if observe is None else section.choice("observe_from", ClockStart),
        stay_near_hours=near,
        stay_near_from=None if near is None else section.choice("stay_near_from", ClockStart),
        caregiver_hours=_optional_positive(section, "caregiver_hours"),
        sources=_sources(section),
        note=section.optional_text("note"),
    )
    section.finish()
    return monitoring


def _sources(section: Section) -> tuple[str, ...]:
    sources = section.texts("sources")
    if not sources:
        section.complain("sources", "empty")
    return sources


def _positive(section: Section, key: str) -> int:
    value = section.whole(key)
    if value < 1:
        section.complain(key, "impossible_number")
    return value


def _optional_positive(section: Section, key: str) -> int | None:
    value = section.optional_whole(key)
    return None if value is None else _positive(section, key)
