"""Who can open the copies of a diary: whoever opened it last, the keyring, or what a person types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.paths import PersonFiles

if TYPE_CHECKING:  # the window is painted before this is loaded
    from companion.services.keyholder import Keyholder


class CopyKeys:
    """`made_up` holds the key of a made-up diary, for which nobody is asked anything."""

    def __init__(self, files: PersonFiles, made_up: Keyholder | None) -> None:
        self._files = files
        self._made_up = made_up
        # Whoever opened the diary last, to open the copy that takes its place.
        self.holder: Keyholder | None = None
        # Who could open the copies with what a person types.
        self.locked_out: Keyholder | None = None

    def key(self) -> bytes | None:
        """The key that is held, or what the keyring gives: a diary that is gone asks nobody for one."""
        from companion.services.keyholder import Keyholder
        from companion.services.keyring_copy import LOOK_SECONDS

        if self.holder is not None and (self.holder.key is not None or self.holder is self._made_up):
            return self.holder.key
        holder = Keyholder(self._files)
        holder.look()
        if not holder.is_kept:
            return None
        answer = None if holder.is_private else holder.ask_key().wait(LOOK_SECONDS)
        if answer is not None and holder.take(*answer):
            self.hold(holder)
        else:
            self.locked_out = holder
        return holder.key

    @property
    def can_be_typed(self) -> bool:
        """Whether a passphrase or a code would help where the keyring did not."""
        keys = self.locked_out
        return keys is not None and (keys.is_private or keys.has_code)

    def hold(self, keys: Keyholder) -> None:
        """This one opens them."""
        self.holder, self.locked_out = keys, None

    def forget(self) -> None:
        """The key is not held any more."""
        if self.holder is not None:
            self.holder.forget()
        self.holder = None
