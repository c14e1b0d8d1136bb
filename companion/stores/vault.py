"""The key of an encrypted diary, sealed in a small file beside it: by a passphrase, by a recovery code."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import uuid4

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from companion.core.errors import OurFault, UserCanFix
from companion.paths import make_private_folder
from companion.stores.aside import read_file, write_aside

KEY_BYTES: Final = 32
_FORMAT = 1
_SALT_BYTES, _NONCE_BYTES, _CHECK_BYTES = 16, 12, 16
_LARGEST_FILE = 65_536
_CHECKED = b"companion vault check"
# RFC 9106, second recommended choice; kept in the file, so that a later choice opens earlier files.
_MEMORY_KIB, _PASSES, _LANES = 64 * 1024, 3, 4
# A file that asks for more than this was not written by us, and would stop the computer.
_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES = 128 * 1024, 4, 8
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_CODE_LETTERS, _GROUP = 26, 4
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True)
class Sealed:
    """The key under another key; `work` is memory (KiB), passes and lanes of Argon2id, None for HKDF."""

    salt: bytes
    nonce: bytes
    sealed: bytes
    work: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Vault:
    """What stands beside an encrypted diary; nothing in it opens the diary by itself.

    `id` names the copy of the key that the keyring of the desktop may hold. `code_written_down` is whether
    somebody typed the recovery code back from paper; `in_keyring` whether the keyring may hold such a copy.
    """

    id: str
    check: bytes
    passphrase: Sealed | None = None
    recovery: Sealed | None = None
    code_written_down: bool = False
    in_keyring: bool = True

    def fits(self, key: bytes) -> bool:
        """Whether this is the key of the diary: told without opening it."""
        return hmac.compare_digest(self.check, _check_value(key))


def new_vault() -> tuple[Vault, bytes]:
    """A random key and the vault that knows it again; nothing seals it yet."""
    key = secrets.token_bytes(KEY_BYTES)
    return Vault(uuid4().hex, _check_value(key)), key


def vault_of(id: str, key: bytes) -> Vault:
    """The vault of a key that is known, for one whose file is gone; nothing seals it."""
    return Vault(id, _check_value(key))


def with_passphrase(vault: Vault, key: bytes, passphrase: str) -> Vault:
    """The vault opened by this passphrase and no longer by another; takes about 0.1 s."""
    work = (_MEMORY_KIB, _PASSES, _LANES)
    salt = secrets.token_bytes(_SALT_BYTES)
    sealed = _seal(vault, key, _from_passphrase(passphrase, salt, work), salt, work)
    return replace(vault, passphrase=sealed)


def with_new_code(vault: Vault, key: bytes) -> tuple[Vault, str]:
    """The vault opened by a new recovery code, not by an earlier one, and that code to write down."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LETTERS))
    salt = secrets.token_bytes(_SALT_BYTES)
    sealed = _seal(vault, key, _from_code(code, salt), salt, None)
    shown = "-".join(code[at : at + _GROUP] for at in range(0, _CODE_LETTERS, _GROUP))
    return replace(vault, recovery=sealed, code_written_down=False), shown


def key_from_passphrase(vault: Vault, passphrase: str) -> bytes:
    """The key of the diary; UserCanFix for a passphrase that is not the one."""
    if vault.passphrase is None or vault.passphrase.work is None:
        raise UserCanFix("vault.no_passphrase")
    under = _from_passphrase(passphrase, vault.passphrase.salt, vault.passphrase.work)
    return _opened(vault, vault.passphrase, under, "vault.wrong_passphrase")


def key_from_code(vault: Vault, typed: str) -> bytes:
    """The key of the diary, from a code as it was typed: small letters, blanks and a misread O do no harm."""
    if vault.recovery is None:
        raise UserCanFix("vault.no_code")
    return _opened(
        vault, vault.recovery, _from_code(_read_code(typed), vault.recovery.salt), "vault.wrong_code"
    )


def read_vault(path: Path) -> Vault | None:
    """The vault beside a diary; None where there is no such file. UserCanFix for one that cannot be read."""
    try:
        content = read_file(path, most=_LARGEST_FILE)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UserCanFix("vault.cannot_read", file=str(path)) from error
    try:
        if len(content) > _LARGEST_FILE:
            raise ValueError
        return _parsed(json.loads(content))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserCanFix("vault.damaged", file=str(path)) from error


def read_if_whole(path: Path) -> Vault | None:
    """The same, and None for one that cannot be read."""
    try:
        return read_vault(path)
    except UserCanFix:
        return None


def write_vault(path: Path, vault: Vault) -> None:
    """Replace the file; UserCanFix when it cannot be written, and then the old one is still there."""
    content = {
        "format": _FORMAT,
        "id": vault.id,
        "check": _text(vault.check),
        "passphrase": _as_json(vault.passphrase),
        "recovery": _as_json(vault.recovery),
        "code_written_down": vault.code_written_down,
        "in_keyring": vault.in_keyring,
    }
    make_private_folder(path.parent)
    write_aside(path, json.dumps(content, indent=1).encode("ascii"))


def _check_value(key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise OurFault("a key has 32 bytes")
    return hmac.digest(key, _CHECKED, hashlib.sha256)[:_CHECK_BYTES]


def _seal(vault: Vault, key: bytes, under: bytes, salt: bytes, work: tuple[int, int, int] | None) -> Sealed:
    if not vault.fits(key):
        raise OurFault("not the key of this vault")
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return Sealed(salt, nonce, AESGCM(under).encrypt(nonce, key, _bound_to(vault)), work)


def _opened(vault: Vault, sealed: Sealed, under: bytes, wrong: str) -> bytes:
    try:
        key = AESGCM(under).decrypt(sealed.nonce, sealed.sealed, _bound_to(vault))
    except InvalidTag:
        raise UserCanFix(wrong) from None
    if len(key) != KEY_BYTES or not vault.fits(key):
        raise UserCanFix(wrong)
    return key


def _bound_to(vault: Vault) -> bytes:
    """A sealed key opens in its own vault only."""
    return b"companion vault " + vault.id.encode("ascii")


def _from_passphrase(passphrase: str, salt: bytes, work: tuple[int, int, int]) -> bytes:
    memory, passes, lanes = work
    typed = unicodedata.normalize("NFKC", passphrase).encode("utf-8")
    return hash_secret_raw(typed, salt, passes, memory, lanes, KEY_BYTES, Type.ID)


def _from_code(code: str, salt: bytes) -> bytes:
    # The code is as random as a key: it needs no slow function.
    return HKDF(SHA256(), KEY_BYTES, salt, b"companion recovery code").derive(code.encode("ascii"))


def _read_code(typed: str) -> str:
    letters = unicodedata.normalize("NFKC", typed).upper().translate(_MISREAD)
    code = "".join(letter for letter in letters if letter.isalnum())
    if len(code) != _CODE_LETTERS or any(letter not in _LETTERS for letter in code):
        raise UserCanFix("vault.code_shape", n=_CODE_LETTERS)
    return code


def _as_json(sealed: Sealed | None) -> Mapping[str, object] | None:
    if sealed is None:
        return None
    texts = {"salt": _text(sealed.salt), "nonce": _text(sealed.nonce), "sealed": _text(sealed.sealed)}
    return texts if sealed.work is None else {**texts, "argon2id": list(sealed.work)}


def _parsed(found: object) -> Vault:
    if not isinstance(found, dict) or found["format"] != _FORMAT:
        raise ValueError("unknown format")
    id, written, held = found["id"], found["code_written_down"], found.get("in_keyring", True)
    if not isinstance(id, str) or not id.isalnum() or not id.isascii():
        raise ValueError("not a vault")
    if not isinstance(written, bool) or not isinstance(held, bool):
        raise ValueError("not a vault")
    check = _bytes(found["check"], _CHECK_BYTES)
    passphrase, recovery = _sealed(found["passphrase"]), _sealed(found["recovery"])
    if passphrase is not None and passphrase.work is None:
        raise ValueError("a passphrase needs its work")
    return Vault(id, check, passphrase, recovery, written, held)


def _sealed(found: object) -> Sealed | None:
    if found is None:
        return None
    if not isinstance(found, dict):
        raise ValueError("not a sealed key")
    work = None
    if "argon2id" in found:
        memory, passes, lanes = found["argon2id"]
        if not all(type(number) is int for number in (memory, passes, lanes)):
            raise ValueError("no whole numbers")
        enough = memory >= 8 * lanes and passes >= 1 and lanes >= 1
        if not enough or memory > _MOST_MEMORY_KIB or passes > _MOST_PASSES or lanes > _MOST_LANES:
            raise ValueError("impossible work")
        work = (memory, passes, lanes)
    return Sealed(
        _bytes(found["salt"], _SALT_BYTES),
        _bytes(found["nonce"], _NONCE_BYTES),
        _bytes(found["sealed"], KEY_BYTES + 16),
        work,
    )


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _bytes(text: object, length: int) -> bytes:
    content = base64.b64decode(str(text), validate=True)
    if len(content) != length:
        raise ValueError("wrong length")
    return content
