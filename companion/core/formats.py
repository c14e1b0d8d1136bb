"""How dates, times and readings are written for this person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from companion.core.people import DateOrder
from companion.core.units import Number, ReadingKind, Unit, convert, digits, with_unit
from companion.core.words import Words

_HOURS_A_DAY = 24
_SOME_DAY = date(2026, 3, 31)


@dataclass(frozen=True, slots=True)
class Formats:
    """Writes moments in the person's zone, clock and date order, and readings in their unit first."""

    words: Words
    zone: str
    clock_24h: bool = True
    date_order: DateOrder = DateOrder.DAY_FIRST
    temperature_unit: str = "Cel"

    def local(self, moment: datetime) -> datetime:
        """The moment on the person's own clock."""
        return moment.astimezone(ZoneInfo(self.zone))

    def day_of(self, moment: datetime) -> date:
        """The person's own calendar day at that moment."""
        return self.local(moment).date()

    def clock(self, at: time) -> str:
        """A time of day: 19:30 or 7:30 pm."""
        if self.clock_24h:
            return self.words("calendar.time_24", hour=at.hour, minute=at.minute)
        key = "calendar.time_am" if at.hour < 12 else "calendar.time_pm"
        return self.words(key, hour=(at.hour - 1) % 12 + 1, minute=at.minute)

    def day(self, day: date) -> str:
        """Monday 2 March 2026."""
        return self._day(day, f"calendar.{self.date_order.value}")

    def short_day(self, day: date) -> str:
        """Monday 2 March."""
        return self._day(day, f"calendar.{self.date_order.value}_short")

    def plain_day(self, day: date) -> str:
        """2 March 2026, as for a birth date."""
        return self._day(day, f"calendar.{self.date_order.value}_plain")

    def order_example(self, day: date) -> str:
        """A date that shows the chosen order: in digits where words stand in one order only."""
        if self.has_order_in_words:
            return self.plain_day(day)
        return self.words(
            f"calendar.{self.date_order.value}_digits", day=day.day, month=day.month, year=day.year
        )

    @property
    def has_order_in_words(self) -> bool:
        """Whether this language writes dates in words in more than one order. Spanish does not."""
        orders = {replace(self, date_order=order).plain_day(_SOME_DAY) for order in DateOrder}
        return len(orders) > 1

    def moment(self, moment: datetime, now: datetime) -> str:
        """Today, 19:30; or the short day and the time."""
        local = self.local(moment)
        clock = self.clock(local.time())
        near = {0: "today_at", -1: "yesterday_at", 1: "tomorrow_at"}
        key = near.get((local.date() - self.day_of(now)).days)
        if key is not None:
            return self.words(f"calendar.{key}", time=clock)
        return self.words("calendar.day_and_time", day=self.short_day(local.date()), time=clock)

    def span(self, span: timedelta) -> str:
        """A length of time in days and whole hours; less than an hour is said so."""
        hours = int(span.total_seconds() // 3600)
        if hours < 1:
            return self.words("calendar.less_than_an_hour")
        days, rest = divmod(hours, _HOURS_A_DAY)
        if days == 0:
            return self.words("calendar.hours", n=hours)
        if rest == 0:
            return self.words("calendar.days", n=days)
        return self.words(
            "calendar.days_and_hours",
            days=self.words("calendar.days", n=days),
            hours=self.words("calendar.hours", n=rest),
        )

    def reading(self, value: Decimal, unit: str, kind: ReadingKind) -> str:
        """38.4 °C (101.1 °F): the person's unit first, every other unit of the kind after it."""
        typed = kind.unit(unit)
        wanted = self.preferred_unit(kind)
        units = sorted(kind.units, key=lambda u: (u.code != wanted, u.code))
        shown = [self.in_unit(value if u is typed else convert(value, typed, u), u) for u in units]
        if len(shown) == 1:
            return shown[0]
        return self.words("calendar.both_units", first=shown[0], second=shown[1])

    def in_unit(self, value: Number, unit: Unit) -> str:
        """A value of this unit as it is written in this language: 38,4 °C."""
        number = self.words.number(digits(value, unit))
        return with_unit(number, unit, self.words.translated(unit.shown))

    def range_of(self, kind: ReadingKind, code: str) -> tuple[str, str]:
        """What a person can have, from and to, in this unit."""
        low, high = kind.range_in(code)
        return self.in_unit(low, kind.unit(code)), self.in_unit(high, kind.unit(code))

    def preferred_unit(self, kind: ReadingKind) -> str:
        """The unit this person uses for a kind of reading."""
        return self.temperature_unit if self.temperature_unit in kind.unit_codes else kind.units[0].code

    def _day(self, day: date, pattern: str) -> str:
        return self.words(
            pattern,
            weekday=self.words(f"calendar.weekday_{day.isoweekday()}"),
            month=self.words(f"calendar.month_{day.month}"),
            day=day.day,
            year=day.year,
        )
