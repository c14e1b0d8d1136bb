"""Where a person is among the steps of one diary entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from companion.core.half_typed import HalfTyped
from companion.core.units import ReadingKind
from companion.ui.pages.diary.filling import Filling

_AT: Final = "at"


class Stage(Enum):
    """What kind of step it is."""

    CHOOSE = "choose"
    QUESTION = "question"
    CHECK = "check"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Place:
    """One step; a question names its symptom."""

    stage: Stage
    symptom: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """The steps of one entry in their order; with `only` there is one, for one reading."""

    filling: Filling
    only: ReadingKind | None

    def symptoms(self) -> tuple[str, ...]:
        """What is asked about, as far as its file is there."""
        known = self.filling.context.catalogue.symptoms
        return tuple(id for id in self.filling.symptoms() if id in known)

    def places(self) -> tuple[Place, ...]:
        """All steps as things stand now."""
        if self.only is not None:
            return (Place(Stage.MEASURE),)
        questions = (Place(Stage.QUESTION, symptom) for symptom in self.symptoms())
        return (Place(Stage.CHOOSE), *questions, Place(Stage.CHECK))

    def half_at(self, place: Place, fields: Mapping[str, str]) -> HalfTyped | None:
        """What is half typed at a place, with the moment it is about; None where nothing is."""
        if not fields:
            return None
        at = self.filling.at
        about = {} if at is None else {_AT: at.isoformat()}
        subject = self.only.id if self.only is not None else place.symptom
        return HalfTyped(self.filling.on, place.stage.value, subject, self.filling.by, {**fields, **about})

    def place_of_half(self, half: HalfTyped) -> Place | None:
        """Where something half typed belongs; None where it is of another day, or of none of these steps.

        Of a past day it brings its time along; without one nothing may be answered.
        """
        place = place_of(half.stage, "" if self.only is not None else half.subject)
        other = self.only is not None and half.subject != self.only.id
        if half.day != self.filling.on or place not in self.places() or other:
            return None
        if self.filling.asks_when:
            self.filling.at = read_moment(half.fields.get(_AT, "")) or self.filling.at
            return place if self.filling.at is not None else None
        return place

    def first_open(self) -> Place:
        """Where a draft goes on: the first question without an answer; a past day first needs its time."""
        if self.only is not None:
            return Place(Stage.MEASURE)
        no_moment = self.filling.asks_when and self.filling.at is None
        if no_moment or (self.filling.is_empty() and not self.symptoms()):
            return Place(Stage.CHOOSE)
        return self.first_unanswered() or Place(Stage.CHECK)

    def first_unanswered(self) -> Place | None:
        """The first question that nobody answered yet."""
        for symptom in self.filling.unanswered():
            if symptom in self.symptoms():
                return Place(Stage.QUESTION, symptom)
        return None


def place_of(stage: str, symptom: str) -> Place | None:
    """A place as it was kept; None where there is no such stage."""
    try:
        found = Stage(stage)
    except ValueError:
        return None
    return Place(found, symptom if found is Stage.QUESTION else "")


def read_moment(text: str) -> datetime | None:
    """A moment as it was kept."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
