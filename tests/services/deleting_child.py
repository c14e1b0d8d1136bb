"""A program that deletes all of a diary and kills itself at one line of it: FILE, which line, and how."""

from __future__ import annotations

import sys
from pathlib import Path

from companion import aside
from companion.paths import PersonFiles
from companion.services import deleting as of_services
from companion.stores import deleting as of_stores
from companion.stores import encrypting
from tests.countdown import Countdown
from tests.fake_keyrings import MemoryKeyring, in_place

WATCHED = {module.__file__ for module in (aside, encrypting, of_services, of_stores)}
NEVER = 10**9


def delete_carelessly(files: PersonFiles) -> None:
    """The control: nothing says what is being done, and the key goes last."""
    for file in (*sorted(files.backups.iterdir()), files.emergency, files.mark, files.diary, files.vault):
        encrypting.wipe(file)
    files.backups.rmdir()


def main(file: Path, last: int, *, carelessly: bool) -> None:
    """Says how many lines it came to, where it was not killed before."""
    files, countdown = PersonFiles(file), Countdown(last, WATCHED | {__file__})
    traces = of_services.traces_of(files, None)
    sys.settrace(countdown)
    if carelessly:
        delete_carelessly(files)
    else:
        deletion = of_services.Deletion(files, traces, None)
        assert deletion.run().left == ()
        deletion.finish()
    sys.settrace(None)
    sys.stdout.write(f"{countdown.lines}\n")


if __name__ == "__main__":
    with in_place(MemoryKeyring()):
        main(Path(sys.argv[1]), int(sys.argv[2]), carelessly=sys.argv[3] == "carelessly")
