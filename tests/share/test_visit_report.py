"""The visit report of the demonstration: what stands in it, in which order, and what can be left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from companion.core.appointments import Appointment
from companion.core.catalogue import Catalogue
from companion.core.paper_size import Paper
from companion.core.words import Words
from companion.share.paper_parts import GAP, Document, Section
from companion.share.papers import PaperFacts, PaperKind, paper_sheet
from companion.share.visit_report import USUAL_PARTS, Part, visit_report
from tests.page_states import NOW
from tests.share.paper_kit import PaperKit, pages_of, paper_kit, pdf_of, tags_of

DAY = timedelta(days=1)
QUESTIONS = ("Can I travel in April?", "Is #panic() the *drug*?")
FIRST, LAST = date(2026, 2, 9), date(2026, 3, 24)


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, words: Words) -> Iterator[PaperKit]:
    kit = paper_kit(tmp_path_factory.mktemp("papers"), catalogue, words, questions=QUESTIONS)
    yield kit
    kit.shelf.db.close()


@pytest.fixture(scope="module")
def nobody(
    tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, words: Words
) -> Iterator[PaperKit]:
    kit = paper_kit(tmp_path_factory.mktemp("papers"), catalogue, words, empty=True)
    yield kit
    kit.shelf.db.close()


def report(kit: PaperKit, parts: frozenset[Part] = USUAL_PARTS) -> Document:
    return visit_report(
        kit.papers.standing(), kit.papers.span(FIRST, LAST), parts, kit.catalogue, kit.formats
    )


def section(kit: PaperKit, part: Part) -> Section:
    return report(kit, frozenset({part})).sections[1]


def test_it_has_a_heading_for_each_part_in_order_and_tables_with_heads(kit: PaperKit, tmp_path: Path) -> None:
    facts = PaperFacts(kit.papers.standing(), kit.papers.span(FIRST, LAST), kit.papers.shift())
    sheet = paper_sheet(PaperKind.REPORT, facts, kit.catalogue, kit.formats, Paper.LETTER)

    pdf = pdf_of(sheet, tmp_path)
    tags = tags_of(pdf)

    headings = [line.split('"')[1] for line in tags.splitlines() if line.lstrip().startswith("H2 ")]
    assert headings == [part.heading for part in report(kit).sections]
    assert tags.index("Figure") < tags.index("Table")
    assert tags.count("TH <") >= 5 + 3 + 4 + 5 + 4
    assert pages_of(pdf) <= 2


def test_worst_levels_come_first_with_their_days(kit: PaperKit) -> None:
    table = section(kit, Part.SYMPTOMS).table

    assert table is not None
    assert table.rows[0] == ("Change in taste", "Moderate", "2", "20 of 31", "1")
    assert table.rows[1] == ("Chills or shivering", "Moderate", "1", "1 of 31", "1")


def test_the_chart_has_gaps_marks_for_infusions_and_says_itself_in_words(kit: PaperKit) -> None:
    chart = section(kit, Part.SYMPTOMS).chart

    assert chart is not None
    assert {len(lane.bars) for lane in chart.lanes} == {(LAST - FIRST).days + 1}
    assert GAP in chart.lanes[0].bars
    assert chart.marks == (3, 10, 17, 31)
    assert "Change in taste was moderate on 2 of the 31 days" in chart.alt


def test_a_long_time_has_fewer_bars_each_the_worst_of_its_days(kit: PaperKit) -> None:
    span = kit.papers.span(LAST - timedelta(days=364), LAST)
    document = visit_report(kit.papers.standing(), span, {Part.SYMPTOMS}, kit.catalogue, kit.formats)

    chart = document.sections[1].chart
    assert chart is not None
    assert len(chart.lanes[0].bars) <= 92
    assert max(chart.lanes[0].bars) == 2
    assert chart.caption == "One bar for each 4 days, the worst of them."


def test_a_fever_stands_with_the_hours_since_the_infusion(kit: PaperKit) -> None:
    table = section(kit, Part.FEVERS).table

    assert table is not None
    assert table.rows == (("Thu, Feb 12, 5:27 pm", "38.4 °C (101.1 °F)", "9 hours after Tarlatamab"),)


def test_an_alert_stands_with_what_came_of_it(kit: PaperKit) -> None:
    table = section(kit, Part.ALERTS).table

    assert table is not None
    assert "Called: Thu, Feb 12, 5:34 pm. Answered by Nurse" in table.rows[0][3]
    assert table.rows[1][3] == "The same as above."


def test_medicines_stand_with_what_was_missed_left_out_and_needed(kit: PaperKit) -> None:
    table = section(kit, Part.MEDICINES).table

    assert table is not None
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Levothyroxine, 1 tablet"] == ("Every day at 7:00 am", "8 of 9 (1 late)", "0", "1")
    assert rows["Ondansetron, 1 tablet"][1].startswith("2 times, last Mon, Mar 23")
    assert rows["Acetaminophen (Tylenol, paracetamol)"][0] == "Without a plan. It can hide a fever."


def test_questions_come_as_they_were_typed(kit: PaperKit) -> None:
    assert section(kit, Part.QUESTIONS).numbered == QUESTIONS


def test_notes_go_along_only_where_they_are_chosen(kit: PaperKit) -> None:
    assert Part.NOTES not in USUAL_PARTS
    assert section(kit, Part.NOTES).bullets
    assert "Notes" not in [part.heading for part in report(kit).sections]


def test_a_part_that_is_not_chosen_is_not_there(kit: PaperKit) -> None:
    headings = [part.heading for part in report(kit, frozenset({Part.FEVERS})).sections]

    assert headings == ["At a glance", "Fevers"]


def test_an_empty_diary_makes_a_report_that_says_so_and_claims_nothing(
    nobody: PaperKit, tmp_path: Path
) -> None:
    papers = nobody.papers
    facts = PaperFacts(papers.standing(), papers.span(FIRST, LAST), papers.shift(), frozenset(Part))
    sheet = paper_sheet(PaperKind.REPORT, facts, nobody.catalogue, nobody.formats, Paper.A4)

    tags = tags_of(pdf_of(sheet, tmp_path))

    assert "No temperature was written down in these days." in tags
    assert "No fever" not in tags


def test_the_last_visit_is_the_newest_one_that_is_past(kit: PaperKit, nobody: PaperKit) -> None:
    visits = (("a", NOW - 9 * DAY, None), ("b", NOW - 5 * DAY, NOW), ("c", NOW + DAY, None))
    for id, wall, cancelled in visits:
        one = Appointment(
            id, 1, "visit", "", wall.replace(tzinfo=None), "UTC", None, "", "", "", NOW, cancelled, ""
        )
        nobody.shelf.appointments.save(one, at=NOW)

    assert nobody.papers.last_visit() == date(2026, 3, 15)
    assert kit.papers.last_visit() is None
