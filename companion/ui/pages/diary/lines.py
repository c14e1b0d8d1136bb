"""How what stands in the diary is put into lines."""

from __future__ import annotations

from datetime import datetime

from companion.core.diary import Entry, EntryState, MedicineTaken, Reading, SymptomReport
from companion.core.levels import Reporter
from companion.core.photos import Photo
from companion.core.treatment import DoseGiven
from companion.core.units import ReadingKind
from companion.ui.context import Context

_HEADS = {
    EntryState.FINISHED: "diary.entry_finished",
    EntryState.UNFINISHED: "diary.entry_unfinished",
    EntryState.DRAFT: "diary.entry_draft",
}
_LATER = {
    EntryState.FINISHED: "diary.later_finished",
    EntryState.UNFINISHED: "diary.later_unfinished",
    EntryState.DRAFT: "diary.later_draft",
}


class Lines:
    """Lines in the words, the units and the clock of this person, as set when it is made."""

    def __init__(self, context: Context) -> None:
        self._words = context.words
        self._catalogue = context.catalogue
        self.formats = context.formats()
        self._name = context.record.person().name
        self._softened = context.record.softened()

    def clock(self, moment: datetime) -> str:
        """The time of day."""
        return self.formats.clock(self.formats.local(moment).time())

    def who(self, by: Reporter) -> str:
        """Who gave an answer, within a sentence."""
        if by is Reporter.CAREGIVER:
            return self._words("diary.who_caregiver")
        return self._name or self._words("diary.who_patient")

    def entry(self, entry: Entry) -> str:
        """When an entry was written, by whom, and whether it was left unfinished."""
        who = self.who(entry.by)
        if self.formats.day_of(entry.started_at) == entry.day:
            return self._words(_HEADS[entry.state], time=self.clock(entry.started_at), who=who)
        # Written on a later day, or after midnight.
        later = self.formats.local(entry.started_at)
        day, clock = self.formats.short_day(later.date()), self.formats.clock(later.time())
        moment = self._words("calendar.day_and_time", day=day, time=clock)
        return self._words(_LATER[entry.state], moment=moment, who=who)

    def symptom(self, id: str) -> str:
        """The name of a symptom; one whose file is gone is said so."""
        known = self._catalogue.symptoms.get(id)
        return self._words.written(known.words.name) if known else self._words("diary.unknown_symptom")

    def report(self, report: SymptomReport, *, entered_by: Reporter) -> str:
        """One answer; by whom, where that is not the one who entered the rest."""
        return self._words(
            "diary.report" if report.by is entered_by else "diary.report_by",
            name=self.symptom(report.symptom),
            severity=self._severity(report),
            time=self.clock(report.at),
            who=self.who(report.by),
        )

    def said(self, report: SymptomReport) -> str:
        """A symptom and how bad it was, within a list."""
        return self._words("diary.said", name=self.symptom(report.symptom), severity=self._severity(report))

    def _severity(self, report: SymptomReport) -> str:
        severity = self._words(f"severity.{report.severity.value}")
        if report.count is None:
            return severity
        return self._words("diary.counted", severity=severity, n=report.count)

    def signs(self, report: SymptomReport) -> tuple[str, ...]:
        """The follow-up questions answered with yes."""
        known = self._catalogue.symptoms.get(report.symptom)
        return tuple(
            self._words("diary.sign_yes", question=self._words.written(sign.question))
            for sign in (known.signs if known else ())
            if sign.id in report.signs
        )

    def softened(self, report: SymptomReport) -> tuple[str, ...]:
        """That an answer is usual or known, while it is still judged and that is why nothing was asked."""
        softened = self._softened.get(report.key)
        return () if softened is None else (self._words.written(softened.why),)

    def reading(self, reading: Reading, *, entered_by: Reporter | None = None) -> str:
        """One reading in both units; by whom, where that is not the one who entered the rest."""
        kind = self._catalogue.readings.get(reading.kind)
        if kind is None:
            return self._words("diary.unknown_reading", value=reading.value, time=self.clock(reading.at))
        return self._words(
            "diary.reading" if entered_by in (None, reading.by) else "diary.reading_by",
            who=self.who(reading.by),
            name=self._words.written(kind.words.name),
            reading=self.formats.reading(reading.value, reading.unit, kind),
            time=self.clock(reading.at),
        )

    def measured(self, reading: Reading, kind: ReadingKind) -> str:
        """One reading under its own heading."""
        shown = self.formats.reading(reading.value, reading.unit, kind)
        return self._words("diary.measured", reading=shown, time=self.clock(reading.at))

    def medicine(self, taken: MedicineTaken, now: datetime) -> str:
        """A medicine with when it was taken."""
        name = self.medicine_name(taken)
        when = self.formats.moment(taken.at, now)
        return self._words("diary.medicine", name=name, moment=when, who=self.who(taken.by))

    def medicine_name(self, taken: MedicineTaken) -> str:
        """The name of a medicine that was taken."""
        return taken.name if taken.medicine is None else self._words.written(taken.name)

    def photo(self, photo: Photo) -> str:
        """A picture in words, as a screen reader says it."""
        moment = self.formats.short_day(photo.day)
        if not photo.caption:
            return self._words("photos.without_caption", day=moment)
        return self._words("photos.with_caption", day=moment, caption=photo.caption)

    def dose(self, dose: DoseGiven) -> str:
        """A dose that was given."""
        drug = self._catalogue.drugs.get(dose.drug or "")
        name = self._words.written(drug.words.name) if drug else self._words("diary.unknown_drug")
        if dose.started_at is None:
            return self._words("diary.dose_without_time", name=name, amount=dose.amount)
        return self._words("diary.dose", name=name, amount=dose.amount, time=self.clock(dose.started_at))
