"""How dates, times and temperatures are written where this computer is at home."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale

from companion.core.people import DateOrder, Preferences


def local_manners(preferences: Preferences, locale: QLocale) -> Preferences:
    """The preferences with the clock, the date order and the unit of this place."""
    short_date = locale.dateFormat(QLocale.FormatType.ShortFormat)
    short_time = locale.timeFormat(QLocale.FormatType.ShortFormat)
    in_fahrenheit = locale.measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return replace(
        preferences,
        date_order=DateOrder.MONTH_FIRST if short_date.startswith("M") else DateOrder.DAY_FIRST,
        clock_24h="a" not in short_time.casefold(),
        temperature_unit="[degF]" if in_fahrenheit else "Cel",
    )
