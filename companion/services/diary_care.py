"""What the diary page can do beyond writing an answer down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from companion.services.alert_watch import AlertWatch
from companion.services.corrections import Corrections
from companion.services.half_typed import HalfTypedAnswers
from companion.services.journal import Journal
from companion.services.now_questions import NowQuestions
from companion.services.past_days import PastDays
from companion.services.photos import Photos
from companion.services.record import Record
from companion.stores.shelf import Shelf


@dataclass(frozen=True, slots=True)
class DiaryCare:
    """The services of the diary page that no other page needs."""

    corrections: Corrections
    past_days: PastDays
    now_questions: NowQuestions
    half_typed: HalfTypedAnswers
    photos: Photos

    @classmethod
    def over(
        cls,
        journal: Journal,
        record: Record,
        shelf: Shelf,
        watch: AlertWatch,
        now: Callable[[], datetime],
    ) -> DiaryCare:
        """The services over one open diary."""
        now_questions = NowQuestions(journal, shelf, watch, now)
        return cls(
            corrections=Corrections(journal, shelf, now, now_questions),
            past_days=PastDays(journal, shelf, now_questions, now),
            now_questions=now_questions,
            half_typed=HalfTypedAnswers(journal, shelf, now),
            photos=Photos(journal, shelf, now),
        )
