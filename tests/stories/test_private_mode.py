"""Who can open this diary: chosen in Settings, and the recovery code on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from PySide6.QtWidgets import QLabel

from companion.core.catalogue import Catalogue
from companion.core.words import Words
from companion.services.demo import make_demo
from companion.services.keyholder import Keyholder
from companion.stores.encrypting import is_plain
from companion.stores.vault import read_vault
from companion.ui.pages.recovery_code import CodeCard
from companion.ui.places import Go, PageId
from tests.fake_keyrings import FailingKeyring, FileKeyring, PlainFileKeyring
from tests.stories.desk import WORDS, Desk, keys_of, unlock
from tests.stories.person import Person

CARD = "Who can open this diary"
TASK = "Put your recovery code on paper"


def settings(desk: Desk) -> Person:
    desk.app.window.show_page(Go(PageId.SETTINGS, "lock"))
    return desk.person


def choose(desk: Desk, passphrase: str = WORDS) -> None:
    """From easy to private, in Settings."""
    person = settings(desk)
    person.press("Ask me for a passphrase")
    person.type("Your passphrase", passphrase)
    person.type("The same once more", passphrase)
    person.press("Use this passphrase")


def shown_code(desk: Desk) -> str:
    """The code as it stands on the page."""
    page = desk.app.window.page(PageId.RECOVERY)
    shown = (one.text() for one in page.findChildren(QLabel) if one.isVisible())
    (code,) = (text for text in shown if len(text) == 32 and text == text.upper())
    return code


def test_a_passphrase_can_be_asked_for_and_the_keyring_then_holds_nothing(
    desk: Desk, keyring: FileKeyring
) -> None:
    desk.start()
    assert keyring._read()

    choose(desk)
    desk.wait(lambda: not keyring._read())

    assert desk.person.sees("Companion asks for this passphrase from now on.")
    assert desk.is_watched()
    desk.close()
    desk.start()
    assert desk.person.sees("Your diary is locked")
    unlock(desk)
    assert desk.person.sees("Welcome to Companion")


def test_a_copy_that_stays_in_the_keyring_is_told_about(
    desk: Desk, another_keyring: Callable[[KeyringBackend], None]
) -> None:
    desk.start()
    another_keyring(FailingKeyring())

    choose(desk)
    desk.wait(lambda: desk.person.sees("this computer still keeps a copy of the key"))

    assert desk.person.sees("Remove the copy")
    assert keys_of(desk).is_private


def test_the_passphrase_is_changed_and_the_old_one_opens_nothing(private: Desk) -> None:
    private.start()
    unlock(private)
    person = settings(private)

    person.press("Change the passphrase")
    person.type("Your passphrase", "another")
    person.type("The same once more", "another")
    person.press("Use this passphrase")
    private.close()

    person = private.start()
    person.type("Passphrase", WORDS)
    person.press("Open my diary")
    private.wait(lambda: person.sees("This is not the passphrase of this diary."))
    unlock(private, "another")


def test_the_computer_can_be_let_open_it_again(private: Desk) -> None:
    private.start()
    unlock(private)

    settings(private).press("Let this computer open it")
    private.wait(lambda: private.person.sees("This computer opens your diary from now on."))
    private.close()

    private.start()
    assert private.app.record.person().name == "Ruth Example"


def test_without_a_keyring_the_passphrase_stays(
    private: Desk, another_keyring: Callable[[KeyringBackend], None]
) -> None:
    private.start()
    unlock(private)
    another_keyring(PlainFileKeyring())

    settings(private).press("Let this computer open it")

    private.wait(lambda: private.person.sees("This computer has no place to keep the key."))
    assert keys_of(private).is_private


def test_lock_now_locks_now(private: Desk) -> None:
    private.start()
    unlock(private)

    settings(private).press("Lock now")

    private.wait(private.shows_the_door)
    assert private.person.sees("Your diary is locked")


def test_half_a_passphrase_does_not_stay_on_the_page(desk: Desk) -> None:
    desk.start()
    person = settings(desk)
    person.press("Ask me for a passphrase")
    person.type("Your passphrase", WORDS)

    desk.app.window.show_page(Go(PageId.TODAY))
    person = settings(desk)

    person.press("Ask me for a passphrase")
    assert [field.text() for field in person.fields() if field.accessibleName() == "Your passphrase"] == [""]


def test_the_task_stays_on_today_until_the_code_was_typed_back(desk: Desk) -> None:
    person = desk.start()
    desk.app.window.show_page(Go(PageId.TODAY))
    assert person.sees(TASK)

    person.press("Do it now")
    person.press("Show my recovery code")
    code = shown_code(desk)
    desk.app.window.show_page(Go(PageId.TODAY))
    assert person.sees(TASK)

    person.press("Do it now")
    assert not person.sees(code)
    person.type("Type the code from the paper", code.replace(" ", "").lower())
    person.press("It is on paper")
    assert person.sees("The code on your paper opens this diary.")
    person.press("Back to Today")
    assert not person.sees(TASK)
    vault = read_vault(desk.files.vault)
    assert vault is not None
    assert vault.code_written_down


def test_a_slip_on_paper_is_found_while_the_code_still_stands_there(desk: Desk) -> None:
    person = desk.start()
    desk.app.window.show_page(Go(PageId.RECOVERY))
    person.press("Show my recovery code")
    code = shown_code(desk)
    slip = ("1" if code[0] != "1" else "2") + code[1:]

    person.type("Type the code from the paper", slip)
    person.press("It is on paper")

    assert person.sees("This is not the recovery code of this diary.")
    assert shown_code(desk) == code
    assert keys_of(desk).wants_code_written_down


def test_the_sheet_is_put_where_the_person_wants_it(desk: Desk, tmp_path: Path) -> None:
    person = desk.start()
    desk.app.window.show_page(Go(PageId.RECOVERY))
    person.press("Show my recovery code")
    page = desk.app.window.page(PageId.RECOVERY)
    card = page.findChild(CodeCard)
    assert card is not None

    card.save_to(str(tmp_path / "sheet.pdf"))
    card._work.wait()
    assert person.sees("Print it, then delete the file.")
    card.save_to(str(tmp_path / "nowhere" / "sheet.pdf"))
    card._work.wait()

    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    assert person.sees("The sheet could not be written there.")


@pytest.mark.parametrize("elsewhere", [PageId.SETTINGS, PageId.UNWELL])
def test_the_code_leaves_the_page_with_the_person(desk: Desk, elsewhere: PageId) -> None:
    person = desk.start()
    desk.app.window.show_page(Go(PageId.RECOVERY))
    person.press("Show my recovery code")
    code = shown_code(desk)

    desk.app.window.show_page(Go(elsewhere))
    person.reads()

    assert not any(code in one.text() for one in desk.app.window.findChildren(QLabel))


def test_a_demo_asks_nothing_and_its_key_ends_with_the_program(
    desk: Desk, catalogue: Catalogue, words: Words, keyring: FileKeyring
) -> None:
    keys = Keyholder.for_demo(desk.files, thrown_away=True)
    now = desk.clock.now()
    make_demo(desk.files, catalogue, words, now=now, zone=desk.clock.zone(), key=keys.key)

    person = desk.start(made_up=keys)
    settings(desk)

    assert not is_plain(desk.files.diary)
    assert not person.sees(CARD)
    assert not desk.files.vault.exists()
    assert keyring._read() == {}
