"""What a person is told before a copy takes the place of the diary."""

from __future__ import annotations

from datetime import datetime

from companion.core.backup_plan import Reason, Taken
from companion.core.copies import Contents, Counts, Difference, Thing
from companion.core.formats import Formats
from companion.core.words import Words


def why_made(taken: Taken, words: Words) -> str:
    """Why a copy was made, where it was not just time for one."""
    return "" if taken.reason is Reason.TIMED else words(f"copies.name_{taken.reason.value}")


def full_moment(at: datetime, formats: Formats, words: Words) -> str:
    """Monday 2 March 2026, 19:30: a copy may be of another year."""
    local = formats.local(at)
    return words("calendar.day_and_time", day=formats.day(local.date()), time=formats.clock(local.time()))


def preview_lines(
    made_at: datetime | None,
    copy: Contents,
    now: Contents | None,
    change: Difference | None,
    formats: Formats,
    words: Words,
) -> tuple[str, ...]:
    """What is in the copy, what is in the diary, and what going back would do; a sentence each."""
    lines = [] if made_at is None else [words("copies.made_at", moment=full_moment(made_at, formats, words))]
    lines.append(contents_line(copy, formats, words))
    if now is None or change is None:
        return (*lines, words("copies.now_unknown"), words("copies.broken_kept"))
    if change.is_none:
        return (*lines, words("copies.same"))
    lines.append(_covers("copies.now_covers", now, formats, words))
    if any(change.lost.values()):
        lines.append(words("copies.lost", things=counted(change.lost, words)))
    else:
        lines.append(words("copies.lost_nothing"))
    if any(change.back.values()):
        lines.append(words("copies.back", things=counted(change.back, words)))
    if change.changed:
        lines.append(words("copies.changed", n=change.changed))
    return (*lines, words("copies.settings_too"), words("copies.kept_first"))


def contents_line(contents: Contents, formats: Formats, words: Words) -> str:
    """Which days a copy covers, and how many entries, doses and alerts it has."""
    return _covers("copies.covers", contents, formats, words)


def counted(counts: Counts, words: Words) -> str:
    """3 diary entries, one dose and 2 alerts; what there is none of is left out."""
    parts = [words(f"copies.count_{thing.value}", n=counts[thing]) for thing in Thing if counts.get(thing)]
    if not parts:
        return words("copies.nothing")
    *before, last = parts
    return words("copies.and", first=", ".join(before), last=last) if before else last


def _covers(key: str, contents: Contents, formats: Formats, words: Words) -> str:
    counts = {thing: contents.count(thing) for thing in (Thing.ENTRY, Thing.DOSE, Thing.ALERT)}
    things = counted(counts, words)
    if contents.first_day is None or contents.last_day is None:
        return words(f"{key}_nothing", things=things)
    first, last = formats.plain_day(contents.first_day), formats.plain_day(contents.last_day)
    if first == last:
        return words(f"{key}_one_day", first=first, things=things)
    return words(key, first=first, last=last, things=things)
