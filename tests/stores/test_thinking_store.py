"""Thinking checks as rows: they come back as they were done, and the first one stays the first."""

from __future__ import annotations

from companion.stores.seam import Database
from companion.stores.thinking import ThinkingStore
from tests.stores.samples import LATER, MORNING, a_check


def test_a_check_comes_back_as_it_was_done(db: Database) -> None:
    ThinkingStore(db).add(a_check())

    assert ThinkingStore(db).checks() == (a_check(),)


def test_the_earliest_first_check_stays_the_one(db: Database) -> None:
    store = ThinkingStore(db)
    store.add(a_check("later", at=LATER))
    store.add(a_check("no-baseline", at=MORNING, is_baseline=False))
    store.add(a_check("first", at=MORNING))

    assert store.baseline() == a_check("first")


def test_without_a_first_check_there_is_none(db: Database) -> None:
    store = ThinkingStore(db)
    store.add(a_check(is_baseline=False))

    assert store.baseline() is None


def test_checks_from_a_moment_on_include_that_moment(db: Database) -> None:
    store = ThinkingStore(db)
    store.add(a_check("early", at=MORNING))
    store.add(a_check("late", at=LATER))

    assert store.since(LATER) == (a_check("late", at=LATER),)


def test_a_check_is_never_changed_by_a_second_one_with_its_id(db: Database) -> None:
    store = ThinkingStore(db)
    store.add(a_check())

    store.add(a_check(at=LATER, is_baseline=False))

    assert store.checks() == (a_check(),)
