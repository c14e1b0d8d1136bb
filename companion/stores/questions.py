"""Questions for the team, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from companion.core.levels import Reporter
from companion.core.questions import Question
from companion.stores import rows
from companion.stores.columns import (
    Row,
    clean,
    from_moment,
    from_optional_moment,
    to_moment,
    to_optional_moment,
)
from companion.stores.seam import Database
from companion.stores.tables import QUESTIONS


@dataclass(frozen=True, slots=True)
class QuestionsStore:
    """A question that changes is saved under its id again; the history keeps what it was."""

    db: Database

    def questions(self) -> tuple[Question, ...]:
        """All that are not removed, in the order in which they were noted."""
        sql = f"SELECT * FROM {QUESTIONS} WHERE deleted_at IS NULL ORDER BY noted_at, rowid"
        return rows.values(rows.select(self.db, sql), _question)

    def question(self, id: str) -> Question | None:
        """One question, removed or not."""
        row = rows.find(self.db, QUESTIONS, id)
        return None if row is None else rows.values([row], _question)[0]

    def save(self, question: Question, *, at: datetime, by: Reporter) -> None:
        columns = {
            "text": clean(question.text),
            "about": clean(question.about),
            "noted_at": from_moment(question.noted_at),
            "asked_at": from_optional_moment(question.asked_at),
            "answer": clean(question.answer),
            "entered_by": question.by.value,
            "deleted_at": None,
        }
        rows.save(self.db, QUESTIONS, question.id, columns, at=at, by=by)

    def remove(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.remove(self.db, QUESTIONS, id, at=at, by=by)

    def restore(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.restore(self.db, QUESTIONS, id, at=at, by=by)


def _question(row: Row) -> Question:
    return Question(
        id=row["id"],
        text=row["text"],
        noted_at=to_moment(row["noted_at"]),
        by=Reporter(row["entered_by"]),
        about=row["about"],
        asked_at=to_optional_moment(row["asked_at"]),
        answer=row["answer"],
    )
