"""The alert engine with the shipped knowledge, for tests that hand it scenario files."""

from __future__ import annotations

import pytest

from companion.core.catalogue import Catalogue
from companion.core.words import Words
from tests.core.scenarios import Engine


@pytest.fixture(scope="session")
def engine(catalogue: Catalogue, words: Words) -> Engine:
    """The engine as the `triage` command uses it."""
    return Engine(catalogue, words)
