"""Who can open a diary: the keyring, a passphrase, a recovery code, and what is left when files go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.core.errors import UserCanFix
from companion.core.key_standing import KeyStanding
from companion.paths import PersonFiles
from companion.services.key_for_commands import key_for_a_command
from companion.services.keyholder import Keyholder
from companion.services.keyring_copy import Fetched, Held
from companion.stores.database import close_diary, open_diary
from companion.stores.encrypting import is_plain
from companion.stores.vault import read_vault
from tests.fake_keyrings import HangingKeyring, MemoryKeyring, in_place
from tests.stores.opening import make_diary, refusal

SECONDS = 30.0
WORDS = "three blue herons"


@pytest.fixture(autouse=True)
def keyring() -> Iterator[MemoryKeyring]:
    with in_place(MemoryKeyring()) as held:
        assert isinstance(held, MemoryKeyring)
        yield held


@pytest.fixture
def files(tmp_path: Path) -> PersonFiles:
    return PersonFiles(tmp_path / "diary.db")


def easy(files: PersonFiles) -> Keyholder:
    """A diary whose key the keyring has."""
    keys = Keyholder(files)
    keys.look()
    keys.make()
    assert keys.ask_to_keep().wait(SECONDS) is Held.STORED
    keys.open_unasked()
    keys.prepare()
    make_diary(files.diary, key=keys.key)
    return keys


def asked_again(files: PersonFiles) -> tuple[Keyholder, bool]:
    """A new start, and whether the keyring opens it."""
    keys = Keyholder(files)
    keys.look()
    answer = keys.ask_key().wait(SECONDS)
    assert answer is not None
    return keys, keys.take(*answer)


def opens(files: PersonFiles, key: bytes | None) -> bool:
    """Whether this key opens the diary, read from end to end."""
    try:
        close_diary(open_diary(files.diary, create=False, key=key))
    except UserCanFix:
        return False
    return True


def test_easy_mode_opens_unasked_at_the_next_start(files: PersonFiles) -> None:
    first = easy(files)

    keys, is_open = asked_again(files)

    assert is_open
    assert keys.key == first.key
    assert opens(files, keys.key)
    assert not keys.is_private
    assert keys.wants_code_written_down


def test_looking_changes_nothing(files: PersonFiles) -> None:
    assert Keyholder(files).look() is KeyStanding.NEW

    assert list(files.folder.iterdir()) == []


def test_what_there_is_is_told_apart(files: PersonFiles) -> None:
    make_diary(files.diary)
    assert Keyholder(files).look() is KeyStanding.PLAIN
    easy_key = easy(PersonFiles(files.folder / "other.db")).key
    assert Keyholder(PersonFiles(files.folder / "other.db")).look() is KeyStanding.SEALED
    files.diary.write_bytes(b"")
    assert Keyholder(files).look() is KeyStanding.OTHER
    files.diary.unlink()
    assert Keyholder(files).look() is KeyStanding.OTHER  # it is missing, and must not be made anew
    files.emergency.unlink()
    make_diary(files.diary, key=easy_key)
    assert Keyholder(files).look() is KeyStanding.KEYLESS


def test_a_passphrase_opens_it_and_another_does_not(files: PersonFiles) -> None:
    keys = easy(files)
    keys.set_passphrase(WORDS)

    later = Keyholder(files)

    assert later.look() is KeyStanding.SEALED
    assert later.is_private
    assert refusal(lambda: later.take_passphrase("two blue herons")) == "vault.wrong_passphrase"
    assert later.key is None
    later.take_passphrase(WORDS)
    assert later.key == keys.key


def test_changing_the_passphrase_ends_the_old_one_and_leaves_the_diary_as_it_is(files: PersonFiles) -> None:
    keys = easy(files)
    keys.set_passphrase(WORDS)
    before = files.diary.read_bytes()

    keys.set_passphrase("something else")

    later = Keyholder(files)
    later.look()
    assert refusal(lambda: later.take_passphrase(WORDS)) == "vault.wrong_passphrase"
    later.take_passphrase("something else")
    assert files.diary.read_bytes() == before


def test_no_passphrase_is_no_passphrase(files: PersonFiles) -> None:
    keys = easy(files)

    assert refusal(lambda: keys.set_passphrase("")) == "vault.empty_passphrase"
    assert not keys.is_private


def test_private_mode_leaves_nothing_in_the_keyring(files: PersonFiles, keyring: MemoryKeyring) -> None:
    keys = easy(files)
    assert keyring.held

    keys.set_passphrase(WORDS)
    assert keys.ask_to_forget().wait(SECONDS) is Held.NONE

    assert keyring.held == {}


def test_a_copy_left_in_the_keyring_by_a_kill_is_removed_at_the_next_opening(
    files: PersonFiles, keyring: MemoryKeyring
) -> None:
    easy(files).set_passphrase(WORDS)  # and here the program was killed
    assert keyring.held

    later = Keyholder(files)
    later.look()
    later.take_passphrase(WORDS)
    later.prepare()

    assert later._forgetting is not None
    assert later._forgetting.wait(SECONDS) is Held.NONE
    assert keyring.held == {}
    assert opens(files, later.key)


def test_a_keyring_that_holds_nothing_is_not_asked_at_each_start(files: PersonFiles) -> None:
    keys = easy(files)
    keys.set_passphrase(WORDS)
    assert keys.ask_to_forget().wait(SECONDS) is Held.NONE

    later = Keyholder(files)
    later.look()
    later.take_passphrase(WORDS)
    later.prepare()

    assert later._forgetting is None


def test_a_new_passphrase_is_not_undone_by_a_keyring_that_answers_late(files: PersonFiles) -> None:
    keys = easy(files)
    keys.set_passphrase(WORDS)
    with in_place(HangingKeyring()) as hanging:
        assert isinstance(hanging, HangingKeyring)
        asked = keys.ask_to_forget()
        keys.set_passphrase("something else")
        hanging.answer.set()
        assert asked.wait(SECONDS) is Held.NONE

    later = Keyholder(files)
    later.look()

    assert refusal(lambda: later.take_passphrase(WORDS)) == "vault.wrong_passphrase"
    later.take_passphrase("something else")


def test_back_to_easy_needs_no_passphrase_any_more(files: PersonFiles) -> None:
    keys = easy(files)
    keys.set_passphrase(WORDS)
    keys.ask_to_forget().wait(SECONDS)

    assert keys.ask_to_keep().wait(SECONDS) is Held.STORED
    keys.open_unasked()

    later, is_open = asked_again(files)
    assert is_open
    assert not later.is_private


def test_the_code_opens_a_diary_whose_keyring_was_emptied(files: PersonFiles, keyring: MemoryKeyring) -> None:
    code = easy(files).new_code()
    keyring.held.clear()

    keys, is_open = asked_again(files)

    assert not is_open
    keys.take_code(code.lower())
    assert opens(files, keys.key)


def test_a_code_counts_as_written_down_only_once_it_was_typed_back(files: PersonFiles) -> None:
    keys = easy(files)
    code = keys.new_code()
    wrong = ("1" if code[0] != "1" else "2") + code[1:]

    assert refusal(lambda: keys.prove_code(wrong)) == "vault.wrong_code"
    assert keys.wants_code_written_down
    keys.prove_code(code)

    assert not keys.wants_code_written_down
    assert not asked_again(files)[0].wants_code_written_down


@pytest.mark.parametrize("content", [None, b"", b"{", b"\0" * 300])
def test_without_its_key_file_the_copy_beside_the_backups_is_used(
    files: PersonFiles, content: bytes | None
) -> None:
    keys = easy(files)
    keys.set_passphrase(WORDS)
    files.vault.unlink()
    if content is not None:
        files.vault.write_bytes(content)

    later = Keyholder(files)
    assert later.look() is KeyStanding.SEALED
    later.take_passphrase(WORDS)
    later.prepare()

    assert read_vault(files.vault) == read_vault(files.vault_copy)
    assert opens(files, later.key)
    if content is not None:
        assert files.vault.with_name("diary.db.vault.damaged").read_bytes() == content


def test_without_any_key_file_the_keyring_still_opens_it_and_the_file_is_made_anew(
    files: PersonFiles,
) -> None:
    first = easy(files)
    files.vault.write_bytes(b"spoilt")
    files.vault_copy.unlink()
    assert Keyholder(files).look() is KeyStanding.KEYLESS

    keys, is_open = asked_again(files)
    keys.prepare()

    assert is_open
    assert keys.key == first.key
    made = read_vault(files.vault)
    assert made is not None
    assert made.fits(first.key or b"")
    assert keys.wants_code_written_down


def test_without_key_file_and_keyring_it_says_where_a_copy_lies(
    files: PersonFiles, keyring: MemoryKeyring
) -> None:
    easy(files)
    files.vault.unlink()
    files.vault_copy.unlink()
    keyring.held.clear()

    keys, is_open = asked_again(files)

    assert not is_open
    problem = keys.why_not()
    assert problem is not None
    assert problem.key == "vault.gone"


def test_a_key_of_another_diary_in_the_keyring_is_not_used(files: PersonFiles) -> None:
    easy(files)
    keys = Keyholder(files)
    keys.look()

    assert not keys.take("x", Fetched(Held.STORED, "A" * 43 + "="))
    assert keys.key is None


def test_a_plain_diary_is_encrypted_when_the_key_is_there(files: PersonFiles) -> None:
    make_diary(files.diary)
    keys = Keyholder(files)
    keys.look()
    keys.make()
    keys.ask_to_keep().wait(SECONDS)
    keys.open_unasked()

    keys.prepare()

    assert not is_plain(files.diary)
    assert opens(files, keys.key_to_open_with())


def test_a_plain_diary_put_back_beside_its_key_file_gets_the_same_key(files: PersonFiles) -> None:
    first = easy(files)
    elsewhere = files.folder / "elsewhere"
    elsewhere.mkdir()
    make_diary(elsewhere / "diary.db")
    (elsewhere / "diary.db").replace(files.diary)

    keys, is_open = asked_again(files)
    keys.prepare()

    assert is_open
    assert keys.key == first.key
    assert opens(files, first.key)


def test_a_start_that_was_killed_before_the_diary_was_made_goes_on_with_the_same_key(
    files: PersonFiles,
) -> None:
    first = easy(files)
    files.diary.unlink()
    files.emergency.unlink()

    keys, is_open = asked_again(files)

    assert is_open
    assert keys.key == first.key


def test_a_command_opens_it_by_the_keyring(files: PersonFiles) -> None:
    key = easy(files).key

    assert key_for_a_command(files, None) == key


def test_a_command_opens_a_private_diary_by_the_passphrase_alone(files: PersonFiles) -> None:
    keys = easy(files)
    keys.set_passphrase(WORDS)

    assert key_for_a_command(files, WORDS) == keys.key
    assert refusal(lambda: key_for_a_command(files, None)) == "vault.locked_for_commands"
    assert refusal(lambda: key_for_a_command(files, "x")) == "vault.wrong_passphrase"


def test_a_command_reads_a_diary_that_is_still_plain_and_leaves_it_so(files: PersonFiles) -> None:
    make_diary(files.diary)

    assert key_for_a_command(files, None) is None
    assert is_plain(files.diary)


def test_a_command_does_not_wait_for_a_keyring_that_hangs(
    files: PersonFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    easy(files)
    monkeypatch.setattr("companion.services.key_for_commands.LOOK_SECONDS", 0.05)

    with in_place(HangingKeyring()):
        assert refusal(lambda: key_for_a_command(files, None)) == "vault.locked_for_commands"
