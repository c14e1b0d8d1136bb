"""What is wrong with the knowledge files, a line for each problem, and what should be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from companion.core.catalogue import Catalogue
from companion.core.references import names_of_nothing
from companion.core.self_check import holds
from companion.core.translation import Standing
from companion.core.triage_file import complaint_sentence
from companion.core.words import Words


@dataclass(frozen=True, slots=True)
class KnowledgeCheck:
    """`problems` must be put right; what is past its review date, or in English still, goes on working."""

    problems: tuple[str, ...]
    past_review: tuple[str, ...]
    summary: str
    translations: tuple[str, ...] = ()


def check_knowledge(
    catalogue: Catalogue, words: Words, *, today: date, translations: tuple[Standing, ...] = ()
) -> KnowledgeCheck:
    """Look at every file, every name in it, every case and every translation."""
    flaws = (complaint_sentence(flaw, words) for one in translations for flaw in one.flaws)
    problems = tuple(dict.fromkeys((*_problems(catalogue, words), *flaws)))
    past = _past_review(catalogue, today)
    return KnowledgeCheck(
        translations=tuple(
            words("knowledge.translated", language=one.language, done=one.done, all=one.all)
            for one in translations
        ),
        problems=problems,
        past_review=tuple(words("knowledge.past_review", name=name) for name in past),
        summary=words(
            "knowledge.summary",
            rows=words("knowledge.rows", n=len(catalogue.rules) + len(catalogue.symptoms)),
            cases=sum(len(cases) for cases in catalogue.cases.values()),
            problems=words("knowledge.problems", n=len(problems)),
            past=words("knowledge.past", n=len(past)),
        ),
    )


def _problems(catalogue: Catalogue, words: Words) -> Iterator[str]:
    for left in catalogue.left_out:
        if left.complaint is not None:
            yield complaint_sentence(left.complaint, words)
    for broken in names_of_nothing(catalogue):
        yield complaint_sentence(broken, words)
    if catalogue.look_back is None:
        yield words("command_line.nothing_judged")
    for rule, cases in catalogue.cases.items():
        for case in cases:
            if not holds(case, catalogue):
                yield words("knowledge.case_fails", rule=rule, case=case.says)


def _past_review(catalogue: Catalogue, today: date) -> tuple[str, ...]:
    """All that judges, and the pages of Learn too."""
    pages = (f"pages/{page.id}" for page in catalogue.pages.values() if page.review_by < today)
    return (*catalogue.past_review(today), *pages)
