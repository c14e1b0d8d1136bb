"""What every test shares: the shipped knowledge and words, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.core.catalogue import Catalogue
from companion.core.words import Words
from companion.stores.catalogue import load_catalogue
from companion.stores.words import load_words

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped knowledge."""
    return load_catalogue(RESOURCES)


@pytest.fixture(scope="session")
def words() -> Words:
    """The shipped English sentences."""
    return load_words(RESOURCES)
