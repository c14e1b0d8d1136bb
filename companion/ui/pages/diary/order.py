"""Which symptoms stand on the first list of the diary, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from companion.core.drugs import Drug
from companion.core.folding import fold, order_of
from companion.core.levels import Severity
from companion.core.symptoms import Symptom
from companion.core.words import Words
from companion.ui.context import Context
from companion.ui.pages.diary.filling import Filling


def first_list(filling: Filling) -> tuple[str, ...]:
    """What was reported lately, what is ticked already, then what is named for this person's drugs.

    Those that are always offered are not among them: they stand after the others on every list.
    """
    context = filling.context
    symptoms, lists = context.catalogue.symptoms, _lists(_drugs(context))
    reported = [
        report.symptom
        for day in context.record.days(count=2, last=filling.on)
        for entry in day.entries
        for report in sorted(entry.reports, key=lambda one: -one.severity.steps)
        if report.severity is not Severity.NONE
    ]
    named = sorted(
        (symptom for symptom in symptoms.values() if _named(symptom, lists)),
        key=lambda symptom: (
            -_named(symptom, lists),
            order_of(context.words.translated(symptom.words.name)),
        ),
    )
    ordered = dict.fromkeys((*reported, *filling.symptoms(), *(symptom.id for symptom in named)))
    return tuple(id for id in ordered if id in symptoms and not symptoms[id].always_offered)


def rest(symptoms: Mapping[str, Symptom], first: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """All others, by the name that is shown."""
    others = (s for s in symptoms.values() if s.id not in first and not s.always_offered)
    by_name = sorted(others, key=lambda symptom: order_of(words.translated(symptom.words.name)))
    return tuple(symptom.id for symptom in by_name)


def always_offered(symptoms: Mapping[str, Symptom]) -> tuple[str, ...]:
    """What may be chosen whatever else is on the list."""
    return tuple(symptom.id for symptom in symptoms.values() if symptom.always_offered)


def found(symptom: Symptom, typed: str, words: Words) -> bool:
    """Whether every word that was typed begins a word that describes the symptom, here or in English."""
    english = (symptom.words.name, symptom.words.in_script, symptom.words.about)
    known = _words_of(fold(" ".join((*english, *map(words.translated, english)))))
    return all(any(word.startswith(part) for word in known) for part in _words_of(fold(typed)))


def _drugs(context: Context) -> Iterable[Drug]:
    """The person's drugs; all there are where one is not known, since it may be any of them."""
    record, known = context.record, context.catalogue.drugs
    ids = {treatment.drug for treatment in record.treatments()} | {dose.drug for dose in record.doses()}
    drugs = [known[id] for id in ids if id is not None and id in known]
    return drugs if drugs and len(drugs) == len(ids) else known.values()


def _lists(drugs: Iterable[Drug]) -> frozenset[str]:
    """The lists of the source for the windows that these drugs open."""
    windows = {window.id for drug in drugs for window in drug.windows}
    return frozenset(name for window in windows for name in (window, f"{window}_common"))


def _named(symptom: Symptom, lists: frozenset[str]) -> int:
    return len(lists.intersection(symptom.named_by_acs))


def _words_of(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text).split()
