"""A diary that is locked: it opens by what was agreed, never stands before the numbers, and closes again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from keyring.backend import KeyringBackend
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from companion.core.levels import Reporter, Severity
from companion.core.people import Person as Patient
from companion.opening.locked_reminders import LockedReminders
from companion.services.single_instance import Request
from companion.services.while_locked import WhileLocked
from companion.stores.encrypting import is_plain
from companion.ui.alone.trouble import TroubleWindow
from companion.ui.idle import IDLE, IdleWatch
from companion.ui.places import Go, PageId
from companion.ui.window import MainWindow
from tests.fake_clock import FakeClock
from tests.fake_keyrings import FileKeyring, ForgetfulKeyring, HangingKeyring, LockedKeyring
from tests.stores.opening import make_diary
from tests.stories.conftest import NUMBER
from tests.stories.desk import WORDS, Desk, keys_of, unlock
from tests.stories.person import Person

LOCKED, CHOOSE = "Your diary is locked", "Choose a passphrase"


def height_of(person: Person, text: str) -> int:
    """How far down the page something stands."""
    person.reads()
    label = next(one for one in person.window.findChildren(QLabel) if one.isVisible() and text in one.text())
    return label.mapTo(person.window, label.rect().topLeft()).y()


def test_the_first_start_needs_no_decision_and_the_diary_is_encrypted(desk: Desk) -> None:
    person = desk.start()

    assert person.sees("Welcome to Companion")
    assert not is_plain(desk.files.diary)
    assert desk.files.vault.exists()


def test_the_second_start_opens_unasked(desk: Desk) -> None:
    desk.start()
    desk.app.journal.set_person(Patient("Ruth Example"))
    desk.close()

    desk.start()

    assert desk.app.record.person().name == "Ruth Example"


@pytest.mark.parametrize("keyring_of", [LockedKeyring, ForgetfulKeyring])
def test_without_a_keyring_nothing_is_stored_before_a_passphrase_was_given(
    desk: Desk, another_keyring: Callable[[KeyringBackend], None], keyring_of: Callable[[], KeyringBackend]
) -> None:
    another_keyring(keyring_of())

    person = desk.start()

    assert person.sees(CHOOSE)
    assert person.sees("112 or 911")
    assert [file.name for file in desk.files.folder.glob("diary*")] == ["diary.db.lock"]
    person.type("Your passphrase", WORDS)
    person.type("The same once more", WORDS)
    person.press("Use this passphrase")
    desk.open()
    assert person.sees("Welcome to Companion")
    assert not is_plain(desk.files.diary)
    assert keys_of(desk).is_private


def test_two_passphrases_that_differ_are_told_about(
    desk: Desk, another_keyring: Callable[[KeyringBackend], None]
) -> None:
    another_keyring(LockedKeyring())
    person = desk.start()

    person.press("Use this passphrase")
    assert person.sees("Type a passphrase first.")
    person.type("Your passphrase", WORDS)
    person.type("The same once more", "three blue heron")
    person.press("Use this passphrase")

    assert person.sees("These two are not the same.")
    assert desk.shows_the_door()


def test_a_private_diary_shows_the_numbers_and_opens_by_its_passphrase(private: Desk) -> None:
    person = private.start()

    assert person.sees(LOCKED)
    assert person.sees(NUMBER)
    assert person.sees("Call 911 now if:")
    assert not person.sees("Ruth")
    unlock(private)
    assert private.app.record.person().name == "Ruth Example"


def test_a_wrong_passphrase_is_told_in_words_as_often_as_it_is_tried(private: Desk) -> None:
    person = private.start()

    for _ in range(4):
        person.type("Passphrase", "three blue heron")
        person.press("Open my diary")
        private.wait(lambda: person.sees("This is not the passphrase of this diary."))

    unlock(private)
    assert private.app.record.person().name == "Ruth Example"


def test_enter_opens_it_too_and_the_letters_show_only_when_asked_for(private: Desk) -> None:
    person = private.start()
    line = person.find(QLineEdit, "Passphrase")

    assert line.hasFocus()
    assert line.echoMode() is QLineEdit.EchoMode.Password
    person.press("Show the letters")
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    line.setText(WORDS)
    QTest.keyClick(line, "\r")
    private.open()

    assert private.app.record.person().name == "Ruth Example"


def test_the_recovery_code_opens_it(private: Desk) -> None:
    private.start()
    unlock(private)
    code = keys_of(private).new_code()
    private.close()

    person = private.start()
    person.press("I have a recovery code on paper")
    person.type("Recovery code", code[:-2])
    person.press("Open with the code")
    private.wait(lambda: person.sees("A recovery code has 26 letters and digits."))
    person.type("Recovery code", code.lower())
    person.press("Open with the code")
    private.open()

    assert private.app.record.person().name == "Ruth Example"


def test_i_feel_unwell_now_brings_the_numbers_to_the_top_of_a_locked_diary(private: Desk) -> None:
    person = private.start()
    assert (
        height_of(person, NUMBER)
        > person.find(QLineEdit, "Passphrase")
        .mapTo(person.window, person.find(QLineEdit, "Passphrase").rect().topLeft())
        .y()
    )

    person.press("I feel unwell now")

    assert height_of(person, NUMBER) < 400
    person.type("Passphrase", WORDS)
    person.press("Open my diary")
    private.open()
    window = private.begun[-1].window
    assert isinstance(window, MainWindow)
    assert window.current == Go(PageId.UNWELL)


def test_unwell_on_the_command_line_and_from_a_second_start_works_while_locked(private: Desk) -> None:
    person = private.start(unwell=True)
    assert height_of(person, NUMBER) < 400
    private.close()

    person = private.start()
    door = private.begun[-1]._door
    assert door is not None
    door.on_request(Request.UNWELL)

    assert height_of(person, NUMBER) < 400


def test_locking_leaves_nothing_in_the_window_and_closes_the_diary(private: Desk) -> None:
    person = private.start()
    unlock(private)
    app = private.app
    entry = app.journal.begin_entry(day=app.record.today(), by=Reporter.PATIENT)
    app.journal.answer(entry, symptom="cough", severity=Severity.MILD, signs=frozenset(), by=Reporter.PATIENT)
    app.window.show_page(Go(PageId.TODAY))
    assert person.sees("Ruth")

    private.begun[-1].lock()
    private.wait(private.shows_the_door)

    assert person.sees(LOCKED)
    assert person.sees(NUMBER)
    assert not person.sees("Ruth")
    assert "Ruth" not in person.window.windowTitle()
    assert not private.files.diary.with_name("diary.db-wal").exists()
    unlock(private)
    found = private.app.record.entry(entry)
    assert [report.symptom for report in found.reports] == ["cough"]


def test_an_open_alert_is_something_that_waits_and_no_more(private: Desk) -> None:
    person = private.start()
    unlock(private)
    app = private.app
    entry = app.journal.begin_entry(day=app.record.today(), by=Reporter.PATIENT)
    app.journal.answer(
        entry, symptom="wheezing", severity=Severity.SEVERE, signs=frozenset(), by=Reporter.PATIENT
    )
    assert app.record.open_alerts()

    private.begun[-1].lock()
    private.wait(private.shows_the_door)

    assert person.sees("Something waits for you in your diary.")
    assert not person.sees("heez")
    unlock(private)
    window = private.begun[-1].window
    assert isinstance(window, MainWindow)
    private.wait(lambda: window.current == Go(PageId.CALL))


def test_a_check_that_falls_due_while_it_is_locked_brings_the_window_to_the_front(
    private: Desk, clock: FakeClock
) -> None:
    person = private.start()
    unlock(private)
    private.app.journal.record_dose(
        treatment_id=None, ordinal=None, drug="tarlatamab", amount="", started_at=clock.now()
    )
    private.begun[-1].lock()
    private.wait(private.shows_the_door)
    at_first = person.sees("Something waits for you in your diary.")
    private.begun[-1].window.showMinimized()

    clock.advance(hours=4)
    locked_reminders(private).tick()

    assert not at_first
    assert person.sees("Something waits for you in your diary.")
    assert not private.begun[-1].window.isMinimized()


def test_an_open_alert_is_asked_about_while_it_is_locked(private: Desk, clock: FakeClock) -> None:
    private.start()
    unlock(private)
    private.app.journal.measure(
        entry_id=None, kind="temperature", value=Decimal("39.5"), unit="Cel", by=Reporter.PATIENT
    )
    private.begun[-1].lock()
    private.wait(private.shows_the_door)
    private.begun[-1].window.showMinimized()

    clock.advance(minutes=15)
    locked_reminders(private).tick()

    assert not private.begun[-1].window.isMinimized()


def test_a_fever_that_was_typed_and_left_brings_the_numbers_and_no_lock(
    private: Desk, clock: FakeClock
) -> None:
    person = private.start()
    unlock(private)
    private.app.window.show_page(Go(PageId.DIARY, "temperature"))
    person.find(QLineEdit, "What is your temperature?", editable=True).insert("39.5")
    idle = watch_of(private)

    clock.moment += IDLE
    idle.look()

    assert not private.begun[-1].is_at_the_door
    assert private.app.window.current == Go(PageId.CALL)
    assert person.sees(NUMBER)


def locked_reminders(desk: Desk) -> WhileLocked:
    door = desk.begun[-1]._door
    assert door is not None
    (found,) = door.findChildren(LockedReminders)
    return found.reminders


def watch_of(desk: Desk) -> IdleWatch:
    assert desk.is_watched()
    return desk.begun[-1]._idle._watch  # type: ignore[union-attr, return-value]


def test_it_locks_after_ten_idle_minutes_and_not_before(private: Desk, clock: FakeClock) -> None:
    private.start()
    unlock(private)
    private.app.window.show_page(Go(PageId.SETTINGS))
    idle = watch_of(private)

    clock.moment += IDLE - timedelta(seconds=1)
    idle.look()
    assert not private.shows_the_door()
    QTest.keyClick(private.app.window, "x")
    clock.moment += IDLE - timedelta(seconds=1)
    idle.look()
    assert not private.shows_the_door()
    clock.moment += timedelta(seconds=1)
    idle.look()

    private.wait(private.shows_the_door)


def test_it_does_not_lock_while_the_numbers_are_in_front(private: Desk, clock: FakeClock) -> None:
    private.start()
    unlock(private)
    private.app.window.show_page(Go(PageId.UNWELL))
    idle = watch_of(private)

    clock.moment += IDLE * 3
    idle.look()

    assert not private.begun[-1].is_at_the_door


def test_a_diary_that_opens_unasked_does_not_lock_by_itself(desk: Desk) -> None:
    desk.start()

    assert not desk.is_watched()


def test_while_the_keyring_asks_its_person_the_page_says_so_and_the_code_works(
    desk: Desk, another_keyring: Callable[[KeyringBackend], None]
) -> None:
    desk.start()
    code = keys_of(desk).new_code()
    desk.close()
    another_keyring(HangingKeyring())

    person = desk.start()

    assert person.sees("It may show a small window for your computer password.")
    assert person.sees("112 or 911")
    person.type("Recovery code", code)
    person.press("Open with the code")
    desk.open()
    assert person.sees("Welcome to Companion")


def test_while_a_keyring_is_asked_to_keep_the_key_a_passphrase_can_be_chosen_instead(
    desk: Desk, another_keyring: Callable[[KeyringBackend], None]
) -> None:
    slow = HangingKeyring()
    another_keyring(slow)
    person = desk.start()
    assert person.sees("It may show a small window for your computer password.")
    door = desk.begun[-1]._door
    assert door is not None
    desk.wait(lambda: door._keeping is not None)

    person.type("Your passphrase", WORDS)
    person.type("The same once more", WORDS)
    person.press("Use this passphrase")
    desk.open()

    assert keys_of(desk).is_private
    slow.answer.set()
    desk.wait(lambda: slow.puts > 0 and not slow.held)


def test_what_is_being_typed_stays_when_the_keyring_gives_up(
    desk: Desk, another_keyring: Callable[[KeyringBackend], None]
) -> None:
    desk.start()
    code = keys_of(desk).new_code()
    desk.close()
    another_keyring(HangingKeyring())
    person = desk.start()
    person.type("Recovery code", code[:5])

    door = desk.begun[-1]._door
    assert door is not None
    door._asking._give_up()

    assert person.find(QLineEdit, "Recovery code").text() == code[:5]
    assert person.sees("This computer did not give the key.")


def test_a_keyring_that_answers_late_opens_it_all_the_same(
    desk: Desk, keyring: FileKeyring, another_keyring: Callable[[KeyringBackend], None]
) -> None:
    desk.start()
    desk.close()
    late = HangingKeyring()
    late.held = {("Companion", name.split()[1]): text for name, text in keyring._read().items()}
    another_keyring(late)
    person = desk.start()
    assert person.sees(LOCKED)

    late.answer.set()
    desk.open()

    assert person.sees("Welcome to Companion")


def test_a_keyring_that_lost_the_key_is_asked_again_when_the_person_wants(
    desk: Desk, keyring: FileKeyring
) -> None:
    desk.start()
    desk.close()
    held = keyring._read()
    for name in held:
        keyring.delete_password(*name.split())

    person = desk.start()
    assert person.sees("no recovery code was written down")
    for name, text in held.items():
        keyring.set_password(*name.split(), text)
    person.press("Ask this computer again")
    desk.open()

    assert person.sees("Welcome to Companion")


def test_a_plain_diary_of_an_earlier_version_is_encrypted_at_the_first_start(desk: Desk) -> None:
    make_diary(desk.files.diary)

    desk.start()

    assert not is_plain(desk.files.diary)
    assert desk.app.record.entry("entry-1").note == "do not lose me"


def test_without_a_keyring_a_plain_diary_can_be_opened_first_and_locked_another_day(
    desk: Desk, another_keyring: Callable[[KeyringBackend], None]
) -> None:
    make_diary(desk.files.diary)
    another_keyring(LockedKeyring())

    person = desk.start()
    assert person.sees("Anyone who can use this computer can read it.")
    person.press("Not now, open my diary")
    desk.open()

    assert desk.app.record.entry("entry-1").note == "do not lose me"
    assert is_plain(desk.files.diary)
    desk.close()
    assert desk.start().sees(CHOOSE)


def test_a_plain_diary_that_cannot_be_encrypted_opens_and_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_diary(desk.files.diary)

    def refuse(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("companion.stores.encrypting._export", refuse)

    person = desk.start()

    assert person.sees("Your diary could not be locked this time.")
    assert desk.app.record.entry("entry-1").note == "do not lose me"


def test_without_key_file_and_keyring_the_window_says_what_to_do_and_whom_to_call(
    private: Desk,
) -> None:
    private.files.vault.unlink()
    private.files.vault_copy.unlink()

    person = private.start()

    assert isinstance(private.begun[-1].window, TroubleWindow)
    assert person.sees("Put back the copy that lies beside your backup.")
    assert person.sees(NUMBER)


@pytest.mark.qt_no_exception_capture
def test_a_fault_of_ours_at_the_door_still_leaves_the_numbers(
    private: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    private.start()

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("companion.services.keyholder.Keyholder.take_passphrase", fail)
    private.person.type("Passphrase", WORDS)
    private.person.press("Open my diary")
    private.open()

    assert isinstance(private.begun[-1].window, TroubleWindow)
    assert private.person.sees(NUMBER)
    assert WORDS not in caplog.text
