"""Which copy is offered where the diary cannot be opened, and what the person is told about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from companion.core.copies import Contents
from companion.core.copy_wording import contents_line, full_moment
from companion.core.formats import Formats
from companion.core.words import Words
from companion.paths import PersonFiles
from companion.services import offers
from companion.ui.alone.copy_place import CopyOffer


@dataclass(frozen=True, slots=True)
class Offers:
    """Copies in the words of the window for a diary that cannot be opened."""

    files: PersonFiles
    formats: Formats
    words: Words
    key: bytes | None = None

    def newest(self) -> CopyOffer | None:
        """The newest copy that opens; a newer one that does not is told of."""
        found = offers.newest_usable(self.files, key=self.key)
        if found is None:
            return None
        copy, contents, passed_over = found
        told = (self.words("copies.trouble_passed_over"),) if passed_over else ()
        name = self.words("copies.trouble_open", moment=full_moment(copy.taken.at, self.formats, self.words))
        return CopyOffer(copy.path, name, (*told, *self._lines(contents)))

    def of_file(self, path: Path) -> CopyOffer:
        """A copy that the person found; UserCanFix where it cannot be used."""
        copy, contents = offers.one_copy(path, key=self.key)
        if copy is None:
            name = self.words("copies.trouble_open_file", file=path.name)
        else:
            moment = full_moment(copy.taken.at, self.formats, self.words)
            name = self.words("copies.trouble_open", moment=moment)
        return CopyOffer(path, name, self._lines(contents))

    def _lines(self, contents: Contents) -> tuple[str, ...]:
        covers = contents_line(contents, self.formats, self.words)
        diary = self.files.diary
        kept = diary.exists() and diary.stat().st_size > 0
        return (covers, self.words("copies.broken_kept")) if kept else (covers,)
