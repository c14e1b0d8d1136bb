"""In which order the pages of Learn are listed."""

from __future__ import annotations

from companion.core.catalogue import Catalogue
from companion.core.reading_list import Group, reading_list


def test_without_a_treatment_every_page_stands_by_what_it_is_about(catalogue: Catalogue) -> None:
    listed = reading_list(catalogue.pages.values(), ())

    assert [one.group for one in listed] == [
        Group.DRUGS,
        Group.EFFECTS,
        Group.PRACTICE,
        Group.BASICS,
        Group.PROGRAM,
    ]
    assert listed[1].pages[0].id == "crs"
    assert [page.id for page in listed[-1].pages] == ["what_this_is_not", "glossary"]


def test_the_persons_own_drugs_come_first_and_those_of_others_last(catalogue: Catalogue) -> None:
    listed = {
        one.group: [page.id for page in one.pages]
        for one in reading_list(catalogue.pages.values(), {"durvalumab"})
    }

    assert next(iter(listed)) is Group.OWN
    assert listed[Group.OWN] == ["durvalumab"]
    assert {"tarlatamab", "crs", "nervous_system", "t_cell_engagers"} <= {*listed[Group.OTHERS]}
    assert "autoimmune_effects" in listed[Group.EFFECTS]
    assert Group.DRUGS not in listed


def test_every_page_is_listed_once_whatever_the_drugs_are(catalogue: Catalogue) -> None:
    for drugs in ((), ("tarlatamab",), ("atezolizumab", "etoposide"), ("unknown",)):
        listed = [page.id for one in reading_list(catalogue.pages.values(), drugs) for page in one.pages]

        assert sorted(listed) == sorted(catalogue.pages)
