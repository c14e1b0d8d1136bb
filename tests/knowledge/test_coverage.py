"""The table of what the cancer society states: every row leads to a page and a rule, or says why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from companion.core.catalogue import Catalogue, symptom_rule
from companion.core.page_search import headings

TABLE = (Path(__file__).parents[2] / "docs/coverage.md").read_text("utf-8")
SECTION = re.compile(r"## .+?(?: \(`(\w+)`\))?")
ROW = re.compile(r"\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|")
PLACE = re.compile(r"`(\w+) > ([^`]+)`")
NO_PAGE, NO_RULE = re.compile(r"no page: \w.{20,}"), re.compile(r"no rule: \w.{20,}")
# A statement is told shortly, in words of our own.
LONGEST = 26


@dataclass(frozen=True, slots=True)
class Row:
    """One statement; `named` is the list of symptoms of its section, empty for none."""

    number: int
    says: str
    page: str
    rule: str
    named: str


def rows(table: str) -> Iterator[Row]:
    """Every row of every table, in order."""
    named = ""
    for line in table.splitlines():
        if section := SECTION.fullmatch(line):
            named = section[1] or ""
        elif row := ROW.fullmatch(line):
            yield Row(int(row[1]), row[2], row[3], row[4], named)


def holes(table: str, catalogue: Catalogue) -> list[str]:
    """What is wrong with the table, row by row, and which symptom of a list it leaves out."""
    found = list(rows(table))
    wrong = [f"{row.number}: {one}" for row in found for one in wrong_with(row, catalogue)]
    if [row.number for row in found] != list(range(1, len(found) + 1)):
        wrong.append("the numbers have a gap")
    if len(found) != len(re.findall(r"^\| (?!no\.|---)", table, re.MULTILINE)):
        wrong.append("a line is no row")
    covered = {(row.named, row.rule.strip("`")) for row in found}
    wrong += [
        f"{named}: {symptom.id} has no row"
        for symptom in catalogue.symptoms.values()
        for named in symptom.named_by_acs
        if (named, symptom_rule(symptom.id)) not in covered
    ]
    return wrong


def wrong_with(row: Row, catalogue: Catalogue) -> Iterator[str]:
    if len(row.says.split()) > LONGEST:
        yield "too long"
    places = PLACE.findall(row.page)
    if not places and not NO_PAGE.fullmatch(row.page):
        yield "neither a page nor a reason"
    for page, heading in places:
        known = catalogue.pages.get(page)
        if known is None:
            yield f"no page {page}"
        elif heading not in [one.text for one in headings(known)]:
            yield f"no heading {heading} on {page}"
    rules = {*catalogue.rules, *map(symptom_rule, catalogue.symptoms)}
    if not NO_RULE.fullmatch(row.rule) and row.rule.strip("`") not in rules:
        yield f"neither a rule nor a reason: {row.rule}"


def test_every_statement_leads_to_a_page_and_a_rule_or_says_why_not(catalogue: Catalogue) -> None:
    assert holes(TABLE, catalogue) == []
    assert len(list(rows(TABLE))) > 80


def test_a_symptom_of_a_section_is_named_by_that_list(catalogue: Catalogue) -> None:
    astray = [
        row.number
        for row in rows(TABLE)
        if row.named
        and row.rule.startswith("`symptom.")
        and row.named not in catalogue.symptoms[row.rule.strip("`").removeprefix("symptom.")].named_by_acs
    ]

    assert astray == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("`crs > What you may notice`", "`crs > What is not there`", "no heading"),
        ("`infection > What it is`", "`infections > What it is`", "no page"),
        ("`symptom.jaundice`", "`symptom.yellow`", "neither a rule nor a reason"),
        ("no rule: it is about the drug", "no rule:", "neither a rule nor a reason"),
        ("| 7 | ", "| 8 | ", "the numbers have a gap"),
        ("`symptom.seizure` |\n", "", "a line is no row"),
        ("no page: the sources of each", "see the sources of each", "neither a page nor a reason"),
    ],
)
def test_a_hole_is_noticed(catalogue: Catalogue, old: str, new: str, complaint: str) -> None:
    assert old in TABLE

    found = holes(TABLE.replace(old, new), catalogue)

    assert any(complaint in one for one in found), found
