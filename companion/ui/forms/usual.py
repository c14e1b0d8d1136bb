"""The form about what the person lives with, as agreed with the team."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.levels import Severity
from companion.core.team_sheet import usual_is_due
from companion.core.typed import NotRead
from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField, ToggleField
from companion.ui.forms.form import Answers, Form
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.label import Label

_NONE = "none"
_AGREED = "agreed"
_BETWEEN = " "


class UsualForm(Form):
    """Which of the symptoms that may be usual, how bad, and that the team agreed.

    A change takes the agreement back, so that what is softened is always what was agreed.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        symptoms = tuple(one for one in context.catalogue.symptoms.values() if one.may_be_usual)
        options = tuple(Option(one.id, words.written(one.words.name)) for one in symptoms)
        none = Option(_NONE, words("usual.none_of_these"), alone=True)
        self._chosen = ToggleField(words("usual.question"), (*options, none))
        self._how_bad = {
            one.id: ChoiceField(
                words("usual.how_bad", name=words.written(one.words.name)),
                (
                    Option(Severity.MILD.value, words("severity.mild"), words.written(one.words.mild)),
                    Option(
                        Severity.MODERATE.value, words("severity.moderate"), words.written(one.words.moderate)
                    ),
                ),
                columns=2,
            )
            for one in symptoms
        }
        self._agreed = ToggleField(words("usual.agreed_question"), (Option(_AGREED, words("usual.agreed")),))
        self._last = Label("", "small")
        self.column.addWidget(Label(words("usual.means")))
        self.column.addWidget(self._last)
        self.column.addWidget(self._chosen)
        for field in self._how_bad.values():
            self.column.addWidget(field)
            field.edited.connect(self._change)
        self.column.addWidget(self._agreed)
        self._chosen.edited.connect(self._change)
        self._agreed.edited.connect(self._agree)
        self._follow()

    def answers(self) -> Answers:
        severities = {f"lives_with.{id}": field.value() for id, field in self._how_bad.items()}
        return {
            "lives_with.chosen": _BETWEEN.join(self._chosen.values()),
            **severities,
        }

    def fill(self, answers: Answers) -> None:
        self._chosen.set_values(tuple(answers.get("lives_with.chosen", "").split()))
        for id, field in self._how_bad.items():
            field.set_value(answers.get(f"lives_with.{id}", ""))
        self._agreed.set_values((_AGREED,) if self._is_as_agreed() else ())
        self._follow()

    def stored(self) -> Answers:
        person = self.context.record.person()
        usual, is_agreed = person.usual_symptoms, person.usual_agreed_at is not None
        return {
            "lives_with.chosen": _BETWEEN.join(usual) if usual else _NONE if is_agreed else "",
            **{f"lives_with.{id}": severity.value for id, severity in usual.items()},
        }

    def readings(self) -> tuple[tuple[Field, object], ...]:
        symptoms = self._symptoms()
        if not symptoms:
            return ()
        how_bad = tuple(
            (self._how_bad[id], self._how_bad[id].value() or NotRead("usual.choose_how_bad"))
            for id in symptoms
        )
        return (*how_bad, (self._agreed, self._agreed.values() or NotRead("usual.needs_agreement")))

    def store(self) -> None:
        person = self.context.record.person()
        if not self._chosen.values() and not person.usual_symptoms:
            return
        self.context.agreed.agree_usual(self._usual(), by=self.context.entering.by)
        self._follow()

    def first(self) -> QWidget:
        return self._chosen.control

    def _symptoms(self) -> tuple[str, ...]:
        return tuple(id for id in self._chosen.values() if id in self._how_bad)

    def _usual(self) -> dict[str, Severity]:
        return {
            id: Severity(self._how_bad[id].value()) for id in self._symptoms() if self._how_bad[id].value()
        }

    def _is_as_agreed(self) -> bool:
        """Whether this is what the team agreed to, and no further treatment began since."""
        person = self.context.record.person()
        if person.usual_agreed_at is None or usual_is_due(person, self.context.record.treatments()):
            return False
        return self._usual() == dict(person.usual_symptoms)

    @Slot()
    def _change(self) -> None:
        self._agreed.set_values(())
        self._agree()

    @Slot()
    def _agree(self) -> None:
        self._follow()
        self.changed.emit()
        self.settled.emit()

    def _follow(self) -> None:
        """How bad is asked only for what is chosen, and agreement only where something is softened."""
        symptoms = self._symptoms()
        for id, field in self._how_bad.items():
            field.setVisible(id in symptoms)
        self._agreed.setVisible(bool(symptoms))
        agreed_at = self.context.record.person().usual_agreed_at
        formats = self.context.formats()
        if agreed_at is None:
            self._last.setText(self.words("usual.not_agreed"))
        else:
            day = formats.plain_day(formats.day_of(agreed_at))
            self._last.setText(self.words("usual.last_agreed", day=day))
