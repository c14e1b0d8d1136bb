"""Who can open a diary: its key, the file that seals it, and the copy in the keyring of the desktop."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from threading import RLock

from companion.core.errors import OurFault, UserCanFix
from companion.core.key_standing import KeyStanding
from companion.paths import PersonFiles
from companion.services.keyring_copy import (
    Asked,
    Fetched,
    Held,
    as_text,
    ask_for,
    ask_for_what_it_names,
    ask_to_delete,
    ask_to_put,
    name_of_place,
)
from companion.stores.database import close_diary, existed, open_diary
from companion.stores.encrypting import encrypt_diary, is_plain
from companion.stores.restoring import finish_restore
from companion.stores.vault import (
    Vault,
    key_from_code,
    key_from_passphrase,
    new_vault,
    read_if_whole,
    read_vault,
    vault_of,
    with_new_code,
    with_passphrase,
    write_vault,
)

_DAMAGED, _OLD = ".damaged", ".old"


class Keyholder:
    """Holds the key while the diary is open; `key` is None before, and for a plain diary."""

    def __init__(self, files: PersonFiles) -> None:
        self.files = files
        self.key: bytes | None = None
        self._vault: Vault | None = None
        self._problem: UserCanFix | None = None
        self._forgetting: Asked[Held] | None = None
        self._writing = RLock()

    @classmethod
    def for_demo(cls, files: PersonFiles, *, thrown_away: bool) -> Keyholder:
        """For a made-up diary: a key that ends with the program, or none; nothing seals or changes it."""
        holder = cls(files)
        if thrown_away:
            _, holder.key = new_vault()
        return holder

    @property
    def is_kept(self) -> bool:
        """Whether there is a key file, and so something to choose."""
        return self._vault is not None

    @property
    def is_private(self) -> bool:
        """Whether a passphrase is asked at each start."""
        return self._vault is not None and self._vault.passphrase is not None

    @property
    def has_code(self) -> bool:
        return self._vault is not None and self._vault.recovery is not None

    @property
    def wants_code_written_down(self) -> bool:
        """Whether nobody has typed a recovery code back from paper yet."""
        return self._vault is not None and not self._vault.code_written_down

    def look(self) -> KeyStanding:
        """What there is on the disk; nothing is asked and nothing changed."""
        self._problem = None
        with suppress(UserCanFix):
            finish_restore(self.files)  # the key file may be on its way too
        self._vault = self._read()
        try:
            size = self.files.diary.stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            if existed(self.files):
                return KeyStanding.OTHER
            return KeyStanding.NEW if self._vault is None else KeyStanding.SEALED
        except OSError:
            return KeyStanding.OTHER
        if size == 0 or not self.files.diary.is_file():
            return KeyStanding.OTHER
        if self._vault is not None:
            return KeyStanding.SEALED
        return KeyStanding.PLAIN if is_plain(self.files.diary) else KeyStanding.KEYLESS

    def has_no_way_in(self) -> bool:
        """Whether the key file opens to nothing but the keyring, and no encrypted diary hangs on it."""
        nothing_lost = is_plain(self.files.diary) or not self.files.diary.exists()
        return nothing_lost and not self.is_private and not self.has_code

    def ask_key(self) -> Asked[tuple[str, Fetched]]:
        """Ask the keyring; without a key file it is looked up by where the diary lies."""
        vault = self._vault
        if vault is None:
            return ask_for_what_it_names(name_of_place(self.files.diary))
        asked = ask_for(vault.id)
        return Asked(lambda: (vault.id, asked.wait_for_ever()), (vault.id, Fetched(Held.FAILED)))

    def take(self, id: str, fetched: Fetched) -> bool:
        """Whether what the keyring gave opens the diary; if so, it is held from now on."""
        key = fetched.key
        if key is None:
            return False
        if self._vault is None:
            if not self._opens(key):
                return False
            self._vault = vault_of(id, key)
        if not self._vault.fits(key):
            return False
        self.key = key
        return True

    def take_passphrase(self, typed: str) -> None:
        """UserCanFix for one that does not open it; takes about 0.2 s."""
        self.key = key_from_passphrase(self._kept(), typed)

    def take_code(self, typed: str) -> None:
        """UserCanFix for one that does not open it."""
        self.key = key_from_code(self._kept(), typed)

    def why_not(self) -> UserCanFix | None:
        """Why a diary without a usable key file stays closed; None where opening it says more."""
        if self._problem is not None:
            return self._problem
        return UserCanFix("vault.gone", file=str(self.files.vault)) if existed(self.files) else None

    def make(self) -> None:
        """A new key, for a diary that has none; nothing is written before it was put somewhere safe."""
        self._vault, self.key = new_vault()

    def ask_to_keep(self) -> Asked[Held]:
        """Put the key into the keyring, and where the diary lies, for the day the key file is gone."""
        vault, place, text = self._kept(), name_of_place(self.files.diary), as_text(self._held())

        def keep() -> Held:
            held = ask_to_put(vault.id, text).wait_for_ever()
            if held is Held.STORED:
                ask_to_put(place, vault.id).wait_for_ever()
            return held

        return Asked(keep, Held.FAILED)

    def open_unasked(self) -> None:
        """From now on the keyring alone opens it; only after `ask_to_keep` said STORED."""
        self._write(replace(self._kept(), passphrase=None, in_keyring=True))

    def set_passphrase(self, passphrase: str) -> None:
        """From now on this passphrase is asked for; an earlier one opens nothing any more."""
        if not passphrase:
            raise UserCanFix("vault.empty_passphrase")
        self._write(with_passphrase(self._kept(), self._held(), passphrase))

    def ask_to_forget(self, *, after: Asked[Held] | None = None) -> Asked[Held]:
        """Take the key out of the keyring; NONE once it is gone. `after` may still be putting it there."""
        vault, place = self._kept(), name_of_place(self.files.diary)

        def forget() -> Held:
            if after is not None:
                after.wait_for_ever()
            ask_to_delete(place).wait_for_ever()
            held = ask_to_delete(vault.id).wait_for_ever()
            if held is Held.NONE:
                self._note_forgotten(vault.id)
            return held

        self._forgetting = asked = Asked(forget, Held.FAILED)
        return asked

    def names_in_keyring(self) -> tuple[str, tuple[str, ...]]:
        """Under which names the keyring may hold something: where the diary lies, and its key."""
        return name_of_place(self.files.diary), () if self._vault is None else (self._vault.id,)

    def new_code(self) -> str:
        """A recovery code to write down; an earlier one opens nothing any more."""
        changed, code = with_new_code(self._kept(), self._held())
        self._write(changed)
        return code

    def prove_code(self, typed: str) -> None:
        """The code was typed back from paper; UserCanFix where it is another one."""
        if key_from_code(self._kept(), typed) != self._held():
            raise OurFault("a code of another diary")
        self._write(replace(self._kept(), code_written_down=True))

    def prepare(self) -> None:
        """With the key in hand: the key file is whole, and the diary is encrypted if it was plain.

        UserCanFix where that cannot be done now; a diary that is still plain can then be opened as it is.
        """
        self._keep_files_whole()
        if self.files.diary.exists():
            encrypt_diary(self.files, self._held())
        self._finish_forgetting()

    def has_plain_diary(self) -> bool:
        """Whether there is a diary that anybody can read."""
        return is_plain(self.files.diary)

    def key_to_open_with(self) -> bytes | None:
        """The key, or None for a diary that is still plain."""
        return None if self.has_plain_diary() else self.key

    def leave_plain(self) -> None:
        """No key for now: the diary stays as it is, and this is asked again at the next start."""
        self._vault = self.key = None

    def forget(self) -> None:
        """Lock: the key is not held any more."""
        self.key = None

    def _keep_files_whole(self) -> None:
        for path, ending in ((self.files.vault, _DAMAGED), (self.files.vault_copy, _OLD)):
            try:
                found = read_vault(path)
            except UserCanFix:
                with suppress(OSError):
                    path.replace(path.with_name(path.name + ending))
                found = None
            if found is not None and found.id != self._kept().id:
                with suppress(OSError):
                    path.replace(path.with_name(path.name + _OLD))
        self._write(self._kept())

    def _finish_forgetting(self) -> None:
        """A passphrase was chosen, and the program ended before the keyring had lost its copy."""
        is_done = self._forgetting is None or self._forgetting.is_answered()
        if self.is_private and self._kept().in_keyring and is_done:
            self.ask_to_forget()

    def _note_forgotten(self, id: str) -> None:
        """In the thread that asked: the keyring is not to be asked at each start."""
        with self._writing, suppress(UserCanFix):  # what is not noted is asked once more
            if self.is_private and self._kept().id == id and self.files.vault.exists():
                self._write(replace(self._kept(), in_keyring=False))

    def _read(self) -> Vault | None:
        for path in (self.files.vault, self.files.vault_copy):
            try:
                found = read_vault(path)
            except UserCanFix as problem:
                self._problem = self._problem or problem
                continue
            if found is not None:
                return found
        return None

    def _write(self, vault: Vault) -> None:
        with self._writing:
            if read_if_whole(self.files.vault) != vault:
                write_vault(self.files.vault, vault)
            self._vault = vault
            if read_if_whole(self.files.vault_copy) != vault:
                with suppress(UserCanFix):  # the copy is written anew at the next start
                    write_vault(self.files.vault_copy, vault)

    def _opens(self, key: bytes) -> bool:
        try:
            close_diary(open_diary(self.files.diary, create=False, key=key))
        except UserCanFix:
            return False
        return True

    def _kept(self) -> Vault:
        if self._vault is None:
            raise OurFault("no key file")
        return self._vault

    def _held(self) -> bytes:
        if self.key is None:
            raise OurFault("the key is not held")
        return self.key
