"""What a page of Learn says about this person's own treatment: dates and open times, and no judgement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from companion.core.drugs import Route
from companion.core.pages import Page, PageKind
from companion.ui.context import Context
from companion.ui.pages.dose_words import drug_name
from companion.ui.pages.today.doses import DAYS_AHEAD

_HOUR = timedelta(hours=1)


def own_lines(page: Page, context: Context) -> tuple[str, ...]:
    """Sentences from the same entries as Today; none where the page is not about this person's treatment.

    A drug page names the doses and the times they opened, another page only the open times it is about.
    """
    if page.kind is PageKind.DRUG:
        return (*_next_dose(page, context), *_last_dose(page, context), *_times(page, context))
    return tuple(_times(page, context))


def _next_dose(page: Page, context: Context) -> Iterator[str]:
    record, words, formats = context.record, context.words, context.formats()
    now = record.now()
    rows = [row for row in record.upcoming(days_ahead=DAYS_AHEAD) if row.planned.drug in page.drugs]
    waiting = [row for row in rows if row.planned.starts_at <= now]
    coming = [row for row in rows if row.planned.starts_at > now]
    if waiting:
        name = drug_name(context, waiting[-1].planned.drug)
        moment = formats.moment(waiting[-1].planned.starts_at, now)
        yield words("learn_own.was_planned", drug=name, moment=moment)
    if coming:
        planned = coming[0].planned
        drug = context.catalogue.drugs.get(planned.drug)
        sort = "injection" if drug is not None and drug.route is Route.INJECTION else "infusion"
        moment = formats.moment(planned.starts_at, now)
        span = formats.span(planned.starts_at - now)
        name = drug_name(context, planned.drug)
        yield words(f"learn_own.next_{sort}", drug=name, moment=moment, span=span)


def _last_dose(page: Page, context: Context) -> Iterator[str]:
    record, now = context.record, context.record.now()
    given = [
        (dose.started_at, dose.drug)
        for dose in record.doses()
        if dose.started_at is not None and dose.started_at <= now and dose.drug in page.drugs
    ]
    if given:
        started_at, drug = max(given, key=lambda one: one[0])
        moment = context.formats().moment(started_at, now)
        yield context.words("learn_own.last_dose", drug=drug_name(context, drug), moment=moment)


def _times(page: Page, context: Context) -> Iterator[str]:
    """The hours in which checks are due, then the longer times after a dose that are open."""
    record, words, formats = context.record, context.words, context.formats()
    now, about_drug = record.now(), page.kind is PageKind.DRUG
    for watch in record.watches():
        window = context.catalogue.windows.get(watch.spec.window)
        if watch.dose.drug in page.drugs if about_drug else window is not None and window.page == page.id:
            hours = round((watch.ends_at - watch.started_at) / _HOUR)
            until = formats.moment(watch.ends_at, now)
            drug = drug_name(context, watch.dose.drug)
            yield words("learn_own.first_hours", n=hours, drug=drug, until=until)
    for opened in record.windows_at(now):
        exposure = opened.exposure
        meaning = context.catalogue.windows.get(exposure.window)
        mine = exposure.drug in page.drugs if about_drug else meaning is not None and meaning.page == page.id
        if meaning is None or not mine:
            continue
        name = words.written(meaning.name)
        if exposure.closes_at is None:
            yield words("learn_own.no_end", time=name)
        else:
            yield words("learn_own.until", time=name, until=formats.moment(exposure.closes_at, now))
