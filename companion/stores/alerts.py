"""Alerts as shown that day, and what happened to each, as rows; none is ever deleted."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from companion.core.alerts import Alert, AlertEvent, AlertEventKind, Outcome, ShownEvidence
from companion.core.levels import Level, Reporter
from companion.stores import rows
from companion.stores.columns import Cell, Row, clean, from_ids, from_moment, to_ids, to_json, to_moment
from companion.stores.seam import Database
from companion.stores.tables import ALERT_EVENTS, ALERTS
from companion.stores.transactions import write

_CLOSED = f"id IN (SELECT alert_id FROM {ALERT_EVENTS} WHERE kind = '{AlertEventKind.CLOSED.value}')"


@dataclass(frozen=True, slots=True)
class AlertsStore:
    """The program raises and changes alerts; a person's part are the events."""

    db: Database

    def add(self, alert: Alert) -> None:
        """Add an alert with its events; one that was added already stays as it is."""
        with write(self.db):
            columns = _columns(alert) | {"entered_by": rows.PROGRAM}
            if rows.insert_once(self.db, ALERTS, alert.id, columns, at=alert.raised_at):
                for event in alert.events:
                    self.add_event(event)

    def change(self, alert: Alert, *, at: datetime) -> None:
        """Put the present level, evidence and wording in place of the stored ones; events are not touched."""
        rows.change(self.db, ALERTS, alert.id, _columns(alert), at=at, by=None)

    def add_event(self, event: AlertEvent) -> None:
        """Add what happened to an alert, or correct the event with this id."""
        columns: dict[str, Cell] = {
            "kind": event.kind.value,
            "at": from_moment(event.at),
            "outcome": None if event.outcome is None else event.outcome.value,
            "who_answered": clean(event.who_answered),
            "what_they_said": clean(event.what_they_said),
            "entered_by": event.by.value,
        }
        with write(self.db):
            if rows.find(self.db, ALERT_EVENTS, event.id) is None:
                columns |= {"alert_id": event.alert_id, "number": self._next_number(event.alert_id)}
            rows.save(self.db, ALERT_EVENTS, event.id, columns, at=event.at, by=event.by)

    def open_alerts(self) -> tuple[Alert, ...]:
        """Alerts without a recorded outcome, oldest first."""
        return self._alerts(f"NOT {_CLOSED}")

    def all_alerts(self) -> tuple[Alert, ...]:
        """Every alert there ever was, oldest first."""
        return self._alerts("1")

    def alerts_for_rule(self, rule: str) -> tuple[Alert, ...]:
        """Open and closed alerts of one rule, oldest first."""
        return self._alerts("rule = ?", rule)

    def alert(self, id: str) -> Alert | None:
        found = self._alerts("id = ?", id)
        return found[0] if found else None

    def _next_number(self, alert_id: str) -> int:
        sql = f"SELECT coalesce(max(number), 0) + 1 AS next FROM {ALERT_EVENTS} WHERE alert_id = ?"
        return int(rows.select(self.db, sql, [alert_id])[0]["next"])

    def _alerts(self, where: str, *parameters: Cell) -> tuple[Alert, ...]:
        chosen = f"FROM {ALERTS} WHERE {where}"
        found = rows.select(self.db, f"SELECT * {chosen} ORDER BY raised_at, rowid", parameters)
        happened = rows.select(
            self.db,
            f"SELECT * FROM {ALERT_EVENTS} WHERE alert_id IN (SELECT id {chosen}) ORDER BY alert_id, number",
            parameters,
        )
        events = defaultdict[str, list[AlertEvent]](list)
        for event in rows.values(happened, _event):
            events[event.alert_id].append(event)
        return rows.values(found, lambda row: _alert(row, tuple(events.get(row["id"], ()))))


def _columns(alert: Alert) -> dict[str, Cell]:
    shown = [
        {"key": part.key, "text": part.text, "level": part.level.value, "says": part.says}
        for part in alert.evidence
    ]
    return {
        "rule": alert.rule,
        "rule_version": alert.rule_version,
        "level": alert.level.value,
        "raised_at": from_moment(alert.raised_at),
        "headline": alert.headline,
        "why": alert.why,
        "evidence": to_json(shown),
        "sources": from_ids(alert.sources),
        "page": alert.page,
    }


def _alert(row: Row, events: tuple[AlertEvent, ...]) -> Alert:
    return Alert(
        id=row["id"],
        rule=row["rule"],
        rule_version=row["rule_version"],
        level=Level(row["level"]),
        raised_at=to_moment(row["raised_at"]),
        headline=row["headline"],
        why=row["why"],
        evidence=tuple(
            ShownEvidence(part["key"], part["text"], Level(part["level"]), part.get("says"))
            for part in json.loads(row["evidence"])
        ),
        sources=to_ids(row["sources"]),
        page=row["page"],
        events=events,
    )


def _event(row: Row) -> AlertEvent:
    return AlertEvent(
        id=row["id"],
        alert_id=row["alert_id"],
        kind=AlertEventKind(row["kind"]),
        at=to_moment(row["at"]),
        by=Reporter(row["entered_by"]),
        outcome=None if row["outcome"] is None else Outcome(row["outcome"]),
        who_answered=row["who_answered"],
        what_they_said=row["what_they_said"],
    )
