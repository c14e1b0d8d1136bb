"""`companion export --format report` and the other papers: a PDF for this account, of the days asked for."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from companion.cli import main
from companion.clock import SystemClock
from companion.commands.papers import PAPERS
from companion.core.catalogue import Catalogue
from companion.core.words import Words
from companion.paths import PersonFiles

# The journal that plays the demonstration is a QObject.
pytest.importorskip("PySide6.QtCore", reason="the demo needs Qt", exc_type=ImportError)

from companion.services.demo import make_demo
from tests.share.paper_kit import text_of


@pytest.fixture(scope="module")
def diary(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, words: Words) -> Path:
    """The demo as it ends now: the command has no other clock."""
    files = PersonFiles(tmp_path_factory.mktemp("demo") / "diary.db")
    make_demo(files, catalogue, words, now=SystemClock().now(), zone="America/New_York")
    return files.diary


def export(kind: str, out: Path, diary: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["export", "--format", kind, str(out), "--data", str(diary), *more])


@pytest.mark.parametrize("kind", PAPERS)
def test_every_paper_is_written_for_this_account_alone(kind: str, diary: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"

    result = export(kind, out, diary)

    assert result.exit_code == 0, result.output
    assert b"<pdfuaid:part>1</pdfuaid:part>" in out.read_bytes()
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "whoever has it can read it" in result.output


def test_a_report_is_of_the_days_asked_for(diary: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"

    export("report", out, diary, "--since", "2026-01-05", "--until", "2026-01-20", "--notes", "--paper", "a4")

    text = text_of(out)
    assert "January 5, 2026 to January 20, 2026" in text
    assert "Notes" in text
    assert b"595" in out.read_bytes()


def test_a_file_that_exists_is_left_alone(diary: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    out.write_text("mine", "utf-8")

    assert export("report", out, diary).exit_code == 2
    assert out.read_text("utf-8") == "mine"


def test_a_day_that_is_none_is_refused_before_the_diary_is_opened(diary: Path, tmp_path: Path) -> None:
    assert export("report", tmp_path / "x.pdf", diary, "--since", "yesterday").exit_code == 2
