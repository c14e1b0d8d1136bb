"""What was told and could not be saved: it is judged all the same, and its alerts wait for a working disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from companion.core.alerts import Alert, AlertEvent
from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.scenario import Dose, Scenario

Piece = SymptomReport | Reading | MedicineTaken | Dose
Told = TypeVar("Told", SymptomReport, Reading, MedicineTaken, Dose)
ONE_TELLING = timedelta(minutes=15)


@dataclass(slots=True)
class Unsaved:
    """Pieces and alerts by key; who tries again soon to save the same words tells no second report."""

    pieces: dict[str, Piece] = field(default_factory=dict)
    alerts: dict[str, Alert] = field(default_factory=dict)

    def as_it_is(self) -> Unsaved:
        """The same at this moment, for another thread."""
        return Unsaved(dict(self.pieces), dict(self.alerts))

    def keep(self, piece: Piece) -> None:
        """Count this from now on; the same thing told again soon keeps its first key and moment."""
        if self._told_before(piece) is None:
            self.pieces[piece.key] = piece

    def same_as(self, piece: Told) -> Told:
        """What was told shortly before in the same words, else the piece itself."""
        before = self._told_before(piece)
        return before if isinstance(before, type(piece)) else piece

    def _told_before(self, piece: Piece) -> Piece | None:
        return next((one for one in self.pieces.values() if _is_one_telling(one, piece)), None)

    def added_to(self, scenario: Scenario) -> Scenario:
        """What is stored, and what could not be and had been told by the scenario's moment."""
        if not self.pieces:
            return scenario
        keys = _keys(scenario)
        kept = {
            key: piece
            for key, piece in self.pieces.items()
            if key not in keys and _was_told(piece, scenario.now)
        }
        return replace(
            scenario,
            doses=(*scenario.doses, *_of(Dose, kept)),
            reports=(*scenario.reports, *_of(SymptomReport, kept)),
            readings=(*scenario.readings, *_of(Reading, kept)),
            medicines=(*scenario.medicines, *_of(MedicineTaken, kept)),
        )

    def reports(self) -> tuple[SymptomReport, ...]:
        """Answers that could not be saved."""
        return _of(SymptomReport, self.pieces)

    def readings(self) -> tuple[Reading, ...]:
        """Readings that could not be saved."""
        return _of(Reading, self.pieces)

    def medicines(self) -> tuple[MedicineTaken, ...]:
        """Medicines taken that could not be saved."""
        return _of(MedicineTaken, self.pieces)

    def raise_alert(self, alert: Alert, event: AlertEvent | None) -> None:
        """Keep an alert as it is now, with what happened to it."""
        self.alerts[alert.id] = alert if event is None else replace(alert, events=(*alert.events, event))

    def over(self, stored: tuple[Alert, ...]) -> tuple[Alert, ...]:
        """The stored alerts as they stand now, and those that could not be stored."""
        known = {alert.id for alert in stored}
        return (
            *(self._newest(alert) for alert in stored),
            *(alert for id, alert in self.alerts.items() if id not in known),
        )

    def _newest(self, stored: Alert) -> Alert:
        waiting = self.alerts.get(stored.id)
        if waiting is None:
            return stored
        more = (event for event in waiting.events if event not in stored.events)
        return replace(waiting, events=(*stored.events, *more))

    def let_go(self, saved: Iterable[Piece]) -> None:
        """The alerts are stored now, and these; what was told and never saved goes on counting."""
        self.alerts.clear()
        for piece in saved:
            before = self._told_before(piece)
            if before is not None:
                del self.pieces[before.key]


def _keys(scenario: Scenario) -> set[str]:
    pieces: tuple[Piece, ...] = (
        *scenario.doses,
        *scenario.reports,
        *scenario.readings,
        *scenario.medicines,
    )
    return {piece.key for piece in pieces}


def _of(kind: type[Told], pieces: Mapping[str, Piece]) -> tuple[Told, ...]:
    return tuple(piece for piece in pieces.values() if isinstance(piece, kind))


def _was_told(piece: Piece, now: datetime) -> bool:
    """A dose may lie ahead; nothing else in a scenario does."""
    return isinstance(piece, Dose) or piece.at <= now


def _is_one_telling(first: Piece, again: Piece) -> bool:
    if _what_it_says(first) != _what_it_says(again):
        return False
    if isinstance(first, Dose) or isinstance(again, Dose):
        return True
    return abs(again.at - first.at) <= ONE_TELLING


def _what_it_says(piece: Piece) -> object:
    match piece:
        case SymptomReport():
            return ("report", piece.symptom, piece.severity, piece.signs, piece.by)
        case Reading():
            return ("reading", piece.kind, piece.value, piece.unit, piece.by)
        case MedicineTaken():
            return ("medicine", piece.medicine, piece.name)
        case Dose():
            return ("dose", piece.drug, piece.started_at)
