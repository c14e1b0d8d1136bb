"""Every refusal of the stores has its sentence, and every sentence has its refusal."""

from __future__ import annotations

import re
from pathlib import Path

import companion
from companion.core.words import Words

PACKAGE = Path(companion.__file__).parent
TABLE = "storage"
KEY = re.compile(rf'"({TABLE}\.\w+)"')


def test_each_refusal_has_a_sentence_and_each_sentence_a_refusal(words: Words) -> None:
    files = [PACKAGE / "paths.py", *(PACKAGE / "stores").glob("*.py")]
    raised = {key for file in files for key in KEY.findall(file.read_text("utf-8"))}
    written = {key for key in words.sentences if key.startswith(f"{TABLE}.")}

    assert len(raised) > 15
    assert raised == written


def test_each_sentence_can_be_filled_in(words: Words) -> None:
    for key in words.sentences:
        if key.startswith(f"{TABLE}."):
            filled = words(key, file="/home/ute/diary.db", folder="/home/ute")
            assert "{" not in filled
