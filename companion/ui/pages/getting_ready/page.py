"""Getting ready for one infusion: the times around it, a checklist, and who will be there."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.company import DoseKey
from companion.core.errors import UserCanFix
from companion.core.getting_ready import Preparation
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.appointments.words import countdown
from companion.ui.pages.checklist_card import ChecklistCard, Ticked
from companion.ui.pages.company.card import CompanyCard
from companion.ui.pages.dose_words import (
    around_lines,
    day_and_time,
    drug_name,
    place_and_amount,
    place_in_plan,
)
from companion.ui.pages.go_button import GoButton
from companion.ui.pages.where_from import WhereFrom
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class GettingReadyPage(Page):
    """What is ticked is kept at once; a tick is undone by pressing it again."""

    id = PageId.GETTING_READY
    icon = "check"
    topics = frozenset({Topic.APPOINTMENTS, Topic.TREATMENT, Topic.PERSON, Topic.PREFERENCES})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._dose: DoseKey | None = None
        self._shape: object = None
        self._checklist: ChecklistCard | None = None
        self._company: CompanyCard | None = None

    def open(self, subject: str | None) -> None:
        """`subject` is a dose as Treatment and Today name it; without one it is the next infusion."""
        self._dose = _dose_of(subject)
        self.refresh()

    def refresh(self) -> None:
        prepared = self._prepared()
        if prepared is None:
            self._shape = None
            self.body.clear()
            self.body.add(self._empty_card())
            return
        self._dose = prepared.dose
        shape = (
            prepared.row,
            prepared.around,
            prepared.items,
            self.context.formats(),
            self.context.record.today(),
        )
        if shape != self._shape:
            self._build(prepared)
            self._shape = shape
        if self._checklist is not None:
            self._checklist.show_ticks(prepared)
        if self._company is not None:
            self._company.show_company(prepared)

    def _prepared(self) -> Preparation | None:
        found = self.context.getting_ready.of(self._dose) if self._dose is not None else None
        return found or self.context.getting_ready.next_dose()

    def _build(self, prepared: Preparation) -> None:
        self.body.clear()
        self.body.add(self._times_card(prepared))
        self._checklist = ChecklistCard(self.context, prepared)
        self._checklist.ticked.connect(self._tick)
        self.body.add(self._checklist)
        self._company = CompanyCard(self.context) if prepared.company else None
        if self._company is not None:
            self.body.add(self._company)

    def _times_card(self, prepared: Preparation) -> Card:
        words, context, planned = self.words, self.context, prepared.row.planned
        formats, now = context.formats(), context.record.now()
        card = Card(day_and_time(formats, prepared.starts_at))
        if prepared.starts_at > now:
            card.add(Label(countdown(prepared.starts_at, context)))
        card.add(Label(drug_name(context, planned.drug), "strong"))
        card.add(Label(place_and_amount(planned, words)))
        if prepared.row.treatment.place:
            card.add(Label(words("treatment.at_place", place=prepared.row.treatment.place), user_text=True))
        around = prepared.around
        for line in around_lines(prepared.row, around, context):
            card.add(Label(line, bullet=True))
        if around is not None and around.note:
            card.add(Label(words.written(around.note), "small"))
        card.add_space()
        card.add(button_row(*self._links(planned.drug)))
        sources = tuple(dict.fromkeys((*planned.sources, *(around.sources if around else ()))))
        card.add(WhereFrom(context, sources, place_in_plan(planned, words)))
        return card

    def _links(self, drug: str) -> tuple[GoButton, ...]:
        words, known = self.words, self.context.catalogue.drugs.get(drug)
        links = [
            GoButton(Go(PageId.UNWELL), words("getting_ready.numbers"), self.go, icon="phone"),
            GoButton(Go(PageId.TREATMENT), words("today.to_treatment"), self.go, icon="treatment"),
        ]
        if known is not None and known.page is not None:
            text = words("getting_ready.about", drug=drug_name(self.context, drug))
            links.insert(0, GoButton(Go(PageId.LEARN, known.page), text, self.go, icon="learn"))
        return tuple(links)

    def _empty_card(self) -> Card:
        card = Card(self.words("getting_ready.nothing_planned"))
        card.add(Label(self.words("getting_ready.nothing_planned_why")))
        treatment = self.words("today.to_treatment")
        card.add_space()
        card.add(GoButton(Go(PageId.TREATMENT), treatment, self.go, "primary", icon="treatment"))
        return card

    @Slot(object)
    def _tick(self, ticked: Ticked) -> None:
        if self._dose is None:
            return
        try:
            self.context.getting_ready.tick(
                self._dose, ticked.item, done=ticked.done, by=self.context.entering.by
            )
        except UserCanFix:
            self.refresh()  # the row shows what is stored
            raise


def _dose_of(subject: str | None) -> DoseKey | None:
    treatment_id, _, ordinal = (subject or "").rpartition(":")
    return DoseKey(treatment_id, int(ordinal)) if treatment_id and ordinal.isdecimal() else None
