"""The paper log of the hours after an infusion: the times are filled in, the rest is written by hand."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.catalogue import Catalogue
from companion.core.errors import UserCanFix
from companion.core.formats import Formats
from companion.core.levels import Severity
from companion.core.paper_facts import Standing
from companion.share.paper_parts import Fact, page_of
from companion.share.paper_wording import drug_name, full_moment, short_moment
from companion.share.warning_signs import fever_sentence

_SPARE_ROWS = 3
_SCALE = (Severity.NONE, Severity.MILD, Severity.MODERATE, Severity.SEVERE)


@dataclass(frozen=True, slots=True)
class PaperLog:
    """What stands on it: a column for each reading and sign, a row for each time, and spare ones."""

    title: str
    subtitle: str
    facts: tuple[Fact, ...]
    how: str
    if_later: str
    scale: str
    call: str
    time_head: str
    reading_heads: tuple[str, ...]
    sign_heads: tuple[str, ...]
    note_head: str
    times: tuple[str, ...]
    spare: int
    afterwards: str
    foot: str
    page_of: str


def paper_log(standing: Standing, catalogue: Catalogue, formats: Formats) -> PaperLog:
    """The log of the dose that is watched, or of the next one; UserCanFix where no dose is watched."""
    words, watched = formats.words, standing.watched
    if watched is None:
        raise UserCanFix("paper_log.no_watch")
    drug, moment = drug_name(watched.drug, catalogue, formats), full_moment(watched.started_at, formats)
    key = "paper_log.after_given" if watched.is_given else "paper_log.after_planned"
    contacts, fever = standing.contacts, fever_sentence(standing, catalogue, formats)
    facts = (
        Fact(words("paper.name"), standing.person.name),
        Fact(words("paper.team_number"), contacts.team_number),
        Fact(words("paper.team"), contacts.team_name),
        Fact(words("paper_card.emergency_number"), standing.emergency_number),
    )
    scale = ", ".join(
        words("paper_log.step", n=severity.steps, severity=words(f"severity.{severity.value}").lower())
        for severity in _SCALE
    )
    return PaperLog(
        title=words("paper_log.title"),
        subtitle=words(key, drug=drug, moment=moment),
        facts=tuple(fact for fact in facts if fact.value),
        how=words("paper_log.how"),
        if_later="" if watched.is_given else words("paper_log.if_later"),
        scale=words("paper_log.scale", scale=scale),
        call=words("paper_log.call", fever=fever) if fever else words("paper_log.call_for_sign"),
        time_head=words("paper_log.time"),
        reading_heads=tuple(_reading_head(kind, catalogue, formats) for kind in watched.readings),
        sign_heads=tuple(
            words.written(catalogue.symptoms[symptom].words.name)
            for symptom in watched.spec.paper_signs
            if symptom in catalogue.symptoms
        ),
        note_head=words("paper_log.note"),
        times=tuple(short_moment(check, formats) for check in watched.checks),
        spare=_SPARE_ROWS,
        afterwards=words("paper_log.afterwards"),
        foot=words("paper_card.as_of", moment=full_moment(standing.now, formats)),
        page_of=page_of(words),
    )


def _reading_head(id: str, catalogue: Catalogue, formats: Formats) -> str:
    kind = catalogue.readings[id]
    unit = formats.words.written(kind.unit(formats.preferred_unit(kind)).shown)
    return formats.words("paper_log.reading", name=formats.words.written(kind.words.name), unit=unit)
