"""Keeps the parts of a form one after the other: a part that cannot be saved does not stop the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from companion.core.errors import UserCanFix


def keep_all(keepers: Iterable[Callable[[], bool | None]]) -> bool:
    """Run every one, so that all of it is judged; whether all could be read.

    The first that could not be saved is raised when all were tried.
    """
    problem: UserCanFix | None = None
    readable = True
    for keep in keepers:
        try:
            readable = keep() is not False and readable
        except UserCanFix as found:
            problem = problem or found
    if problem is not None:
        raise problem
    return readable
