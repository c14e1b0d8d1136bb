"""The key for a command without a window, which asks nobody anything."""

from __future__ import annotations

from companion.core.errors import UserCanFix
from companion.core.key_standing import KeyStanding
from companion.paths import PersonFiles
from companion.services.keyholder import Keyholder
from companion.services.keyring_copy import LOOK_SECONDS, Held


def key_for_a_command(files: PersonFiles, passphrase: str | None) -> bytes | None:
    """From the keyring, else by the passphrase; None for a diary that opens without one, or not at all.

    UserCanFix where neither opens it.
    """
    holder = Keyholder(files)
    standing = holder.look()
    if holder.has_plain_diary() or standing in (KeyStanding.NEW, KeyStanding.PLAIN, KeyStanding.OTHER):
        return None
    if not holder.is_private:
        answer = holder.ask_key().wait(LOOK_SECONDS)
        if answer is not None and holder.take(*answer):
            return holder.key
    if standing is KeyStanding.KEYLESS:
        problem = holder.why_not()
        if problem is None:
            return None
        raise problem
    if passphrase is None or not holder.is_private:
        raise UserCanFix("vault.locked_for_commands")
    holder.take_passphrase(passphrase)
    return holder.key


def key_for_a_new_diary(files: PersonFiles, passphrase: str | None) -> bytes | None:
    """The key of a diary that a command begins: sealed by the passphrase, else kept by the keyring.

    None where there is a diary already. UserCanFix where neither can keep it: no diary is ever begun plain.
    """
    holder = Keyholder(files)
    if holder.look() is not KeyStanding.NEW:
        return None
    holder.make()
    if passphrase is not None:
        holder.set_passphrase(passphrase)
    elif holder.ask_to_keep().wait(LOOK_SECONDS) is Held.STORED:
        holder.open_unasked()
    else:
        raise UserCanFix("vault.none_for_commands")
    holder.prepare()
    return holder.key
