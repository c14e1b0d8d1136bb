"""What a due thing is about, as one sentence for the person who owns the diary; never for a locked screen."""

from __future__ import annotations

from datetime import datetime

from companion.core.appointment_dues import appointment_of
from companion.core.catalogue import Catalogue
from companion.core.infusion_dues import dose_of
from companion.core.notices import Due, NoticeKind
from companion.core.plan import versions_of
from companion.core.words import Words
from companion.services.record import Record
from companion.stores.shelf import Shelf

_A_YEAR = 366


class DueWords:
    """Names what can be named; what was deleted meanwhile is told without its name."""

    def __init__(self, shelf: Shelf, record: Record, catalogue: Catalogue, words: Words) -> None:
        self._shelf = shelf
        self._record = record
        self._catalogue = catalogue
        self._words = words

    def sentence(self, due: Due) -> str:
        """What it is and when."""
        words = self._words
        match due.kind:
            case NoticeKind.DIARY:
                return words("due.diary", moment=self._moment(due.due_at))
            case NoticeKind.WATCH_CHECK:
                return words("due.watch_check", moment=self._moment(due.due_at))
            case NoticeKind.MEDICINE:
                name, moment = self._medicine(due), self._moment(due.due_at)
                if name is None:
                    return words("due.medicine_unnamed", moment=moment)
                return words("due.medicine", name=name, moment=moment)
            case NoticeKind.REFILL:
                name = self._medicine(due)
                return words("due.refill_unnamed") if name is None else words("due.refill", name=name)
            case NoticeKind.INFUSION:
                return self._coming("due.infusion", self._infusion(due))
            case NoticeKind.APPOINTMENT:
                return self._coming("due.appointment", self._appointment(due))
            case NoticeKind.ALERT:
                return words("due.alert")

    def title(self, due: Due) -> str:
        """What it is, for an event that stands at its time: without a moment, and not yet over."""
        words = self._words
        match due.kind:
            case NoticeKind.DIARY:
                return words("calendar_file.diary")
            case NoticeKind.WATCH_CHECK:
                return words("calendar_file.watch_check")
            case NoticeKind.MEDICINE:
                name = self._medicine(due)
                if name is None:
                    return words("calendar_file.medicine_unnamed")
                return words("calendar_file.medicine", name=name)
            case _:
                return self.sentence(due)

    def _coming(self, key: str, what: tuple[str, datetime] | None) -> str:
        if what is None:
            return self._words(f"{key}_unnamed")
        name, starts_at = what
        if starts_at <= self._record.now():
            return self._words(f"{key}_over", name=name, moment=self._moment(starts_at))
        return self._words(key, name=name, moment=self._moment(starts_at))

    def _medicine(self, due: Due) -> str | None:
        plan_id = due.plan.partition(".")[2].rpartition(".")[0]
        found = versions_of(self._shelf.medicine_plans.plans(), plan_id)
        return found[-1].name if found else None

    def _appointment(self, due: Due) -> tuple[str, datetime] | None:
        id = appointment_of(due.plan)
        found = None if id is None else self._shelf.appointments.appointment(id)
        if found is None:
            return None
        kind = self._catalogue.appointment_kinds.get(found.kind)
        name = found.title or (self._words.written(kind.words.name) if kind is not None else "")
        return (name, found.starts_at) if name else None

    def _infusion(self, due: Due) -> tuple[str, datetime] | None:
        dose = dose_of(due.plan)
        if dose is None:
            return None
        for row in self._record.upcoming(days_ahead=_A_YEAR):
            if (row.treatment.id, row.planned.ordinal) == dose:
                drug = self._catalogue.drugs.get(row.planned.drug)
                name = row.planned.drug if drug is None else self._words.written(drug.words.name)
                return name, row.planned.starts_at
        return None

    def _moment(self, moment: datetime) -> str:
        return self._record.formats().moment(moment, self._record.now())
