"""What encryption costs at the start: Argon2id, and opening the demo's diary with its key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest

from companion.core.catalogue import Catalogue
from companion.core.words import Words
from companion.services.demo import play_demo
from companion.stores.database import close_diary, open_diary
from companion.stores.shelf import Shelf
from companion.stores.vault import key_from_passphrase, new_vault, with_passphrase

NOW = datetime(2026, 3, 24, 14, 5, tzinfo=UTC)
ROUNDS = 9


@pytest.mark.benchmark
def test_opening_with_a_key_is_quick_and_a_passphrase_is_slow_on_purpose(
    tmp_path: Path, catalogue: Catalogue, words: Words
) -> None:
    vault, key = new_vault()
    vault = with_passphrase(vault, key, "three blue herons")
    keyed, plain = tmp_path / "keyed.db", tmp_path / "plain.db"
    for path, held in ((keyed, key), (plain, None)):
        shelf = Shelf.over(open_diary(path, create=True, key=held))
        play_demo(shelf, catalogue, words, now=NOW, zone="America/New_York")
        close_diary(shelf.db)

    # The quickest: the others waited for other programs.
    passphrase = min(_seconds(lambda: key_from_passphrase(vault, "three blue herons")) for _ in range(ROUNDS))
    with_key = min(
        _seconds(lambda: close_diary(open_diary(keyed, create=False, key=key))) for _ in range(ROUNDS)
    )
    without = min(_seconds(lambda: close_diary(open_diary(plain, create=False))) for _ in range(ROUNDS))

    print(f"Argon2id {passphrase:.3f} s, opening with the key {with_key:.3f} s, without {without:.3f} s")
    assert with_key <= 0.5
    assert passphrase <= 1.0


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
