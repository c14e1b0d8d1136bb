"""What a person's drugs are, what they can set off, and what to watch for: in the words of their files."""

from __future__ import annotations

from companion.core.catalogue import Catalogue
from companion.core.drugs import Drug
from companion.core.formats import Formats
from companion.core.paper_facts import Standing
from companion.share.paper_wording import full_moment, temperature


def known_drugs(standing: Standing, catalogue: Catalogue) -> tuple[Drug, ...]:
    """The files of the drugs that are planned or were given."""
    return tuple(catalogue.drugs[drug] for drug in standing.drugs if drug in catalogue.drugs)


def watch_for(standing: Standing, catalogue: Catalogue, formats: Formats) -> tuple[str, ...]:
    """What to watch for with these drugs, each line once."""
    lines = (line for drug in known_drugs(standing, catalogue) for line in drug.words.watch_for)
    return tuple(dict.fromkeys(formats.words.written(line) for line in lines))


def can_cause(drug: Drug, catalogue: Catalogue, formats: Formats) -> tuple[str, ...]:
    """What one drug can set off, as its windows tell it for a card."""
    meanings = (catalogue.windows.get(window.id) for window in drug.windows)
    lines = (meaning.on_card for meaning in meanings if meaning is not None)
    return tuple(dict.fromkeys(formats.words.written(line) for line in lines if line is not None))


def last_given(standing: Standing, drug: str, formats: Formats) -> str:
    """When the newest dose of a drug was, and how much; a dose without a time is said so."""
    words = formats.words
    dose = standing.last_dose(drug)
    if dose is not None and dose.started_at is not None:
        moment = full_moment(dose.started_at, formats)
        if not dose.amount:
            return moment
        return words("paper_card.last_with_amount", moment=moment, amount=dose.amount)
    was_given = any(one.drug == drug for one in standing.doses)
    return words("paper_card.time_not_known" if was_given else "paper_card.not_yet")


def fever_sentence(standing: Standing, catalogue: Catalogue, formats: Formats) -> str:
    """From which temperature on to call; empty where no file in use says."""
    fever = catalogue.fever
    line = None if fever is None else standing.person.fever_line_cel or fever.line
    if line is None:
        return ""
    return formats.words("paper_card.fever", reading=temperature(line, catalogue, formats))
