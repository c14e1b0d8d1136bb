"""What to say beside a temperature: a medicine that may hide a fever, and that it is time to measure."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal

from companion.core.diary import MedicineTaken
from companion.core.hidden_fever import Hiding
from companion.core.scenario import Dose
from companion.ui.context import Context
from companion.ui.pages.dose_words import drug_name
from companion.ui.pages.go_button import GoButton
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


def doubt(context: Context, at: datetime, hiding: Hiding | None = None) -> str:
    """Which medicine or dose may hide a fever at `at`, and since when; empty where none does.

    Who asks for many moments reads what may hide one once, from the earliest of them on, and hands it in.
    """
    newest: dict[str, str] = {}
    for one in (hiding or context.record.hiding_since(at)).at(at):
        newest.setdefault(_name(context, one), _sentence(context, one, at))
    return context.words("hidden_fever.doubt", said=" ".join(newest.values())) if newest else ""


def shows_temperature(context: Context) -> bool:
    """Whether there is anything to say about the temperature beside the number to call."""
    return context.record.must_measure_now() or context.record.last_temperature() is not None


class TemperatureCard(Card):
    """The last temperature with what may make it false, or the request to measure now.

    Signals:
        go: a Go, to where a temperature is written down.
    """

    go = Signal(object)

    def __init__(self, context: Context) -> None:
        words, record, formats = context.words, context.record, context.formats()
        super().__init__(words("hidden_fever.temperature"))
        fever, last = context.catalogue.fever, record.last_temperature()
        place = Go(PageId.DIARY, fever.reading if fever is not None else None)
        if fever is not None and record.must_measure_now():
            self.add(Label(words("hidden_fever.measure_now", span=formats.span(fever.fresh)), "strong"))
            self.add(Label(words("hidden_fever.before_medicine")))
        if last is not None:
            reading = formats.reading(last.value, last.unit, context.catalogue.readings[last.kind])
            moment = formats.moment(last.at, record.now())
            self.add(Label(words("hidden_fever.last", reading=reading, moment=moment)))
        said = doubt(context, record.now() if last is None else last.at)
        if said:
            self.add(Label(said, "strong"))
        self.add(GoButton(place, words("hidden_fever.write_down"), self.go, icon="thermometer"))


def _name(context: Context, one: MedicineTaken | Dose) -> str:
    if isinstance(one, Dose):
        return drug_name(context, one.drug if one.drug in context.catalogue.drugs else None)
    known = context.catalogue.medicine(one.medicine, one.name)
    return context.words.written(known.words.short) if known else one.name


def _sentence(context: Context, one: MedicineTaken | Dose, at: datetime) -> str:
    words, formats, name = context.words, context.formats(), _name(context, one)
    if isinstance(one, Dose):
        key, moment = "hidden_fever.given", one.started_at
    elif context.record.person().cared_for_by_another:
        key, moment = "hidden_fever.other_took", one.at
    else:
        key, moment = "hidden_fever.patient_took", one.at
    if moment is None:
        return words(f"{key}_some_time", name=name)
    if formats.day_of(moment) == formats.day_of(at):
        return words(key, name=name, time=formats.clock(formats.local(moment).time()))
    return words(f"{key}_before", name=name, moment=formats.moment(moment, at))
