"""resources/licences.toml against what is installed: every part that Companion needs is named there."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires

from companion.core.catalogue import Catalogue
from tests.source_code import ROOT

NAME = re.compile(r"[A-Za-z0-9_.\-]+")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def name_of(requirement: str) -> str:
    found = NAME.match(requirement)
    assert found is not None, requirement
    return normal(found[0])


def needed() -> set[str]:
    """The dependencies of pyproject.toml, and what is installed with them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting, found = {name_of(one) for one in project["dependencies"]}, set[str]()
    while waiting:
        name = waiting.pop()
        found.add(name)
        try:
            further = requires(name) or []
        except PackageNotFoundError:  # for another system than this one
            continue
        waiting |= {name_of(one) for one in further if "extra ==" not in one} - found
    # pip installs, and is no part of the program.
    return found - {"pip"}


def test_every_dependency_has_its_licence(catalogue: Catalogue) -> None:
    named = {normal(package) for part in catalogue.licences for package in part.packages}

    missing = needed() - named

    assert missing == set()


def test_what_is_built_in_has_its_licence_too(catalogue: Catalogue) -> None:
    names = {part.name for part in catalogue.licences}

    assert {"Companion", "Python", "Qt and PySide6", "SQLCipher", "OpenSSL", "Noto Sans"} <= names


def test_a_part_without_a_licence_is_noticed(catalogue: Catalogue) -> None:
    assert "numpy" not in {package for part in catalogue.licences for package in part.packages}
    assert "cffi" in needed()
