"""The emergency card, large and for the wallet: for whoever treats a person who may not be able to speak."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.medicines import MedicineKind
from companion.core.paper_facts import Standing
from companion.core.schedule_wording import recurrence_lines
from companion.core.words import ENGLISH
from companion.share.dial_code import dial_code
from companion.share.paper_parts import Fact
from companion.share.paper_wording import full_moment, plan_name, short_moment
from companion.share.warning_signs import can_cause, fever_sentence, known_drugs, last_given, watch_for


@dataclass(frozen=True, slots=True)
class CardDrug:
    """One drug of the treatment."""

    name: str
    sort: str
    last: Fact
    can_cause: str
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EmergencyCard:
    """What stands on it; an empty `value` leaves room to write by hand.

    `in_english` asks the same of whoever does not read the language of the card; empty where that is English.
    """

    title: str
    please: str
    please_short: str
    in_english: str
    who: tuple[Fact, ...]
    drugs_heading: str
    drugs: tuple[CardDrug, ...]
    no_drug: str
    signs_heading: str
    signs: tuple[str, ...]
    about: tuple[Fact, ...]
    team: Fact
    number: Fact
    emergency: Fact
    code: tuple[tuple[bool, ...], ...]
    code_alt: str
    code_hint: str
    as_of: str
    old_card: str
    wallet_heading: str
    wallet_hint: str


def emergency_card(standing: Standing, catalogue: Catalogue, formats: Formats) -> EmergencyCard:
    """The card as things stand."""
    words, person, contacts = formats.words, standing.person, standing.contacts
    born = formats.plain_day(person.birth_date) if person.birth_date else ""
    number = contacts.team_number
    hospital = (
        (Fact(words("paper.hospital_number"), person.hospital_number),) if person.hospital_number else ()
    )
    drugs = tuple(
        CardDrug(
            name=_with_brands(words.written(drug.words.name), drug.brands, formats),
            sort=words(f"paper_card.class_{drug.drug_class.value}"),
            last=Fact(words("paper_card.last_dose"), last_given(standing, drug.id, formats)),
            can_cause=words("paper_card.can_cause"),
            causes=can_cause(drug, catalogue, formats),
        )
        for drug in known_drugs(standing, catalogue)
    )
    fever = fever_sentence(standing, catalogue, formats)
    return EmergencyCard(
        title=words("paper_card.title"),
        please=words("paper_card.please"),
        please_short=words("paper_card.please_short"),
        in_english="" if words.language == ENGLISH else words.in_english("paper_card.please_short"),
        who=(Fact(words("paper.name"), person.name), Fact(words("paper.born"), born), *hospital),
        drugs_heading=words("paper_card.drugs"),
        drugs=drugs,
        no_drug="" if drugs else words("paper_card.no_drug"),
        signs_heading=words("paper_card.signs"),
        signs=tuple(line for line in (fever, *watch_for(standing, catalogue, formats)) if line),
        about=(
            Fact(words("paper_card.allergies"), standing.person.allergies),
            Fact(words("paper_card.steroids"), _steroids(standing, catalogue, formats)),
            Fact(words("paper_card.contact"), _contact(standing)),
        ),
        team=Fact(words("paper.team"), contacts.team_name),
        number=Fact(words("paper.team_number"), number),
        emergency=Fact(words("paper_card.emergency_number"), standing.emergency_number),
        code=dial_code(number),
        code_alt=words("paper_card.code_alt", number=number),
        code_hint=words("paper_card.code_hint"),
        as_of=words("paper_card.as_of", moment=full_moment(standing.now, formats)),
        old_card=words("paper_card.old_card"),
        wallet_heading=words("paper_card.wallet"),
        wallet_hint=words("paper_card.wallet_hint"),
    )


def _contact(standing: Standing) -> str:
    """Who helps at home, with their number."""
    person = standing.person
    return ", ".join(part for part in (person.caregiver_name, person.caregiver_number) if part)


def _with_brands(name: str, brands: tuple[str, ...], formats: Formats) -> str:
    if not brands:
        return name
    return formats.words("paper_card.with_brands", name=name, brands=", ".join(brands))


def _steroids(standing: Standing, catalogue: Catalogue, formats: Formats) -> str:
    """The steroids in the plan, and when one was last written down."""
    words = formats.words
    known = tuple(one for one in catalogue.medicines.values() if one.kind is MedicineKind.STEROID)
    plans = [plan for plan in standing.plans if catalogue.medicine(plan.medicine, plan.name) in known]
    parts = [
        words("paper_card.steroid", name=plan_name(plan, formats), how=recurrence_lines(plan, formats)[0])
        for plan in plans
    ]
    if standing.steroids:
        newest = max(standing.steroids, key=lambda one: one.at)
        name = newest.name if newest.medicine is None else words.written(newest.name)
        parts.append(words("paper_card.steroid_taken", name=name, moment=short_moment(newest.at, formats)))
    return " ".join(parts) if parts else words("paper_card.no_steroid")
