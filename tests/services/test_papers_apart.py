"""Papers read in a thread over a connection of their own say the same as those read in the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from companion.core.alert_wording import not_judged_alert
from companion.core.levels import Reporter, Severity
from companion.core.paper_facts import Span
from companion.ui.context import Context
from tests.fake_clock import FakeClock
from tests.ui.context import build_context

NOTE = "not for her to read"


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    context = build_context(tmp_path, FakeClock())
    entry = context.journal.begin_entry(day=context.record.today(), by=Reporter.PATIENT)
    context.journal.answer(
        entry, symptom="cough", severity=Severity.SEVERE, signs=frozenset(), by=Reporter.PATIENT
    )
    context.journal.write_note(entry, NOTE)
    context.journal.finish_entry(entry)
    context.hidden_notes.hide(entry, hidden=True)
    yield context
    context.record._shelf.db.close()


def span_apart(context: Context) -> Span:
    """What a thread reads of the last four weeks."""
    assert context.papers.apart is not None
    opened, today, found = context.papers.apart(), context.record.today(), list[Span]()

    def read() -> None:
        with opened() as papers:
            found.append(papers.span(today - timedelta(days=27), today))

    thread = Thread(target=read)
    thread.start()
    thread.join()
    return found[0]


def test_they_are_the_same(context: Context) -> None:
    today = context.record.today()

    apart = span_apart(context)

    assert apart == context.papers.span(today - timedelta(days=27), today)
    assert [note for _, note in apart.notes] == [NOTE]


def test_a_note_that_is_hidden_from_who_looks_is_on_no_paper(context: Context) -> None:
    context.entering.swap()

    assert span_apart(context).notes == ()


def test_an_alert_that_could_not_be_saved_is_on_the_paper(context: Context) -> None:
    alert = not_judged_alert(context.words, id="unsaved", at=context.record.now())
    context.journal._watch.unsaved.raise_alert(alert, None)

    assert "unsaved" in [one.id for one in span_apart(context).alerts]
