"""Whose diary is open and who else has one here, read before the first paint."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from companion.core.people_here import Badge, Listed, Register
from companion.paths import PersonFiles, people_folder, person_files
from companion.stores.people_here import add_person, read_register, remember_last, write_register


@dataclass(slots=True)
class People:
    """The register of one folder, read once and kept up to date by what is done here."""

    top: Path
    register: Register = field(init=False)

    def __post_init__(self) -> None:
        self.register = read_register(self.top)

    def reload(self) -> None:
        """What another window may have added."""
        self.register = read_register(self.top)

    def files_of(self, person: Listed) -> PersonFiles:
        return person_files(self.top, person.folder)

    def remember(self, person: Listed) -> None:
        """Who is here now is the first to be offered next time."""
        remember_last(self.top, self.register, person.folder)
        self.register = read_register(self.top)

    def name(self, person: Listed, name: str, badge: Badge) -> None:
        """Give a person a name and a badge; UserCanFix where they could be mistaken."""
        renamed = self.register.renamed(Listed(person.folder, name, badge))
        write_register(self.top, renamed)
        self.register = renamed

    def add(self, name: str, badge: Badge) -> Listed:
        """A new and empty place for one more person; UserCanFix where they could be mistaken."""
        self.register, person = add_person(self.top, self.register, name, badge)
        return person


class PeopleHere(QObject):
    """Of one open diary: whose it is, and that somebody wants another one.

    Signals:
        asked: the person is to be changed, or one added; the diary is to be closed for it.
        new_wanted(object, str): a diary for the person of another's file: its Path, and their name.
    """

    asked = Signal()
    new_wanted = Signal(object, str)

    def __init__(self, people: People, me: Listed) -> None:
        super().__init__()
        self.people = people
        self.me = me

    def offer_new(self, source: Path, name: str) -> None:
        """Begin a diary for the person of this file."""
        self.new_wanted.emit(source, name)

    @property
    def badge(self) -> Badge | None:
        """What stands on notices; None for who is alone here."""
        return self.me.badge if self.people.register.is_shared else None


def people_here() -> People:
    """Everybody with a diary on this account."""
    return People(people_folder())
