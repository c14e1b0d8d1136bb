"""Putting the diary right: a piece corrected or taken out is judged anew, and each step can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never
from uuid import uuid4

from companion.core.changes import Part
from companion.core.diary import EntryState, MedicineTaken, Reading, SymptomReport
from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.services.journal import Journal
from companion.services.now_questions import NowQuestions
from companion.services.topics import Topic
from companion.stores.changes import ChangesStore
from companion.stores.corrections import CorrectionsStore
from companion.stores.shelf import Shelf

Piece = SymptomReport | Reading | MedicineTaken


@dataclass(frozen=True, slots=True)
class PutBack:
    """Something was changed or taken out: what stood before stands again."""

    change: str


@dataclass(frozen=True, slots=True)
class TakeOut:
    """Something was added: it is taken out again."""

    pieces: tuple[tuple[Part, str], ...]


@dataclass(frozen=True, slots=True)
class Reopen:
    """An entry was finished: it goes on being filled in."""

    entry: str


Undo = PutBack | TakeOut | Reopen


@dataclass(frozen=True, slots=True)
class Corrections:
    """Every verb returns after COMMIT, or raises UserCanFix and has saved nothing."""

    journal: Journal
    shelf: Shelf
    now: Callable[[], datetime]
    now_questions: NowQuestions

    def correct(self, piece: Piece, *, by: Reporter) -> PutBack | None:
        """Let the piece with this key say this; how that is undone, None where nothing was different."""
        if piece.at > self.now():
            raise UserCanFix("diary.in_future")
        store, at = CorrectionsStore(self.shelf.db), self.now()
        # Where it cannot be saved it counts beside what stands there, and not for it.
        with self.journal.judged(*_topics(part_of(piece)), unsaved=(replace(piece, key=str(uuid4())),)):
            match piece:
                case SymptomReport():
                    differs = store.answer(piece, at=at, by=by)
                case Reading():
                    differs = store.reading(piece, at=at, by=by)
                case MedicineTaken():
                    differs = store.medicine(piece, at=at, by=by)
            if differs:
                self.now_questions.wait_for(piece)
        return self.last_change(part_of(piece), piece.key) if differs else None

    def delete(self, part: Part, key: str, *, by: Reporter) -> PutBack | None:
        """Take a piece, or with `Part.NOTE` a whole entry, out of the diary; its history keeps it."""
        with self.journal.judged(*_topics(part)):
            change = ChangesStore(self.shelf.db).remove(part, key, at=self.now(), by=by)
        return None if change is None else PutBack(change)

    def last_change(self, part: Part, key: str) -> PutBack | None:
        """How the newest change of a piece is undone; None where it was never changed."""
        change = ChangesStore(self.shelf.db).newest_of(part, key)
        return None if change is None else PutBack(change)

    def undo(self, undo: Undo, *, by: Reporter) -> None:
        """Take one step back."""
        store, at = ChangesStore(self.shelf.db), self.now()
        match undo:
            case PutBack():
                with self.journal.judged(*_topics(store.part_of(undo.change))):
                    store.put_back(undo.change, at=at, by=by)
            case TakeOut():
                with self.journal.judged(*_topics(*(part for part, _ in undo.pieces))):
                    for part, key in undo.pieces:
                        store.remove(part, key, at=at, by=by)
            case Reopen():
                with self.journal.judged(Topic.DIARY):
                    self.shelf.diary.set_state(undo.entry, EntryState.DRAFT, at=at, by=by)
            case never:
                assert_never(never)


def part_of(piece: Piece) -> Part:
    """What kind of piece it is."""
    match piece:
        case SymptomReport():
            return Part.ANSWER
        case Reading():
            return Part.READING
        case MedicineTaken():
            return Part.MEDICINE
        case never:
            assert_never(never)


def topics_of(part: Part) -> tuple[Topic, ...]:
    """What is announced when a part of the diary changes."""
    match part:
        case Part.NOTE | Part.ANSWER | Part.READING | Part.PHOTO:
            return (Topic.DIARY,)
        case Part.MEDICINE:
            return (Topic.DIARY, Topic.MEDICINES)
        case Part.DOSE | Part.TREATMENT:
            return (Topic.TREATMENT,)
        case Part.PLAN:
            return (Topic.MEDICINES,)
        case never:
            assert_never(never)


def _topics(*parts: Part) -> tuple[Topic, ...]:
    return tuple(dict.fromkeys(topic for part in parts for topic in topics_of(part)))
