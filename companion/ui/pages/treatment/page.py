"""The treatments: what is planned, what was given, and how to write down what really happened."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.keep_place import keeping_place
from companion.ui.pages.saved_bar import LINK, UNDO, saved_bar
from companion.ui.pages.treatment.acts import Act, act_of
from companion.ui.pages.treatment.at_once import do_at_once, is_done_at_once, place_of_act
from companion.ui.pages.treatment.forms import act_asked, form_for
from companion.ui.pages.treatment.later import LaterForm
from companion.ui.pages.treatment.list import list_parts
from companion.ui.pages.treatment.rooms import TreatmentRooms
from companion.ui.pages.treatment.treatment_form import Saved, TreatmentForm
from companion.ui.places import PageId
from companion.ui.widgets.announce import announce
from companion.ui.widgets.notice_bar import Acted, NoticeBar


class TreatmentPage(Page):
    """A list of plans, or one form; the form keeps what was typed until it is answered."""

    id = PageId.TREATMENT
    icon = "treatment"
    topics = frozenset({Topic.TREATMENT, Topic.DIARY, Topic.PREFERENCES, Topic.PERSON})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._form: TreatmentForm | None = None
        self._asked: tuple[Act, str] | None = None
        self._saved: Saved | None = None
        self._whole: frozenset[str] = frozenset()

    def open(self, subject: str | None) -> None:
        """`subject` names a dose to write down, or one whose start is missing, as Today gives it."""
        act = act_asked(subject, self.context)
        if act is not None:
            self._ask(act, subject or "")
        self.refresh()

    def is_half_filled(self) -> bool:
        return self._form is not None

    def leave(self) -> None:
        self._saved = None
        self._whole = frozenset()

    def refresh(self) -> None:
        if self._form is not None:
            return
        with keeping_place(self.body):
            self.body.clear()
            rooms = TreatmentRooms(PageId.TREATMENT, self.words)
            rooms.go.connect(self.go)
            self.body.add(rooms)
            if self._saved is not None:
                self.body.add(self._notice(self._saved))
            for part in list_parts(self.context, self._pressed, whole=self._whole):
                self.body.add(part)

    def _notice(self, saved: Saved) -> NoticeBar:
        link = "" if saved.link is None else saved.link[0]
        can_undo = saved.undo is not None
        return saved_bar(self.words, saved.text, self._act_on_notice, can_undo=can_undo, link=link)

    def _ask(self, act: Act, subject: str) -> None:
        """Show the form; one about the same thing that is open already keeps what was typed."""
        if self._form is not None and self._asked == (act, subject):
            return
        form = form_for(act, subject, self.context)
        if form is None:
            self.refresh()
            return
        self._asked = (act, subject)
        self._show_form(form, None)

    def _show_form(self, form: TreatmentForm, saved: Saved | None) -> None:
        """The form alone, below what was just saved."""
        self._saved, self._form = saved, form
        form.saved.connect(self._after_saving)
        form.cancelled.connect(self._close_form)
        self.body.clear()
        if saved is not None:
            self.body.add(self._notice(saved))
        self.body.add(form)
        form.show()
        form.focus_first()
        self.body.to_top()

    @Slot()
    def _pressed(self) -> None:
        act, subject = act_of(self.sender())
        place = place_of_act(act, subject)
        if place is not None:
            self.go.emit(place)
        elif act is Act.ALL_DOSES:
            self._whole |= {subject}
            self.refresh()
        elif is_done_at_once(act):
            saved = do_at_once(act, subject, self.context)
            if saved is not None:
                self._show_saved(saved)
        else:
            self._ask(act, subject)

    def _show_saved(self, saved: Saved) -> None:
        self._saved = saved
        self.refresh()
        self.body.to_top()

    @Slot(object)
    def _after_saving(self, saved: Saved) -> None:
        """Say what was saved; after a dose on another day than planned, ask about those after it."""
        later = None if saved.dose is None else self.context.infusions.later_doses(saved.dose)
        if later is None:
            self._saved = saved
            self._close_form()
        else:
            question = LaterForm(self.context, later)
            self._show_form(question, saved)
            announce(self, question.accessibleName())

    @Slot()
    def _close_form(self) -> None:
        self._form = self._asked = None
        self.refresh()
        self.body.to_top()

    @Slot(object)
    def _act_on_notice(self, acted: Acted) -> None:
        """Taking it back ends the question that came of it; reading it does not."""
        saved, self._saved = self._saved, None
        bar = self.sender()
        assert isinstance(bar, NoticeBar)
        bar.hide()
        if acted.action == UNDO and saved is not None and saved.undo is not None:
            saved.undo()
            self._form = self._asked = None
            self._saved = Saved(self.words("treatment_list.undone"))
        elif acted.action == LINK and saved is not None and saved.link is not None:
            self.go.emit(saved.link[1])
        self.refresh()
