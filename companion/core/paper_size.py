"""The size of paper that printers take, country by country."""

from __future__ import annotations

from enum import Enum

# Where Letter is usual (Unicode CLDR 46, supplemental data, paper size US-Letter).
_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])


class Paper(Enum):
    """The size that a printer has."""

    A4 = "a4"
    LETTER = "us-letter"


def usual_paper(country: str) -> Paper:
    """What printers of a country take, by its two letters; A4 where it is not known."""
    return Paper.LETTER if country.upper() in _LETTER else Paper.A4


def wanted_paper(setting: str, country: str) -> Paper:
    """The size that was chosen; where none was, or one that is not known, that of the country."""
    try:
        return Paper(setting)
    except ValueError:
        return usual_paper(country)
