"""The sealed key: opened by what was agreed, by nothing else, and never by half a file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.core.errors import OurFault, UserCanFix
from companion.stores.vault import (
    KEY_BYTES,
    Vault,
    key_from_code,
    key_from_passphrase,
    new_vault,
    read_vault,
    with_new_code,
    with_passphrase,
    write_vault,
)
from tests.stores.opening import refusal

PASSPHRASE = "three blue herons at dusk"


@pytest.fixture(scope="module")
def sealed() -> tuple[Vault, bytes, str]:
    """A vault with a passphrase and a recovery code, its key, and the code."""
    vault, key = new_vault()
    vault, code = with_new_code(with_passphrase(vault, key, PASSPHRASE), key)
    return vault, key, code


def test_the_passphrase_gives_the_key(sealed: tuple[Vault, bytes, str]) -> None:
    vault, key, _ = sealed

    assert key_from_passphrase(vault, PASSPHRASE) == key
    assert len(key) == KEY_BYTES


def test_the_recovery_code_gives_the_key(sealed: tuple[Vault, bytes, str]) -> None:
    vault, key, code = sealed

    assert key_from_code(vault, code) == key


def test_a_code_may_be_typed_as_people_type(sealed: tuple[Vault, bytes, str]) -> None:
    vault, key, code = sealed

    for typed in (
        code.lower(),
        code.replace("-", " "),
        f"  {code.replace('-', '')}\n",
        code.replace("0", "O"),
    ):
        assert key_from_code(vault, typed) == key
    assert key_from_code(vault, code.replace("1", "l")) == key


@pytest.mark.parametrize("wrong", ["", "three blue herons at dusk ", "Three blue herons at dusk", "é" * 3])
def test_another_passphrase_is_refused(sealed: tuple[Vault, bytes, str], wrong: str) -> None:
    vault, _, _ = sealed

    assert refusal(lambda: key_from_passphrase(vault, wrong)) == "vault.wrong_passphrase"


def test_a_letter_written_in_two_ways_is_one_passphrase() -> None:
    vault, key = new_vault()

    vault = with_passphrase(vault, key, "caf\u00e9")

    assert key_from_passphrase(vault, "cafe\u0301") == key


def test_another_code_and_half_a_code_are_told_apart(sealed: tuple[Vault, bytes, str]) -> None:
    vault, _, code = sealed
    other = ("1" if code[0] != "1" else "2") + code[1:]

    assert refusal(lambda: key_from_code(vault, other)) == "vault.wrong_code"
    assert refusal(lambda: key_from_code(vault, code[:-2])) == "vault.code_shape"
    assert refusal(lambda: key_from_code(vault, "U" + code[1:])) == "vault.code_shape"


def test_a_new_passphrase_ends_the_old_one_and_leaves_the_code(sealed: tuple[Vault, bytes, str]) -> None:
    vault, key, code = sealed

    changed = with_passphrase(vault, key, "another one")

    assert key_from_passphrase(changed, "another one") == key
    assert refusal(lambda: key_from_passphrase(changed, PASSPHRASE)) == "vault.wrong_passphrase"
    assert key_from_code(changed, code) == key


def test_a_new_code_ends_the_old_one_and_has_to_be_written_down_again(
    sealed: tuple[Vault, bytes, str],
) -> None:
    vault, key, code = sealed

    changed, another = with_new_code(replace(vault, code_written_down=True), key)

    assert another != code
    assert not changed.code_written_down
    assert refusal(lambda: key_from_code(changed, code)) == "vault.wrong_code"


def test_a_vault_without_passphrase_or_code_says_so() -> None:
    vault, _ = new_vault()

    assert refusal(lambda: key_from_passphrase(vault, "x")) == "vault.no_passphrase"
    assert refusal(lambda: key_from_code(vault, "x")) == "vault.no_code"


def test_the_key_of_another_diary_is_not_sealed() -> None:
    vault, _ = new_vault()
    _, other = new_vault()

    with pytest.raises(OurFault):
        with_passphrase(vault, other, "x")


def test_a_sealed_key_opens_in_its_own_vault_only(sealed: tuple[Vault, bytes, str]) -> None:
    vault, _, code = sealed
    stranger, _ = new_vault()

    moved = replace(stranger, recovery=vault.recovery, passphrase=vault.passphrase)

    assert refusal(lambda: key_from_code(moved, code)) == "vault.wrong_code"
    assert refusal(lambda: key_from_passphrase(moved, PASSPHRASE)) == "vault.wrong_passphrase"


def test_what_is_written_is_read(sealed: tuple[Vault, bytes, str], tmp_path: Path) -> None:
    vault, _, _ = sealed
    file = tmp_path / "diary.db.vault"

    write_vault(file, vault)

    assert read_vault(file) == vault
    assert file.stat().st_mode & 0o077 == 0


def test_the_file_holds_neither_key_nor_code_nor_passphrase(
    sealed: tuple[Vault, bytes, str], tmp_path: Path
) -> None:
    vault, key, code = sealed
    file = tmp_path / "diary.db.vault"

    write_vault(file, vault)

    content = file.read_bytes()
    for secret in (
        key,
        key.hex().encode(),
        code.encode(),
        code.replace("-", "").encode(),
        PASSPHRASE.encode(),
    ):
        assert secret not in content


def test_no_file_is_no_vault(tmp_path: Path) -> None:
    assert read_vault(tmp_path / "diary.db.vault") is None


def test_a_file_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    assert refusal(lambda: read_vault(tmp_path)) == "vault.cannot_read"


@given(content=st.binary(max_size=400))
@settings(max_examples=200)
def test_anything_else_is_damaged_and_never_no_vault(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("vault") / "diary.db.vault"
    file.write_bytes(content)

    assert refusal(lambda: read_vault(file)) == "vault.damaged"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", 2),
        ("id", "../other"),
        ("id", 3),
        ("check", "AAAA"),
        ("check", "not base64"),
        ("code_written_down", "yes"),
        ("passphrase", []),
        ("passphrase", {"salt": "AAAA"}),
        ("recovery", "x"),
    ],
)
def test_a_changed_field_is_damaged(
    sealed: tuple[Vault, bytes, str], tmp_path: Path, key: str, value: object
) -> None:
    file = tmp_path / "diary.db.vault"
    write_vault(file, sealed[0])
    content = json.loads(file.read_bytes())
    file.write_text(json.dumps({**content, key: value}))

    assert refusal(lambda: read_vault(file)) == "vault.damaged"


@pytest.mark.parametrize(
    "work",
    [
        [2**31, 3, 4],
        [65536, 10**6, 4],
        [65536, 3, 1000],
        [8, 1, 4],
        [1, 1],
        [1e5, 3, 4],
        [float("inf"), 3, 4],
    ],
)
def test_a_file_that_asks_for_impossible_work_is_refused(
    sealed: tuple[Vault, bytes, str], tmp_path: Path, work: list[int]
) -> None:
    file = tmp_path / "diary.db.vault"
    write_vault(file, sealed[0])
    content = json.loads(file.read_bytes())
    content["passphrase"]["argon2id"] = work
    file.write_text(json.dumps(content))

    assert refusal(lambda: read_vault(file)) == "vault.damaged"


def test_each_flipped_bit_of_a_sealed_key_is_noticed(
    sealed: tuple[Vault, bytes, str],
) -> None:
    vault, _, code = sealed
    assert vault.recovery is not None
    whole = vault.recovery.sealed

    for at in range(len(whole) * 8):
        flipped = bytearray(whole)
        flipped[at // 8] ^= 1 << at % 8
        broken = replace(vault, recovery=replace(vault.recovery, sealed=bytes(flipped)))

        with pytest.raises(UserCanFix):
            key_from_code(broken, code)
