"""A program that encrypts a plain diary and kills itself at one line of it: FILE, which line, and how."""

from __future__ import annotations

import sys
from pathlib import Path

from companion.paths import PersonFiles
from companion.stores import aside, connection, copies, encrypting
from tests.countdown import Countdown
from tests.stores.opening import KEY

WATCHED = {module.__file__ for module in (aside, connection, copies, encrypting)}
NEVER = 10**9


def encrypt_carelessly(files: PersonFiles) -> None:
    """The control: the plain diary goes before the encrypted one is there."""
    plain = encrypting.connect(files.diary, key=None, patience=5.0)
    plain.execute("PRAGMA journal_mode = delete").fetchall()
    part = aside.part_of(files.diary)
    plain.execute("ATTACH DATABASE ? AS encrypted KEY ?", [str(part), f"x'{KEY.hex()}'"])
    files.diary.unlink()
    plain.execute("SELECT sqlcipher_export('encrypted')").fetchall()
    plain.close()
    part.replace(files.diary)


def main(file: Path, last: int, *, carelessly: bool) -> None:
    """Says how many lines it came to, where it was not killed before."""
    countdown = Countdown(last, WATCHED | {__file__})
    sys.settrace(countdown)
    if carelessly:
        encrypt_carelessly(PersonFiles(file))
    else:
        encrypting.encrypt_diary(PersonFiles(file), KEY)
    sys.settrace(None)
    sys.stdout.write(f"{countdown.lines}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), carelessly=sys.argv[3] == "carelessly")
