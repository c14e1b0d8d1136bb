"""What is coming, as the one who helps needs it: infusions and appointments."""

from __future__ import annotations

from companion.core.appointments import Appointment
from companion.core.upcoming import PlanRow
from companion.ui.context import Context
from companion.ui.pages.appointments.words import title_of, when_line
from companion.ui.pages.company.words import gap_line
from companion.ui.pages.dose_words import (
    around_lines,
    day_and_time,
    drug_name,
    place_and_amount,
    span_until,
    subject_of,
)
from companion.ui.pages.go_button import GoButton, Hears
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


def infusion_card(row: PlanRow, context: Context, go: Hears) -> Card:
    """One infusion: when, where, until when to stay, and what is left to get ready."""
    words, formats = context.words, context.formats()
    planned, now = row.planned, context.record.now()
    drug, moment = drug_name(context, planned.drug), day_and_time(formats, planned.starts_at)
    card = Card(moment)
    if planned.starts_at > now:
        span = span_until(planned.starts_at - now, context)
        card.add(Label(words("caregiver.in_span", span=span), "strong"))
    card.add(Label(drug, "h3"))
    card.add(Label(place_and_amount(planned, words), user_text=True))
    if row.treatment.place:
        card.add(Label(row.treatment.place, user_text=True))
    for line in around_lines(row, context.record.around(row), context):
        card.add(Label(line, bullet=True))
    prepared = context.getting_ready.prepared(row)
    for gap in prepared.gaps:
        card.add(Label(gap_line(gap.starts_at, gap.ends_at, formats), "strong"))
    if prepared.items:
        left = len(prepared.left)
        said = words("caregiver.things_left", n=left) if left else words("caregiver.ready")
        card.add(Label(said, "strong"))
        place = Go(PageId.GETTING_READY, subject_of(row))
        ready = GoButton(place, words("caregiver.get_ready"), go, icon="check")
        ready.setAccessibleName(words("caregiver.get_ready_about", drug=drug, moment=moment))
        card.add_space()
        card.add(ready)
    return card


def add_appointment(card: Card, appointment: Appointment, context: Context) -> None:
    """One appointment: when, what, where, and what to bring."""
    card.add(Label(when_line(appointment, context), "strong"))
    card.add(Label(title_of(appointment, context), user_text=True))
    if appointment.place:
        card.add(Label(appointment.place, user_text=True))
    if appointment.to_bring:
        card.add(Label(context.words("caregiver.bring", what=appointment.to_bring), user_text=True))
