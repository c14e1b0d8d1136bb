"""The errors Companion raises on purpose, told apart by who can do something about them."""

from __future__ import annotations


class CompanionError(Exception):
    """Root of all errors raised on purpose."""


class UserCanFix(CompanionError):
    """Something the person can put right; `key` and `values` name one sentence in resources/words/."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


class DataIsBroken(CompanionError):
    """Text that came from a file does not have the agreed shape.

    `origin` is the file, `place` the key inside it ("regimens[0].days"), `problem` and `values` name a
    sentence of the `parsing` table in resources/words/.
    """

    def __init__(self, origin: str, place: str, problem: str, **values: object) -> None:
        super().__init__(origin, place, problem, values)
        self.origin = origin
        self.place = place
        self.problem = problem
        self.values = values

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return f"{self.origin}: {self.place}: {self.problem}" + (f" ({details})" if details else "")


class OurFault(CompanionError):
    """A state the program should never reach; the person gets an apology and nothing is lost."""
