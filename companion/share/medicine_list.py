"""The medicine list: everything that is taken, for a doctor, a pharmacy or the hospital."""

from __future__ import annotations

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.paper_facts import Standing
from companion.core.plan import MedicinePlan
from companion.core.schedule_wording import schedule_lines
from companion.share.paper_parts import Document, Fact, Section, Table, page_of
from companion.share.paper_wording import who_facts
from companion.share.warning_signs import known_drugs, last_given

_LARGE = 11.5


def medicine_list(standing: Standing, catalogue: Catalogue, formats: Formats) -> Document:
    """The list as of now."""
    words = formats.words
    facts = who_facts(standing, catalogue, formats)
    if standing.person.allergies:
        facts = (*facts, Fact(words("paper_card.allergies"), standing.person.allergies))
    return Document(
        title=words("paper_medicines.title"),
        subtitle=words("paper_medicines.subtitle"),
        facts=facts,
        sections=(_at_home(standing, catalogue, formats), _treatment(standing, catalogue, formats)),
        foot=words("paper_medicines.foot"),
        page_of=page_of(words),
        size=_LARGE,
    )


def _at_home(standing: Standing, catalogue: Catalogue, formats: Formats) -> Section:
    words = formats.words
    heading = words("paper_medicines.at_home")
    plans = (*standing.plans, *standing.paused)
    if not plans:
        return Section(heading, lines=(words("paper_report.no_medicines"),))
    head = tuple(words(f"paper_medicines.head_{name}") for name in ("medicine", "amount", "when", "for"))
    rows = tuple(_row(plan, standing, catalogue, formats) for plan in plans)
    after = () if standing.person.allergies else (words("paper_medicines.allergies_by_hand"),)
    return Section(heading, table=Table(head, rows, wide=(0, 2)), after=after)


def _row(plan: MedicinePlan, standing: Standing, catalogue: Catalogue, formats: Formats) -> tuple[str, ...]:
    words = formats.words
    hides = catalogue.medicine(plan.medicine, plan.name) is not None
    name = words("paper_medicines.hides_fever", name=plan.name) if hides else plan.name
    when = schedule_lines(plan, formats, standing.today)
    if plan.is_paused:
        day = formats.plain_day(formats.day_of(plan.since))
        when = (words("paper_medicines.paused", day=day), *when)
    return name, plan.amount, "\n".join(when), plan.what_for


def _treatment(standing: Standing, catalogue: Catalogue, formats: Formats) -> Section:
    """The drugs of the cancer treatment, with the last dose of each."""
    words = formats.words
    heading = words("paper_medicines.treatment")
    drugs = known_drugs(standing, catalogue)
    if not drugs:
        return Section(heading, lines=(words("paper_medicines.no_treatment"),))
    head = tuple(words(f"paper_medicines.head_{name}") for name in ("drug", "sort", "last"))
    rows = tuple(
        (
            words.written(drug.words.name),
            words(f"paper_card.class_{drug.drug_class.value}"),
            last_given(standing, drug.id, formats),
        )
        for drug in drugs
    )
    return Section(heading, table=Table(head, rows, wide=(0, 1, 2)))
