"""Stores, finds and removes a key in the keyring of the desktop, and says what came of it."""

from __future__ import annotations

import sys

from companion.services.keyring_copy import as_text, ask_for, ask_to_delete, ask_to_put

NAME = "companion-test"
SECONDS = 30.0

if __name__ == "__main__":
    put = ask_to_put(NAME, as_text(bytes(range(32)))).wait(SECONDS)
    found = ask_for(NAME).wait(SECONDS)
    right = found is not None and found.key == bytes(range(32))
    gone = ask_to_delete(NAME).wait(SECONDS)
    sys.stdout.write(f"{put and put.name} {right} {gone and gone.name}\n")
