"""What a medicine file must say, and the complaints about one that does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from companion.core.errors import DataIsBroken
from companion.core.medicines import MedicineKind, parse_medicine
from companion.core.parsing import Section
from tests.shipped import shipped_ids, shipped_medicine, shipped_table

HIDES_FEVER = {
    "acetaminophen": (MedicineKind.FEVER_MEDICINE, 8),
    "ibuprofen": (MedicineKind.FEVER_MEDICINE, 8),
    "aspirin": (MedicineKind.FEVER_MEDICINE, 8),
    "naproxen": (MedicineKind.FEVER_MEDICINE, 12),
    "dexamethasone": (MedicineKind.STEROID, 48),
    "prednisone": (MedicineKind.STEROID, 48),
    "prednisolone": (MedicineKind.STEROID, 48),
    "methylprednisolone": (MedicineKind.STEROID, 48),
}
# Known where their names are typed, and in no list: so that a fever behind them is not missed.
KNOWN_BY_NAME_ALONE = {
    "metamizole": (MedicineKind.FEVER_MEDICINE, 8),
    "dexketoprofen": (MedicineKind.FEVER_MEDICINE, 12),
    "ketorolac": (MedicineKind.FEVER_MEDICINE, 12),
    "aceclofenac": (MedicineKind.FEVER_MEDICINE, 24),
    "celecoxib": (MedicineKind.FEVER_MEDICINE, 24),
    "diclofenac": (MedicineKind.FEVER_MEDICINE, 24),
    "etodolac": (MedicineKind.FEVER_MEDICINE, 24),
    "etoricoxib": (MedicineKind.FEVER_MEDICINE, 24),
    "indomethacin": (MedicineKind.FEVER_MEDICINE, 24),
    "ketoprofen": (MedicineKind.FEVER_MEDICINE, 24),
    "meloxicam": (MedicineKind.FEVER_MEDICINE, 24),
    "nabumetone": (MedicineKind.FEVER_MEDICINE, 24),
    "piroxicam": (MedicineKind.FEVER_MEDICINE, 48),
    "betamethasone": (MedicineKind.STEROID, 48),
    "deflazacort": (MedicineKind.STEROID, 48),
    "hydrocortisone": (MedicineKind.STEROID, 48),
    "meprednisone": (MedicineKind.STEROID, 48),
    "triamcinolone": (MedicineKind.STEROID, 48),
}


def test_each_medicine_hides_a_fever_for_as_long_as_the_triage_table_says() -> None:
    shipped = [shipped_medicine(id) for id in shipped_ids("medicines")]
    offered, others = (
        {one.id: (one.kind, one.hides_fever_hours) for one in shipped if one.is_offered is offered}
        for offered in (True, False)
    )

    assert offered == HIDES_FEVER
    assert others == KNOWN_BY_NAME_ALONE


def test_a_medicine_is_known_by_its_other_names() -> None:
    assert {"Tylenol", "paracetamol"} <= set(shipped_medicine("acetaminophen").also_called)


def test_no_name_on_a_box_means_two_medicines() -> None:
    names = [
        name.casefold()
        for id in shipped_ids("medicines")
        for name in (id, *shipped_medicine(id).also_called, *shipped_medicine(id).found_in)
    ]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("change", "place", "problem"),
    [
        (lambda t: t.update(dose="500 mg"), "dose", "unknown_key"),
        (lambda t: t["words"].update(dose="500 mg"), "words.dose", "unknown_key"),
        (lambda t: t.pop("sources"), "sources", "missing"),
        (lambda t: t.update(sources=[]), "sources", "empty"),
        (lambda t: t.update(version=0), "version", "impossible_number"),
        (lambda t: t.update(kind="painkiller"), "kind", "not_one_of"),
        (lambda t: t.update(hides_fever_hours=0), "hides_fever_hours", "impossible_number"),
        (lambda t: t.update(hides_fever_hours=True), "hides_fever_hours", "needs_whole"),
        (lambda t: t.update(review_by=t["reviewed"].replace(year=2020)), "reviewed", "wrong_order"),
        (lambda t: t["words"].pop("in_script"), "words.in_script", "missing"),
        (lambda t: t.update(also_called="Tylenol"), "also_called", "needs_texts"),
        (lambda t: t.update(found_in="NyQuil"), "found_in", "needs_texts"),
        (lambda t: t.update(not_as="cream"), "not_as", "needs_texts"),
        (lambda t: t.update(offered="no"), "offered", "needs_flag"),
    ],
)
def test_a_bad_medicine_file_is_named_by_key_and_reason(
    change: Callable[[dict[str, Any]], object], place: str, problem: str
) -> None:
    table: dict[str, Any] = shipped_table("medicines", "acetaminophen")
    change(table)

    with pytest.raises(DataIsBroken) as caught:
        parse_medicine(Section(table, "acetaminophen.toml"))

    complaint = caught.value
    assert (complaint.origin, complaint.place, complaint.problem) == ("acetaminophen.toml", place, problem)
