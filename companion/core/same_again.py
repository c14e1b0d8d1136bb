"""Same as yesterday: which answers may stand again as they were, and which must be asked anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from companion.core.catalogue import Catalogue
from companion.core.diary import SymptomReport
from companion.core.levels import Reporter, Severity


@dataclass(frozen=True, slots=True)
class SameAgain:
    """`reports` are the answers as they were; `asked` are symptoms whose answer may not be repeated."""

    reports: tuple[SymptomReport, ...]
    asked: tuple[str, ...]


def same_again(reports: Iterable[SymptomReport], by: Reporter, catalogue: Catalogue) -> SameAgain | None:
    """What of one day's answers `by` may give again with one press; None where nothing is.

    Only mild and moderate answers of symptoms whose file allows it, without a sign, at a level that does not
    interrupt in any window; and only where nobody else found it worse. All else there was is asked anew.
    """
    newest: dict[tuple[str, Reporter], SymptomReport] = {}
    for report in sorted(reports, key=lambda one: one.at):
        newest[report.symptom, report.by] = report
    had = {one.symptom: one for one in newest.values() if one.severity is not Severity.NONE or one.signs}
    again, asked = [], []
    for symptom in had:
        if symptom not in catalogue.symptoms:
            continue
        own = newest.get((symptom, by))
        told = [one for (id, _), one in newest.items() if id == symptom]
        if own is not None and all(_may_be_repeated(one, own, catalogue) for one in told):
            again.append(own)
        else:
            asked.append(symptom)
    return SameAgain(tuple(again), tuple(asked)) if again else None


def _may_be_repeated(told: SymptomReport, own: SymptomReport, catalogue: Catalogue) -> bool:
    symptom = catalogue.symptoms[told.symptom]
    if not symptom.may_repeat or told.signs or told.severity.steps > own.severity.steps:
        return False
    if told.severity is Severity.NONE:
        return True
    if told.severity not in (Severity.MILD, Severity.MODERATE):
        return False
    step, interrupts_from = told.severity.steps - 1, catalogue.alert_policy.interrupts_from
    return all(levels[step] < interrupts_from for levels in symptom.levels.values())
