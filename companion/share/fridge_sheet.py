"""The fridge sheet: what a caregiver looks for in the days after an infusion, in large letters."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.catalogue import Catalogue
from companion.core.dose_wording import stay_lines
from companion.core.formats import Formats
from companion.core.paper_facts import Standing
from companion.share.dial_code import dial_code
from companion.share.paper_parts import Fact
from companion.share.paper_wording import drug_name, full_moment
from companion.share.warning_signs import fever_sentence, watch_for


@dataclass(frozen=True, slots=True)
class FridgeSheet:
    """What stands on it; `checks` are the times of the watch, empty where none is on or planned."""

    title: str
    subtitle: str
    call_now: str
    signs: tuple[str, ...]
    number: Fact
    team: str
    emergency: Fact
    emergency_when: str
    no_answer: str
    code: tuple[tuple[bool, ...], ...]
    code_alt: str
    code_hint: str
    times_heading: str
    times: tuple[str, ...]
    checks_heading: str
    checks: tuple[str, ...]
    checks_hint: str
    dont_heading: str
    dont: tuple[str, ...]
    as_of: str


def fridge_sheet(standing: Standing, catalogue: Catalogue, formats: Formats) -> FridgeSheet:
    """The sheet for the dose that is watched, or for the next one."""
    words, contacts = formats.words, standing.contacts
    fever = fever_sentence(standing, catalogue, formats)
    watched = standing.watched
    name = standing.person.name
    return FridgeSheet(
        title=words("paper_fridge.title"),
        subtitle=words("paper_fridge.of", name=name) if name else words("paper_fridge.of_nobody"),
        call_now=words("paper_fridge.call_now"),
        signs=tuple(line for line in (fever, *watch_for(standing, catalogue, formats)) if line),
        number=Fact(words("paper.team_number"), contacts.team_number),
        team=contacts.team_name,
        emergency=Fact(words("paper_card.emergency_number"), standing.emergency_number),
        emergency_when=words("paper_fridge.emergency_when"),
        no_answer=words("paper_fridge.no_answer"),
        code=dial_code(contacts.team_number),
        code_alt=words("paper_card.code_alt", number=contacts.team_number),
        code_hint=words("paper_card.code_hint"),
        times_heading=words("paper_fridge.times"),
        times=_times(standing, catalogue, formats),
        checks_heading=words("paper_fridge.checks"),
        checks=()
        if watched is None
        else tuple(_check(n, standing, formats) for n in range(len(watched.checks))),
        checks_hint=words("paper_fridge.checks_hint"),
        dont_heading=words("paper_fridge.dont"),
        dont=tuple(words(f"paper_fridge.dont_{n}") for n in range(1, 4)),
        as_of=words("paper_card.as_of", moment=full_moment(standing.now, formats)),
    )


def _times(standing: Standing, catalogue: Catalogue, formats: Formats) -> tuple[str, ...]:
    """The dose, and until when to stay near and not alone."""
    words, lines = formats.words, []
    last, watched = standing.last_dose(), standing.watched
    if last is not None and last.started_at is not None:
        drug, moment = drug_name(last.drug, catalogue, formats), full_moment(last.started_at, formats)
        lines.append(words("paper_fridge.was_given", drug=drug, moment=moment))
    if (watched is None or not watched.is_given) and standing.coming:
        one = standing.coming[0]
        drug = drug_name(one.row.planned.drug, catalogue, formats)
        moment = full_moment(one.row.planned.starts_at, formats)
        lines.append(words("paper_fridge.is_planned", drug=drug, moment=moment))
        lines += [line for _, line in stay_lines(one.around, formats, lambda at: full_moment(at, formats))]
    elif watched is not None and standing.around_last is not None:
        stay = stay_lines(standing.around_last, formats, lambda at: full_moment(at, formats))
        lines += [line for until, line in stay if until >= standing.now]
    return tuple(lines)


def _check(n: int, standing: Standing, formats: Formats) -> str:
    """A time alone, with its day where the day is another than before."""
    assert standing.watched is not None  # it is asked for each of its checks
    checks = standing.watched.checks
    local = formats.local(checks[n])
    at = formats.clock(local.time())
    if n and formats.day_of(checks[n - 1]) == local.date():
        return at
    weekday = formats.words(f"symptoms.weekday_{local.isoweekday()}")
    return formats.words("paper_fridge.day_and_check", day=weekday, time=at)
