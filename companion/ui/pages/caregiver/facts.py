"""What stands on the caregiver's page, worked out from the diary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from companion.core.levels import Severity
from companion.core.trends import worst_of
from companion.core.upcoming import PlanRow
from companion.ui.context import Context
from companion.ui.pages.dose_words import drug_name
from companion.ui.pages.today.watch import open_watch

AHEAD = timedelta(weeks=3)


def coming(context: Context) -> tuple[PlanRow, ...]:
    """The infusions of the next weeks, the next one first."""
    now = context.record.now()
    return tuple(row for row in context.record.upcoming(days_ahead=AHEAD.days) if row.planned.starts_at > now)


def checks_due(context: Context) -> Iterator[str]:
    """The next check of each watch that is on."""
    for watch in context.record.watches():
        shown = open_watch(watch, context)
        if shown.check:
            yield shown.check


def signs(context: Context) -> tuple[str, ...]:
    """What each drug of this person can set off, each line once."""
    drugs = context.catalogue.drugs
    own = [treatment.drug for treatment in context.record.treatments()]
    given = [dose.drug for dose in context.record.doses() if dose.drug is not None]
    lines = (line for id in (*own, *given) if id in drugs for line in drugs[id].words.watch_for)
    return tuple(dict.fromkeys(context.words.written(line) for line in lines))


def since_last_dose(context: Context) -> Iterator[str]:
    """The worst of each symptom, the highest temperature and the alerts since the newest dose."""
    words, formats, now = context.words, context.formats(), context.record.now()
    started = [dose for dose in context.record.doses() if dose.started_at is not None]
    if not started or started[-1].started_at is None:
        yield words("caregiver.no_dose")
        return
    dose, since = started[-1], started[-1].started_at
    yield words(
        "caregiver.since_dose",
        drug=drug_name(context, dose.drug),
        moment=formats.moment(since, now),
        span=formats.span(now - since),
    )
    told = dict.fromkeys((*_symptoms(context, since), *_fevers(context, since), *_alerts(context, since)))
    yield from told or [words("caregiver.nothing_since")]


def _symptoms(context: Context, since: datetime) -> Iterator[str]:
    found: dict[str, list[Severity]] = defaultdict(list)
    for report in context.record.reports_since(since):
        found[report.symptom].append(report.severity)
    worst = {symptom: worst_of(severities) for symptom, severities in found.items()}
    for symptom, severity in sorted(worst.items(), key=lambda one: -one[1].steps):
        known = context.catalogue.symptoms.get(symptom)
        if known is not None and severity is not Severity.NONE:
            name, word = context.words.written(known.words.name), context.words(f"severity.{severity.value}")
            yield context.words("caregiver.worst", name=name, severity=word.lower())


def _fevers(context: Context, since: datetime) -> Iterator[str]:
    fever = context.catalogue.fever
    hottest = context.trends.hottest(context.formats().day_of(since), context.record.today())
    if fever is not None and hottest:
        kind = context.catalogue.readings[fever.reading]
        highest = max(hottest.values())
        celsius = Decimal(highest.numerator) / Decimal(highest.denominator)
        reading = context.formats().reading(celsius, kind.units[0].code, kind)
        yield context.words("caregiver.hottest", reading=reading)


def _alerts(context: Context, since: datetime) -> Iterator[str]:
    formats, now = context.formats(), context.record.now()
    for alert in context.record.alerts():
        if alert.raised_at >= since:
            level = context.words(f"levels.{alert.level.value}_short")
            moment = formats.moment(alert.raised_at, now)
            key = "caregiver.alert_open" if alert.is_open else "caregiver.alert_closed"
            yield context.words(key, level=level, moment=moment)
