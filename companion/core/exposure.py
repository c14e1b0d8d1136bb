"""Exposure windows: which are open at a moment, opened by which dose or by which fever reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from companion.core.catalogue import Catalogue
from companion.core.diary import Reading
from companion.core.drugs import WindowSpec
from companion.core.regimen import restart_count
from companion.core.scenario import Dose, Scenario


@dataclass(frozen=True, slots=True)
class Exposure:
    """One stretch of time in which a window is open; both ends belong to it, None means no end known.

    `early` marks a stretch held open by one of the first doses, by a dose without a time or by a fever.
    `others_until` is the last moment for rows other than the nervous-system ones.
    """

    window: str
    drug: str | None
    opened_at: datetime | None
    closes_at: datetime | None
    others_until: datetime | None
    early: bool = False
    reopened_by: str | None = None

    def is_open(self, moment: datetime, *, nervous: bool = True) -> bool:
        """Whether the window is open at `moment` for a nervous-system row, or for any other."""
        end = self.closes_at if nervous else self.others_until
        return (self.opened_at is None or self.opened_at <= moment) and (end is None or moment <= end)


def exposures(scenario: Scenario, catalogue: Catalogue, fevers: Iterable[Reading]) -> tuple[Exposure, ...]:
    """Every stretch that the doses up to now, the fever readings and chest radiation open.

    What closed before the look-back is left out: no entry is judged in it.
    """
    given = [d for d in scenario.doses if d.started_at is None or d.started_at <= scenario.now]
    since = scenario.now - (catalogue.look_back or timedelta())
    specs = _distinct_specs(catalogue)
    drugs = {dose.drug for dose in given}
    found: list[Exposure] = []
    for plain, spec in specs.items():
        opening = _opening_drugs(drugs, plain, catalogue)
        doses = [dose for dose in given if dose.drug in opening]
        lasting = _lasting(doses, spec, since)
        early = _early_doses(doses, spec, specs, catalogue) if lasting else set()
        found.extend(_by_dose(dose, spec, specs, early=dose.key in early) for dose in lasting)
        found.extend(_reopened(spec, doses, fevers))
    found.extend(_unclaimed(given, {spec.id for spec in specs}, catalogue))
    found.extend(_after_radiation(scenario.person.chest_radiation_ended, catalogue))
    return tuple(found)


def newest_start(scenario: Scenario, catalogue: Catalogue, window: str) -> datetime | None:
    """When the newest dose that opens `window` was started; None where no start is known."""
    specs = [plain for plain in _distinct_specs(catalogue) if plain.id == window]
    drugs = {dose.drug for dose in scenario.doses}
    opening = {drug for plain in specs for drug in _opening_drugs(drugs, plain, catalogue)}
    starts = [
        dose.started_at
        for dose in scenario.doses
        if dose.drug in opening and dose.started_at is not None and dose.started_at <= scenario.now
    ]
    return max(starts, default=None)


def opens_window(catalogue: Catalogue, drug: str, window: str) -> bool:
    """Whether a dose of the drug opens the window; an unknown drug opens every window."""
    known = catalogue.drugs.get(drug)
    return known is None or any(spec.id == window for spec in known.windows)


def _distinct_specs(catalogue: Catalogue) -> dict[WindowSpec, WindowSpec]:
    """Each window as the drug files open it, once, whatever sources they name for it."""
    every = (spec for drug in catalogue.drugs.values() for spec in drug.windows)
    return {_plain(spec): spec for spec in every}


def _plain(spec: WindowSpec) -> WindowSpec:
    return replace(spec, sources=())


def _opening_drugs(drugs: set[str], plain: WindowSpec, catalogue: Catalogue) -> set[str]:
    """Which of the drugs open it; one not known, or whose file is left out, opens all windows."""

    def opens(id: str) -> bool:
        drug = catalogue.drugs.get(id)
        return drug is None or any(_plain(other) == plain for other in drug.windows)

    return {id for id in drugs if opens(id)}


def _lasting(doses: list[Dose], spec: WindowSpec, since: datetime) -> list[Dose]:
    """The doses whose window can still be open at `since`."""
    if spec.to_hours is None:
        return doses
    hours = max(spec.to_hours, spec.early_to_hours or 0, spec.nervous_to_hours or 0)
    first = since - timedelta(hours=hours)
    return [dose for dose in doses if dose.started_at is None or dose.started_at >= first]


def _early_doses(
    doses: list[Dose], spec: WindowSpec, specs: dict[WindowSpec, WindowSpec], catalogue: Catalogue
) -> set[str]:
    counted = spec if spec.early_doses is not None else _parent(spec, specs)
    if counted is None or counted.early_doses is None:
        return set()
    timed = sorted((d.started_at, d.key) for d in doses if d.started_at is not None)
    owners = (drug for drug in catalogue.drugs.values() if counted in drug.windows)
    gaps = next((drug.restart_gaps for drug in owners if drug.restart_gaps), ())
    numbers = restart_count(tuple(start for start, _ in timed), gaps)
    early = {key for (_, key), number in zip(timed, numbers, strict=True) if number <= counted.early_doses}
    return early | {dose.key for dose in doses if dose.started_at is None}


def _parent(spec: WindowSpec, specs: dict[WindowSpec, WindowSpec]) -> WindowSpec | None:
    return next((other for other in specs.values() if other.id == spec.after), None)


def _by_dose(dose: Dose, spec: WindowSpec, specs: dict[WindowSpec, WindowSpec], *, early: bool) -> Exposure:
    start = dose.started_at
    if start is None:
        return Exposure(spec.id, dose.drug, None, None, None, early=early)
    parent = _parent(spec, specs)
    opened_at = start if parent is None else start + timedelta(hours=_length(parent, early=early) or 0)
    length = _length(spec, early=early)
    others_until = None if length is None else start + timedelta(hours=length)
    closes_at = others_until
    if spec.nervous_to_hours is not None:
        closes_at = start + timedelta(hours=spec.nervous_to_hours)
    return Exposure(spec.id, dose.drug, opened_at, closes_at, others_until, early=early)


def _length(spec: WindowSpec, *, early: bool) -> int | None:
    return spec.early_to_hours if early and spec.early_to_hours is not None else spec.to_hours


def _reopened(spec: WindowSpec, doses: list[Dose], fevers: Iterable[Reading]) -> Iterable[Exposure]:
    if spec.reopened_hours is None or not doses:
        return
    for fever in fevers:
        before = [d for d in doses if d.started_at is None or d.started_at <= fever.at]
        if before:
            until = fever.at + timedelta(hours=spec.reopened_hours)
            drug = max(before, key=_newest).drug
            yield Exposure(spec.id, drug, fever.at, until, until, early=True, reopened_by=fever.key)


def _newest(dose: Dose) -> tuple[bool, float, str]:
    start = dose.started_at
    return start is not None, 0.0 if start is None else start.timestamp(), dose.drug


def _unclaimed(given: list[Dose], claimed: set[str], catalogue: Catalogue) -> Iterable[Exposure]:
    """What no drug file in use opens: the one that is left out may say so, and for how long is not known."""
    for window in catalogue.windows.values():
        if window.id in claimed or window.after_radiation is not None:
            continue
        for dose in given:
            if dose.drug not in catalogue.drugs:
                yield Exposure(window.id, dose.drug, dose.started_at, None, None, early=True)


def _after_radiation(ended: date | None, catalogue: Catalogue) -> Iterable[Exposure]:
    if ended is None:
        return
    for window in catalogue.windows.values():
        if window.after_radiation is not None:
            until = datetime.combine(ended, time(), UTC) + window.after_radiation
            yield Exposure(window.id, None, None, until, until)
