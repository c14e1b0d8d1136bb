"""The plain side file: readable when all else fails, and never in the way."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.errors import UserCanFix
from companion.core.people import Contacts, Preferences
from companion.stores.emergency_file import (
    EmergencyFacts,
    emergency_facts,
    read_emergency,
    remember_diary,
    write_emergency,
)

FACTS = EmergencyFacts(
    "Ward 3", "+49 555 0100", "112", Decimal("1.6"), "high_contrast", "en", diary_exists=True
)
texts = st.none() | st.text()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "diary.db.emergency"


def test_what_is_written_is_read(file: Path) -> None:
    write_emergency(file, FACTS)

    assert read_emergency(file) == FACTS


@given(name=texts, number=texts, emergency=texts)
def test_any_text_is_read_letter_for_letter(
    tmp_path_factory: pytest.TempPathFactory, name: str | None, number: str | None, emergency: str | None
) -> None:
    file = tmp_path_factory.mktemp("any") / "side"
    facts = EmergencyFacts(team_name=name, team_number=number, emergency_number=emergency)

    write_emergency(file, facts)

    assert read_emergency(file) == facts


def test_contacts_and_looks_are_taken_from_the_diary() -> None:
    contacts = Contacts("Ward 3", "+49 555 0100", "112")
    preferences = Preferences(text_scale=Decimal("1.6"), theme="high_contrast", language="en")

    assert emergency_facts(contacts, preferences, diary_exists=True) == FACTS


def test_only_this_account_may_read_it(file: Path) -> None:
    write_emergency(file, FACTS)

    assert file.stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_beside_it(file: Path) -> None:
    write_emergency(file, FACTS)
    write_emergency(file, FACTS)

    assert [found.name for found in file.parent.iterdir()] == [file.name]


def test_no_file_means_nothing_known_and_no_diary(file: Path) -> None:
    assert read_emergency(file) == EmergencyFacts()


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"{", b"[]", b"null", b"[" * 60_000, b"{}" + b" " * 70_000]
)
def test_garbage_gives_nothing_but_the_sign_that_a_diary_was_here(file: Path, content: bytes) -> None:
    file.write_bytes(content)

    assert read_emergency(file) == EmergencyFacts(diary_exists=True)


def test_a_folder_in_its_place_gives_nothing_but_the_sign(file: Path) -> None:
    file.mkdir()

    assert read_emergency(file) == EmergencyFacts(diary_exists=True)


def test_a_file_that_may_not_be_read_gives_nothing_but_the_sign(guarded_folder: Path) -> None:
    file = guarded_folder / "side"
    write_emergency(file, FACTS)
    file.chmod(0o000)

    assert read_emergency(file) == EmergencyFacts(diary_exists=True)


@given(
    st.binary()
    | st.recursive(st.none() | st.floats() | st.text(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_reading_never_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("garbage") / "side"
    file.write_bytes(content)

    assert read_emergency(file).team_number is None


def test_what_can_be_made_out_is_kept(file: Path) -> None:
    file.write_text('{"team_number": "555", "team_name": 7, "text_scale": "huge", "theme": null}')

    assert read_emergency(file) == EmergencyFacts(team_number="555", diary_exists=True)


@pytest.mark.parametrize("scale", ["NaN", "Infinity", "0", "-1", "1e9", "0.01", ""])
def test_a_size_that_would_hide_the_number_is_not_believed(file: Path, scale: str) -> None:
    file.write_text(json.dumps({"text_scale": scale, "team_number": "555"}))

    found = read_emergency(file)

    assert found.text_scale is None
    assert found.team_number == "555"


def test_remembering_the_diary_keeps_the_numbers(file: Path) -> None:
    write_emergency(file, EmergencyFacts(team_number="555"))

    remember_diary(file)

    assert read_emergency(file) == EmergencyFacts(team_number="555", diary_exists=True)


def test_a_write_that_fails_keeps_the_old_file(guarded_folder: Path) -> None:
    file = guarded_folder / "side"
    write_emergency(file, FACTS)
    guarded_folder.chmod(0o500)

    with pytest.raises(UserCanFix) as refused:
        write_emergency(file, EmergencyFacts())

    assert refused.value.key == "storage.not_saved_forbidden"
    assert read_emergency(file) == FACTS
