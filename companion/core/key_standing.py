"""How a diary and its key stand before anything is opened."""

from __future__ import annotations

from enum import Enum, auto


class KeyStanding(Enum):
    """What there is on the disk.

    NEW: no diary, and no sign of one. PLAIN: one of an earlier version, which has no key so far. SEALED: the
    key is behind the keyring, a passphrase or a recovery code. KEYLESS: encrypted, but the key file is gone
    or damaged. OTHER: something that opening the diary refuses in its own words.
    """

    NEW = auto()
    PLAIN = auto()
    SEALED = auto()
    KEYLESS = auto()
    OTHER = auto()
