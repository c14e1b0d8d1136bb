"""The papers for the bag, the fridge and the wallet: live data, a number that dials, times filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from companion.core.catalogue import Catalogue
from companion.core.errors import UserCanFix
from companion.core.paper_facts import Standing
from companion.core.paper_size import Paper
from companion.core.people import Contacts
from companion.core.words import Words
from companion.share.dial_code import dial_address, dial_code
from companion.share.emergency_card import emergency_card
from companion.share.fridge_sheet import fridge_sheet
from companion.share.handover_sheet import handover_sheet
from companion.share.medicine_list import medicine_list
from companion.share.paper_log import paper_log
from companion.share.papers import PaperFacts, PaperKind, paper_sheet
from tests.page_states import NOW
from tests.share.paper_kit import PaperKit, pages_of, paper_kit, pdf_of, tags_of, text_of

HOSTILE = '#*_[@\\<b> "x" // name'
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, words: Words) -> Iterator[PaperKit]:
    kit = paper_kit(tmp_path_factory.mktemp("papers"), catalogue, words, allergies="Penicillin (rash)")
    yield kit
    kit.shelf.db.close()


@pytest.fixture(scope="module")
def nobody(
    tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, words: Words
) -> Iterator[PaperKit]:
    kit = paper_kit(tmp_path_factory.mktemp("papers"), catalogue, words, empty=True)
    yield kit
    kit.shelf.db.close()


@pytest.fixture(scope="module")
def standing(kit: PaperKit) -> Standing:
    return kit.papers.standing()


def facts(kit: PaperKit, standing: Standing | None = None) -> PaperFacts:
    today = kit.record.today()
    return PaperFacts(
        standing or kit.papers.standing(), kit.papers.span(today - 27 * DAY, today), kit.papers.shift()
    )


def with_hostile_words(standing: Standing) -> Standing:
    plan = replace(standing.plans[0], name=HOSTILE, amount=HOSTILE, what_for=HOSTILE)
    return replace(
        standing,
        person=replace(
            standing.person,
            name=HOSTILE,
            allergies=HOSTILE,
            hospital_number=HOSTILE,
            caregiver_name=HOSTILE,
            caregiver_number=HOSTILE,
        ),
        contacts=Contacts(HOSTILE, f"202-555-0143 {HOSTILE}", HOSTILE),
        emergency_number=HOSTILE,
        plans=(plan, *standing.plans),
        questions=(HOSTILE,),
    )


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("kind", PaperKind)
def test_every_paper_is_tagged_with_its_title_first(
    kit: PaperKit, kind: PaperKind, paper: Paper, tmp_path: Path
) -> None:
    sheet = paper_sheet(kind, facts(kit), kit.catalogue, kit.formats, paper)

    pdf = pdf_of(sheet, tmp_path)

    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.read_bytes()
    headings = [line for line in tags_of(pdf).splitlines() if line.lstrip().startswith("H")]
    assert headings[0].lstrip().startswith(f'H1 "{sheet.content["title"]}"')


@pytest.mark.parametrize("kind", PaperKind)
def test_words_that_were_typed_come_out_letter_for_letter(
    kit: PaperKit, standing: Standing, kind: PaperKind, tmp_path: Path
) -> None:
    sheet = paper_sheet(kind, facts(kit, with_hostile_words(standing)), kit.catalogue, kit.formats, Paper.A4)

    assert HOSTILE in text_of(pdf_of(sheet, tmp_path))


@pytest.mark.parametrize("kind", [kind for kind in PaperKind if kind is not PaperKind.PAPER_LOG])
def test_an_empty_diary_has_its_papers_too(nobody: PaperKit, kind: PaperKind, tmp_path: Path) -> None:
    sheet = paper_sheet(kind, facts(nobody), nobody.catalogue, nobody.formats, Paper.A4)

    assert pages_of(pdf_of(sheet, tmp_path)) >= 1


def test_without_a_watched_dose_there_is_no_log_and_a_sentence_says_what_to_do(nobody: PaperKit) -> None:
    with pytest.raises(UserCanFix) as refused:
        paper_log(nobody.papers.standing(), nobody.catalogue, nobody.formats)

    assert refused.value.key == "paper_log.no_watch"


def test_the_card_has_drug_class_last_dose_signs_number_allergies_and_steroids(
    kit: PaperKit, standing: Standing
) -> None:
    card = emergency_card(standing, kit.catalogue, kit.formats)

    assert card.drugs[0].name == "Tarlatamab (Imdelltra, Imdylltra)"
    assert card.drugs[0].sort == "T-cell engager"
    assert card.drugs[0].last.value == "Thursday, March 12, 2026, 8:15 am, 10 mg"
    assert "A temperature of 38.0 °C (100.4 °F) or more" in card.signs
    assert card.number.value == "202-555-0143"
    assert [fact.value for fact in card.about[:1]] == ["Penicillin (rash)"]
    assert "Dexamethasone" in card.about[1].value
    assert card.as_of == "As of Tuesday, March 24, 2026, 10:05 am"


def test_a_clinics_lower_fever_line_stands_on_the_card(kit: PaperKit, standing: Standing) -> None:
    lower = replace(standing, person=replace(standing.person, fever_line_cel=Decimal("37.5")))

    card = emergency_card(lower, kit.catalogue, kit.formats)

    assert "A temperature of 37.5 °C (99.5 °F) or more" in card.signs


def test_what_is_not_known_leaves_room_to_write(nobody: PaperKit) -> None:
    card = emergency_card(nobody.papers.standing(), nobody.catalogue, nobody.formats)

    assert card.number.value == ""
    assert card.code == ()
    assert card.about[0].value == ""
    assert card.no_drug


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("202-555-0143", "tel:2025550143"),
        ("+1 (202) 555 0143", "tel:+12025550143"),
        ("+49 (0)30 123456", "tel:+4930123456"),
        ("030/123 456", "tel:030123456"),
        ("555 0143 ext. 12", "tel:5550143;ext=12"),
        ("555-0143 x7", "tel:5550143;ext=7"),
        ("911", "tel:911"),
        ("the ward", None),
        ("12", None),
        ("", None),
    ],
)
def test_the_code_dials_the_number_as_it_was_typed(typed: str, address: str | None) -> None:
    assert dial_address(typed) == address
    assert bool(dial_code(typed)) == (address is not None)


def test_the_fridge_sheet_is_one_page_with_signs_times_and_checks(
    kit: PaperKit, standing: Standing, tmp_path: Path
) -> None:
    sheet = fridge_sheet(standing, kit.catalogue, kit.formats)
    drawn = paper_sheet(PaperKind.FRIDGE_SHEET, facts(kit), kit.catalogue, kit.formats, Paper.LETTER)

    assert sheet.signs[0] == "A temperature of 38.0 °C (100.4 °F) or more"
    assert sheet.checks == ("Thu 12:05 pm", "4:05 pm", "8:05 pm", "Fri 2:00 am", "8:05 am")
    assert any("Have someone with you until" in line for line in sheet.times)
    assert pages_of(pdf_of(drawn, tmp_path)) == 1


def test_the_log_has_the_clock_times_of_the_watch_filled_in(kit: PaperKit, standing: Standing) -> None:
    log = paper_log(standing, kit.catalogue, kit.formats)

    assert log.times[0] == "Thu, Mar 26, 12:05 pm"
    assert log.times[3] == "Fri, Mar 27, 2:00 am"
    assert log.reading_heads[0] == "Temperature in °C"
    assert "Confusion" in log.sign_heads
    assert log.if_later


def test_the_log_of_a_dose_that_was_given_counts_from_its_real_start(
    catalogue: Catalogue, words: Words, tmp_path: Path
) -> None:
    kit = paper_kit(tmp_path, catalogue, words)
    row = kit.papers.standing().coming[0].row
    dose = replace(kit.record.doses()[-1], id="new", ordinal=row.planned.ordinal, started_at=NOW)
    kit.shelf.doses.save(dose, at=NOW)

    log = paper_log(kit.papers.standing(), catalogue, kit.formats)

    assert log.times[0] == "Tue, Mar 24, 2:05 pm"
    assert not log.if_later
    kit.shelf.db.close()


def test_two_days_of_checks_fit_on_one_page(kit: PaperKit, standing: Standing, tmp_path: Path) -> None:
    assert standing.watched is not None
    checks = tuple(NOW + timedelta(hours=4 * n) for n in range(13))
    long = replace(standing, watched=replace(standing.watched, checks=checks))

    sheet = paper_sheet(PaperKind.PAPER_LOG, facts(kit, long), kit.catalogue, kit.formats, Paper.LETTER)

    assert pages_of(pdf_of(sheet, tmp_path)) == 1


def test_the_hand_over_sheet_tells_what_is_due_and_who_is_there(kit: PaperKit, standing: Standing) -> None:
    document = handover_sheet(standing, kit.papers.shift(), kit.catalogue, kit.formats)

    sections = {section.heading: section for section in document.sections}
    table = sections["Medicines of today and tomorrow"].table
    assert table is not None
    assert table.rows[0] == ("Tue, Mar 24, 7:00 am", "Levothyroxine, 1 tablet", "Taken")
    assert table.rows[-1][2] == ""
    assert any("Anna" in line for line in sections["Who is there"].bullets)
    assert any(line.startswith("Nobody yet") for line in sections["Who is there"].bullets)


def test_an_open_alert_is_handed_over(catalogue: Catalogue, words: Words, tmp_path: Path) -> None:
    kit = paper_kit(tmp_path, catalogue, words)
    closed = kit.record.alerts()[0]
    kit.shelf.alerts.add(replace(closed, id="open", events=()))

    document = handover_sheet(kit.papers.standing(), kit.papers.shift(), catalogue, kit.formats)

    assert any(line.startswith("Open alert: Call your team now") for line in document.sections[1].bullets)
    kit.shelf.db.close()


def test_the_medicine_list_has_every_step_of_a_taper_and_what_hides_a_fever(
    kit: PaperKit, standing: Standing
) -> None:
    table = medicine_list(standing, kit.catalogue, kit.formats).sections[0].table

    assert table is not None
    rows = {row[0]: row for row in table.rows}
    assert rows["Dexamethasone (can hide a fever)"][2].count("\n") == 3
    assert rows["Levothyroxine"] == ("Levothyroxine", "1 tablet", "Every day at 7:00 am", "the thyroid")


def test_the_medicine_list_says_what_is_paused_and_since_when(
    catalogue: Catalogue, words: Words, tmp_path: Path
) -> None:
    kit = paper_kit(tmp_path, catalogue, words)
    plan = next(one for one in kit.shelf.medicine_plans.plans() if one.name == "Levothyroxine")
    now = kit.papers.now()
    paused = replace(plan, version=plan.version + 1, since=now, stopped_at=now)
    kit.shelf.medicine_plans.save(paused, at=now)

    table = medicine_list(kit.papers.standing(), catalogue, kit.formats).sections[0].table

    assert table is not None
    when = {row[0]: row[2] for row in table.rows}["Levothyroxine"]
    assert when.startswith("Paused since ")
    assert when.endswith("\nEvery day at 7:00 am")
    kit.shelf.db.close()
