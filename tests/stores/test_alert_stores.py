"""Alerts, notices and what the team knows: shown once, kept as shown, closed only by an outcome."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from companion.core.alerts import AlertEvent, AlertEventKind
from companion.core.errors import OurFault
from companion.core.levels import Level, Severity
from companion.core.scenario import TeamKnows
from companion.stores import tables
from companion.stores.alerts import AlertsStore
from companion.stores.history import earlier_versions
from companion.stores.notices import NoticesStore
from companion.stores.seam import Database
from companion.stores.tables import NOTICES
from companion.stores.team_knows import TeamKnowsStore
from companion.stores.transactions import write
from tests.stores.samples import (
    CAREGIVER,
    LATER,
    MORNING,
    PATIENT,
    a_call,
    a_notice,
    an_alert,
)


def test_an_alert_comes_back_as_it_was_shown(db: Database) -> None:
    AlertsStore(db).add(an_alert())

    assert AlertsStore(db).all_alerts() == (an_alert(),)
    assert AlertsStore(db).alert("alert-1") == an_alert()
    assert AlertsStore(db).alert("alert-9") is None


def test_only_a_recorded_outcome_closes_an_alert(db: Database) -> None:
    store = AlertsStore(db)
    store.add(an_alert("alert-1"))
    store.add(an_alert("alert-2", rule="fever"))
    store.add_event(AlertEvent("seen", "alert-1", AlertEventKind.SEEN, LATER, PATIENT))
    assert [alert.id for alert in store.open_alerts()] == ["alert-1", "alert-2"]

    store.add_event(a_call("alert-1"))

    assert [alert.id for alert in store.open_alerts()] == ["alert-2"]
    assert [alert.id for alert in store.all_alerts()] == ["alert-1", "alert-2"]
    assert [alert.id for alert in store.alerts_for_rule("symptom:cough")] == ["alert-1"]
    assert store.all_alerts()[0].events[-1] == a_call("alert-1")


def test_an_alert_that_is_raised_higher_keeps_what_was_shown_before(db: Database) -> None:
    store = AlertsStore(db)
    store.add(an_alert())

    store.change(an_alert(level=Level.EMERGENCY), at=LATER)

    (found,) = store.open_alerts()
    assert found == an_alert(level=Level.EMERGENCY)
    (earlier,) = earlier_versions(db, tables.ALERTS, "alert-1")
    assert (earlier.row["level"], earlier.replaced_by) == ("call_today", "program")


def test_events_keep_the_order_in_which_they_happened_when_the_clock_is_set_back(db: Database) -> None:
    store = AlertsStore(db)
    store.add(an_alert())

    store.add_event(AlertEvent("seen", "alert-1", AlertEventKind.SEEN, MORNING - timedelta(days=1), PATIENT))

    (found,) = store.open_alerts()
    assert [event.kind for event in found.events] == [AlertEventKind.RAISED, AlertEventKind.SEEN]
    assert found.is_seen


def test_a_due_thing_is_recorded_once_whatever_its_id(db: Database) -> None:
    store = NoticesStore(db)

    assert store.record(a_notice("notice-1")) is True
    assert store.record(a_notice("notice-2")) is False
    assert store.record(a_notice("notice-3", due_at=LATER)) is True

    assert [notice.id for notice in store.unacted()] == ["notice-1", "notice-3"]


def test_the_file_itself_refuses_a_due_thing_twice(db: Database) -> None:
    NoticesStore(db).record(a_notice())
    (row,) = db.table(NOTICES).rows

    with pytest.raises(OurFault), write(db):
        db.table(NOTICES).insert({**row, "id": "notice-2"})


def test_a_notice_that_was_dealt_with_is_not_listed_and_keeps_its_first_time(db: Database) -> None:
    store = NoticesStore(db)
    store.record(a_notice())
    store.set_toast("notice-1", "shown", at=LATER)

    store.act("notice-1", at=MORNING)
    store.act("notice-1", at=LATER)

    assert store.unacted() == ()
    done = replace(a_notice(), acted_at=MORNING, toast="shown")
    assert store.due_since(MORNING) == (done,)
    assert store.due_since(LATER) == ()
    assert store.notice_for(a_notice().due) == done


def test_what_the_team_knows_comes_back(db: Database) -> None:
    store = TeamKnowsStore(db)
    AlertsStore(db).add(an_alert())
    later, early = (TeamKnows("cough", Severity.MILD, moment) for moment in (LATER, MORNING))
    store.save("k1", later, alert_id="alert-1", at=LATER, by=PATIENT)
    store.save("k2", early, alert_id=None, at=LATER, by=CAREGIVER)
    assert store.known() == (early, later)

    store.remove("k1", at=LATER, by=PATIENT)

    assert store.known() == (early,)
    store.restore("k1", at=LATER, by=PATIENT)
    assert store.known() == (early, later)
