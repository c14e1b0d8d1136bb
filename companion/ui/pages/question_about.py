"""Where a question for the team came from: an alert, a page of Learn, a symptom, and who noted it when."""

from __future__ import annotations

from companion.core.levels import Reporter
from companion.core.questions import Question
from companion.ui.context import Context

_ALERT, _PAGE, _SYMPTOM = "alert", "page", "symptom"


def beginning_of(subject: str | None, context: Context) -> str:
    """How a question about an alert, a page of Learn or a symptom begins; empty for anything else."""
    name = _name_of(subject or "", context)
    return context.words("questions.begins", about=name) if name else ""


def about_lines(question: Question, context: Context) -> tuple[str, ...]:
    """When a question was noted and by whom, what it is about, and when it was asked."""
    words, formats, now = context.words, context.formats(), context.record.now()
    noted = words(
        "questions.noted",
        moment=formats.moment(question.noted_at, now),
        who=words("diary.who_caregiver")
        if question.by is Reporter.CAREGIVER
        else context.record.person().name or words("diary.who_patient"),
    )
    about = _name_of(question.about, context)
    asked = question.asked_at
    return (
        noted,
        *((words("questions.about", about=about),) if about else ()),
        *((words("questions.was_asked", moment=formats.moment(asked, now)),) if asked is not None else ()),
    )


def _name_of(subject: str, context: Context) -> str:
    kind, _, id = subject.partition(":")
    words, catalogue = context.words, context.catalogue
    if kind == _ALERT:
        alert = next((one for one in context.record.alerts() if one.id == id), None)
        if alert is not None:
            moment = context.formats().moment(alert.raised_at, context.record.now())
            level = words(f"levels.{alert.level.value}_short")
            return words("questions.the_alert", level=level, moment=moment)
    if kind == _PAGE and id in catalogue.pages:
        return words.written(catalogue.pages[id].title)
    if kind == _SYMPTOM and id in catalogue.symptoms:
        return words.written(catalogue.symptoms[id].words.name)
    return ""
