"""The people of one computer: what of them can be read before a diary is open, and how that is written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from enum import Enum

from companion.core.errors import UserCanFix
from companion.core.words import Words

FIRST = "first"
_FORMAT = 1
_FOLDER = re.compile(r"[a-z0-9]{1,32}")
_LONGEST_NAME = 40


class Colour(Enum):
    """What a person picks to tell their diary from another; never told apart by the colour alone."""

    BLUE = "blue"
    GREEN = "green"
    PURPLE = "purple"
    ORANGE = "orange"
    PINK = "pink"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Badge:
    """A colour and a letter."""

    colour: Colour
    letter: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One person: the folder of the diary, what it is called on the page that asks whose, and the badge.

    `name` can be read by anybody who uses this account; it is empty until the person gave one.
    """

    folder: str
    name: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class Register:
    """Everybody with a diary on this account, in the order they came; `last` is who was here last."""

    people: tuple[Listed, ...]
    last: str = FIRST

    @property
    def is_shared(self) -> bool:
        """Whether there is anybody to be mistaken for."""
        return len(self.people) > 1

    def of(self, folder: str) -> Listed | None:
        """The person whose diary lies there."""
        return next((one for one in self.people if one.folder == folder), None)

    def called(self, name: str) -> Listed | None:
        """The one person with this name or this letter, whatever the capitals; None for nobody or several."""
        wanted = name.strip().casefold()
        by_name = [one for one in self.people if one.name.casefold() == wanted]
        found = by_name or [one for one in self.people if one.badge.letter.casefold() == wanted]
        return found[0] if len(found) == 1 else None

    def known_first(self) -> tuple[Listed, ...]:
        """The person of last time, then the others."""
        return tuple(sorted(self.people, key=lambda one: one.folder != self.last))

    def renamed(self, person: Listed) -> Register:
        """The same with another name and badge for one person; UserCanFix where it could be mistaken."""
        others = [one for one in self.people if one.folder != person.folder]
        checked = _checked(person, others)
        known = tuple(checked if one.folder == person.folder else one for one in self.people)
        return replace(self, people=known)

    def with_one_more(self, person: Listed) -> Register:
        """The same and one more, who was here last; UserCanFix where they could be mistaken."""
        return Register((*self.people, _checked(person, self.people)), person.folder)

    def free_badge(self, name: str = "") -> Badge:
        """A colour that nobody has, and the first letter of the name or else of the alphabet that is free."""
        taken = {one.badge.letter for one in self.people}
        colours = {one.badge.colour for one in self.people}
        letters = [letter.upper() for letter in f"{name}ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter.isalpha()]
        letter = next((letter for letter in letters if letter not in taken), "?")
        return Badge(next((colour for colour in Colour if colour not in colours), Colour.GREY), letter)


def parse_register(content: bytes) -> Register:
    """What of the file can be made out; never raises. An entry that is none is left out."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return Register(())
    rows = found.get("people") if isinstance(found, dict) else None
    people: dict[str, Listed] = {}
    for row in rows if isinstance(rows, list) else ():
        person = _listed(row)
        if person is not None:
            people.setdefault(person.folder, person)
    last = found.get("last") if isinstance(found, dict) else None
    return Register(tuple(people.values()), last if isinstance(last, str) and last in people else FIRST)


def register_as_json(register: Register) -> bytes:
    """The file, for `parse_register`."""
    people = [
        {
            "folder": one.folder,
            "name": one.name,
            "colour": one.badge.colour.value,
            "letter": one.badge.letter,
        }
        for one in register.people
    ]
    return json.dumps({"format": _FORMAT, "people": people, "last": register.last}, indent=1).encode("ascii")


def badge_words(badge: Badge, words: Words) -> str:
    """A badge as it is said: the colour and the letter."""
    return words("people.badge", colour=words(f"people.{badge.colour.value}"), letter=badge.letter)


def notice_title(badge: Badge | None, words: Words) -> str:
    """The title of a notice: with a badge where there are several people, and never a name."""
    if badge is None:
        return words("toasts.title")
    colour = words(f"toasts.{badge.colour.value}")
    return words("toasts.title_of", colour=colour, letter=badge.letter)


def _listed(row: object) -> Listed | None:
    if not isinstance(row, dict):
        return None
    folder, name, letter = row.get("folder"), row.get("name"), row.get("letter")
    if not isinstance(folder, str) or not _FOLDER.fullmatch(folder):
        return None
    known = {colour.value: colour for colour in Colour}
    is_letter = isinstance(letter, str) and len(letter) == 1 and letter.isalnum()
    badge = Badge(known.get(str(row.get("colour")), Colour.GREY), str(letter) if is_letter else "?")
    return Listed(folder, name[:_LONGEST_NAME] if isinstance(name, str) else "", badge)


def _checked(person: Listed, others: tuple[Listed, ...] | list[Listed]) -> Listed:
    name, letter = " ".join(person.name.split()), person.badge.letter.strip().upper()
    if not name:
        raise UserCanFix("people.no_name")
    if len(name) > _LONGEST_NAME:
        raise UserCanFix("people.long_name", n=_LONGEST_NAME)
    if len(letter) != 1 or not letter.isalnum():
        raise UserCanFix("people.no_letter")
    if any(one.name.casefold() == name.casefold() for one in others):
        raise UserCanFix("people.same_name")
    if any(one.badge.letter.upper() == letter for one in others):
        raise UserCanFix("people.same_letter")
    if any(one.badge.colour is person.badge.colour for one in others) and len(others) < len(Colour):
        raise UserCanFix("people.same_colour")
    return replace(person, name=name, badge=Badge(person.badge.colour, letter))
