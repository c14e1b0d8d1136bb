"""The knowledge of resources/ as one immutable value; what is broken is left out and named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from companion.core.alert_policy import SAFE, AlertPolicy
from companion.core.appointments import AppointmentKind
from companion.core.cases import RuleCase
from companion.core.checklist import ChecklistItem
from companion.core.diary_times import SAFE as SAFE_DIARY_TIMES
from companion.core.diary_times import DiaryTimes
from companion.core.drugs import Drug
from companion.core.errors import DataIsBroken
from companion.core.licences import Licence
from companion.core.medicine_timing import MedicineTiming
from companion.core.medicines import Medicine, medicine_like
from companion.core.pages import Page
from companion.core.reminder_policy import SAFE as SAFE_REMINDERS
from companion.core.reminder_policy import ReminderPolicy
from companion.core.rules import (
    FeverRule,
    FloorRule,
    KnownRule,
    LookBackRule,
    PairRule,
    PolicyRule,
    ReadingRule,
    Rule,
    UsualRule,
    WorseningRule,
)
from companion.core.sources import Source
from companion.core.symptoms import Symptom
from companion.core.team_sheet import TeamSheetSpec
from companion.core.thinking_check import ThinkingCheck
from companion.core.units import ReadingKind
from companion.core.watch_spec import WatchSpec
from companion.core.windows import WindowMeaning

Kind = TypeVar("Kind", bound=Rule)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A rule or file that is not in use: its name, and why; `judges` is False for a page of Learn."""

    name: str
    complaint: DataIsBroken | None
    failed_case: str = ""
    judges: bool = True


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All knowledge in use. Mappings are keyed by id; `cases` by rule id ("symptom.rash", "pulse")."""

    symptoms: Mapping[str, Symptom]
    drugs: Mapping[str, Drug]
    medicines: Mapping[str, Medicine]
    readings: Mapping[str, ReadingKind]
    windows: Mapping[str, WindowMeaning]
    watches: Mapping[str, WatchSpec]
    rules: Mapping[str, Rule]
    sources: Mapping[str, Source]
    pages: Mapping[str, Page]
    cases: Mapping[str, tuple[RuleCase, ...]]
    left_out: tuple[LeftOut, ...] = ()
    team_sheet: TeamSheetSpec | None = None
    thinking_check: ThinkingCheck | None = None
    medicine_timing: MedicineTiming | None = None
    reminders: ReminderPolicy = SAFE_REMINDERS
    appointment_kinds: Mapping[str, AppointmentKind] = field(default_factory=dict)
    checklist: tuple[ChecklistItem, ...] = ()
    diary_times: DiaryTimes = SAFE_DIARY_TIMES
    licences: tuple[Licence, ...] = ()

    @property
    def fever(self) -> FeverRule | None:
        """What a fever reading is."""
        return self._only(FeverRule)

    @property
    def look_back(self) -> timedelta | None:
        """How far back reports are judged; None means that nothing can be judged."""
        rule = self._only(LookBackRule)
        return rule.span if rule else None

    @property
    def pair(self) -> PairRule | None:
        """Two at one level together."""
        return self._only(PairRule)

    @property
    def worsening(self) -> WorseningRule | None:
        """Much worse than lately."""
        return self._only(WorseningRule)

    @property
    def usual(self) -> UsualRule | None:
        """What the person lives with."""
        return self._only(UsualRule)

    @property
    def known(self) -> KnownRule | None:
        """What the team knows of."""
        return self._only(KnownRule)

    @property
    def alert_policy(self) -> AlertPolicy:
        """Which levels are listed, become alerts and interrupt; safe where no file says so."""
        rule = self._only(PolicyRule)
        return rule.policy if rule else SAFE

    @property
    def floors(self) -> tuple[FloorRule, ...]:
        """Levels that symptoms named by the source have at least, while a window is open."""
        return tuple(rule for rule in self.rules.values() if isinstance(rule, FloorRule))

    def reading_rules(self, kind: str) -> tuple[ReadingRule, ...]:
        """The rules that judge one kind of reading."""
        return tuple(r for r in self.rules.values() if isinstance(r, ReadingRule) and r.reading == kind)

    def medicine(self, id: str | None, name: str) -> Medicine | None:
        """The medicine with this id, or else the one that the name says, also with a slip in it."""
        return self.medicines.get(id or "") or medicine_like(name, self.medicines.values())

    def past_review(self, today: date) -> tuple[str, ...]:
        """All that judges and whose review date has passed; it goes on judging."""
        due = {symptom_rule(symptom.id): symptom.review_by for symptom in self.symptoms.values()}
        due |= {rule.about.id: rule.about.review_by for rule in self.rules.values()}
        due |= {f"drug.{drug.id}": drug.review_by for drug in self.drugs.values()}
        due |= {f"medicine.{medicine.id}": medicine.review_by for medicine in self.medicines.values()}
        due |= {f"watch.{watch.id}": watch.review_by for watch in self.watches.values()}
        return tuple(name for name, review_by in due.items() if review_by < today)

    def _only(self, kind: type[Kind]) -> Kind | None:
        return next((rule for rule in self.rules.values() if isinstance(rule, kind)), None)


def symptom_rule(symptom: str) -> str:
    """The rule id under which a symptom file judges."""
    return f"symptom.{symptom}"
