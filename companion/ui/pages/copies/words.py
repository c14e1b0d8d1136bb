"""How things stand with the copies of the diary, in a sentence or two."""

from __future__ import annotations

from companion.services.backup import BackupState, PlaceState
from companion.ui.context import Context


def is_worrying(state: BackupState) -> bool:
    """Whether the last good copy is so old that the person should see it."""
    return state.here.is_old


def last_copy(context: Context, state: BackupState) -> str:
    """When the last good copy on this computer was made."""
    words, last = context.words, state.here.last
    if last is None:
        return words("copies.none_yet")
    moment = context.formats().moment(last, context.record.now())
    return words("copies.last_old" if state.here.is_old else "copies.last", moment=moment)


def second_copy(context: Context, second: PlaceState) -> str:
    """When the last copy was made in the second place, as far as it was found by now."""
    words = context.words
    if second.problem is not None:
        return _problem(context, second)
    if second.last is None:
        return words("copies.second_not_yet")
    moment = context.formats().moment(second.last, context.record.now())
    return words("copies.second_last", moment=moment)


def problems(context: Context, state: BackupState) -> tuple[str, ...]:
    """Why the newest copy on this computer was not made."""
    return () if state.here.problem is None else (_problem(context, state.here),)


def under_way(context: Context, state: BackupState) -> str:
    """How far a copy is that takes longer than a second; empty while there is none."""
    return "" if state.done is None else context.words("copies.under_way", percent=round(state.done * 100))


def synced(context: Context) -> str:
    """A warning where another program copies the folder of the diary about; empty where none does."""
    program = context.backups.synced_by
    if program is None:
        return ""
    return context.words("copies.synced", program=program, folder=str(context.backups.files.folder))


def _problem(context: Context, place: PlaceState) -> str:
    problem = place.problem
    assert problem is not None
    return context.words(problem.key, **problem.values)
