"""In which groups the pages of Learn are listed, and what comes first for one person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum

from companion.core.pages import Page, PageKind


class Group(Enum):
    """The groups of the list, in their order."""

    OWN = "own"
    DRUGS = "drugs"
    EFFECTS = "effects"
    PRACTICE = "practice"
    BASICS = "basics"
    PROGRAM = "program"
    OTHERS = "others"


_OF_KIND = {
    PageKind.DRUG: Group.DRUGS,
    PageKind.EFFECT: Group.EFFECTS,
    PageKind.PRACTICE: Group.PRACTICE,
    PageKind.BASICS: Group.BASICS,
    PageKind.PROGRAM: Group.PROGRAM,
    PageKind.GLOSSARY: Group.PROGRAM,
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One group with its pages in order; none is empty."""

    group: Group
    pages: tuple[Page, ...]


def reading_list(pages: Iterable[Page], drugs: Collection[str]) -> tuple[Listed, ...]:
    """Every page once. `drugs` are those the person gets or got: what is about other drugs comes last."""
    grouped: dict[Group, list[Page]] = {group: [] for group in Group}
    for page in in_order(pages):
        grouped[_group(page, drugs)].append(page)
    return tuple(Listed(group, tuple(found)) for group, found in grouped.items() if found)


def in_order(pages: Iterable[Page]) -> list[Page]:
    """By kind, then by the place among its kind."""
    order = tuple(PageKind)
    return sorted(pages, key=lambda page: (order.index(page.kind), page.place, page.id))


def _group(page: Page, drugs: Collection[str]) -> Group:
    about_these = not page.drugs or any(drug in drugs for drug in page.drugs)
    if drugs and not about_these:
        return Group.OTHERS
    if drugs and page.kind is PageKind.DRUG:
        return Group.OWN
    return _OF_KIND[page.kind]
