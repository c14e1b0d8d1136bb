"""What a person writes stands in no file that opens without the key, in no log and in no temporary folder."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from companion.core.alerts import Outcome
from companion.core.half_typed import HalfTyped
from companion.core.levels import Reporter, Severity
from companion.core.people import Contacts
from companion.core.people import Person as Patient
from companion.services.photos import SmallPicture
from companion.stores.database import open_diary
from companion.ui.pages.recovery.code import CodeCard
from companion.ui.pages.recovery.page import RecoveryPage
from companion.ui.places import Go, PageId
from tests.stores.samples import A_JPEG
from tests.stories.desk import WORDS, Desk, keys_of

MARK = "Quokkaberry"
TEAM, NUMBER, EMERGENCY = "Wombat Clinic", "202-555-0143", "0199"
SYMPTOM, DRUG = "wheezing", "tarlatamab"


def write_everywhere(desk: Desk) -> None:
    """The mark in every text that a person can write."""
    journal, now = desk.app.journal, desk.clock.now()
    journal.set_person(Patient(f"{MARK} name", usual_readings={"weight": Decimal("61.5")}))
    journal.set_contacts(Contacts(TEAM, NUMBER, EMERGENCY))
    journal.keep_setup({"person.name": f"{MARK} half typed"})
    treatment = journal.start_treatment(
        drug=DRUG, regimen=DRUG, first_wall=datetime(2026, 2, 20, 10), place=f"{MARK} place"
    )
    journal.record_dose(treatment_id=treatment, ordinal=1, drug=DRUG, amount=f"{MARK} mg", started_at=now)
    entry = journal.begin_entry(day=desk.app.record.today(), by=Reporter.PATIENT)
    journal.answer(entry, symptom=SYMPTOM, severity=Severity.SEVERE, signs=frozenset(), by=Reporter.PATIENT)
    journal.measure(
        entry_id=entry, kind="temperature", value=Decimal("38.77"), unit="Cel", by=Reporter.PATIENT
    )
    journal.write_note(entry, f"{MARK} note")
    journal.take_medicine(medicine=None, name=f"{MARK} pill", at=now, by=Reporter.PATIENT)
    journal.record_outcome(
        tuple(alert.id for alert in desk.app.record.open_alerts()),
        outcome=Outcome.CALLED,
        who_answered=f"{MARK} nurse",
        what_they_said=f"{MARK} said",
        by=Reporter.PATIENT,
    )
    care, day = desk.app.context.diary, desk.app.record.today()
    pixels = A_JPEG.replace(b"pixels", MARK.encode())
    # No picture that could be shown: so long ago that no page tries.
    care.photos.add(
        SmallPicture(pixels, 4, 3), day=date(2020, 1, 1), caption=f"{MARK} arm", by=Reporter.PATIENT
    )
    care.half_typed.keep(HalfTyped(day, "check", "", Reporter.PATIENT, {"medicine_name": f"{MARK} half"}))
    draft = journal.begin_entry(day=desk.app.record.today(), by=Reporter.PATIENT)
    journal.write_note(draft, f"{MARK} draft")


def holding(folder: Path, *words: str) -> list[str]:
    """Files below a folder that hold one of these words, in any of the usual encodings and cases."""
    spelt = [word.lower().encode(code) for word in words for code in ("utf-8", "utf-16-le", "utf-16-be")]
    found = []
    for file in folder.rglob("*"):
        if not file.is_file() or file.is_symlink():
            continue
        # A copy is made beside the window: SQLite removes its journal while we look.
        with suppress(FileNotFoundError):
            content = file.read_bytes().lower()
            if any(one in content for one in spelt):
                found.append(file.name)
    return found


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_what_is_written_stands_in_no_file_and_in_no_log(
    desk: Desk, temporary: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    folder = desk.files.folder
    desk.start()

    write_everywhere(desk)
    assert desk.files.diary.with_name("diary.db-wal").stat().st_size > 0
    while_open = holding(folder, MARK, SYMPTOM, DRUG, "38.77")
    desk.close()
    desk.start()
    for page in (PageId.TODAY, PageId.DIARY, PageId.ALERTS, PageId.SETTINGS, PageId.UNWELL):
        desk.app.window.show_page(Go(page))
    desk.close()

    assert while_open == []
    assert holding(folder, MARK, SYMPTOM, DRUG, "38.77") == []
    assert holding(temporary, MARK, SYMPTOM) == []
    assert MARK not in caplog.text
    assert MARK not in "".join(capfd.readouterr())
    assert holding(folder, TEAM, NUMBER) == ["diary.db.emergency"]


def test_the_plain_file_holds_the_marked_fields_and_nothing_else(desk: Desk) -> None:
    desk.start()
    write_everywhere(desk)

    assert json.loads(desk.files.emergency.read_bytes()) == {
        "team_name": TEAM,
        "team_number": NUMBER,
        "emergency_number": EMERGENCY,
        "text_scale": "1.0",
        "theme": "",
        "language": "",
        "diary_exists": True,
    }


def test_the_same_words_are_found_in_a_plain_diary(desk: Desk) -> None:
    """The control: the search does find what is there to be found."""
    db = open_diary(desk.files.diary, create=True)
    db.execute("INSERT INTO setup VALUES ('x', ?, 'x', 'x', 'x', NULL)", [MARK])
    db.close()

    assert holding(desk.files.folder, MARK) == ["diary.db"]


@pytest.mark.skipif(sys.platform != "linux", reason="reads the rights of files")
def test_neither_passphrase_nor_code_nor_key_is_written_anywhere(
    desk: Desk, temporary: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    desk.start()
    keys = keys_of(desk)
    keys.set_passphrase(WORDS)
    assert keys.ask_to_forget().wait(30)
    desk.app.window.show_page(Go(PageId.RECOVERY))
    desk.person.press("Show my recovery code")
    page = desk.app.window.page(PageId.RECOVERY)
    assert isinstance(page, RecoveryPage)
    code, key = page._code, keys.key
    assert key is not None
    card = page.findChild(CodeCard)
    assert card is not None
    card.save_to(str(temporary / "wanted.pdf"))
    card._work.wait()
    os.unlink(temporary / "wanted.pdf")
    desk.close()

    assert holding(desk.files.folder, WORDS, code, code.replace("-", ""), key.hex()) == []
    assert holding(temporary, WORDS, code, code.replace("-", "")) == []
    assert WORDS not in caplog.text
    assert code not in caplog.text
    others = [f.name for f in desk.files.folder.glob("diary.db*") if f.stat().st_mode & 0o077]
    assert others == []


def test_what_stood_in_a_plain_diary_is_gone_from_the_profile_after_the_first_start(desk: Desk) -> None:
    db = open_diary(desk.files.diary, create=True)
    db.execute("INSERT INTO setup VALUES ('x', ?, 'x', 'x', 'x', NULL)", [MARK])
    db.close()
    desk.files.backups.mkdir()
    shutil.copy(desk.files.diary, desk.files.backups / "before-0002.db")
    assert len(holding(desk.files.folder, MARK)) == 2

    desk.start()
    desk.app.journal.set_preferences(replace(desk.app.record.preferences(), theme="dark"))
    desk.close()

    assert holding(desk.files.folder, MARK) == []
