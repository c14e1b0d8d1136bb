"""The form about how the window looks and speaks: language, size of the text, colours."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.services.languages import language_names
from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField, with_room
from companion.ui.forms.form import Answers, Form
from companion.ui.forms.size_samples import Sample, SizeSamples
from companion.ui.theme import SCALES, Theme, look
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option


class LanguageChoice(ChoiceField):
    """Each language by its own name; a choice is stored at once, and the window speaks it."""

    def __init__(self, context: Context) -> None:
        words, names = context.words, language_names(look().resources)
        options = tuple(Option(id, words.written(name)) for id, name in names.items())
        super().__init__(words("language.question"), options, columns=2)
        self._context = context
        self.is_needed = len(names) > 1
        self.edited.connect(self._take)

    def refresh(self) -> None:
        """The language that is spoken."""
        self.set_value(self._context.words.language)

    @Slot()
    def _take(self) -> None:
        wanted = self._context.record.preferences()
        self._context.journal.set_preferences(replace(wanted, language=self.value()))


class LookForm(Form):
    """Language, size of the text and colours; a choice is stored at once, and the window shows it."""

    is_typed = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        samples = tuple(Sample(scale, words(f"forms.size_{round(scale * 100)}")) for scale in SCALES)
        self._sizes = SizeSamples(words("forms.text_size"), samples)
        self._language = LanguageChoice(context)
        themes = tuple(
            Option(theme.value, words(f"forms.{theme.value}"), words(f"forms.{theme.value}_means"))
            for theme in Theme
        )
        self._theme = ChoiceField(words("forms.theme"), themes)
        sizes = Field(words("forms.text_size"), self._sizes)
        with_room(sizes)
        if self._language.is_needed:
            self.add(self._language)
        self.add(sizes, self._theme)
        self._sizes.chosen.connect(self._take_size)
        self._theme.edited.connect(self._take_theme)

    def fill(self, answers: Answers) -> None:
        wanted = self.context.record.preferences()
        self._sizes.set_scale(float(wanted.text_scale))
        self._theme.set_value(wanted.theme or look().theme.value)
        self._language.refresh()

    def first(self) -> QWidget:
        return self._sizes

    @Slot(object)
    def _take_size(self, scale: float) -> None:
        wanted = self.context.record.preferences()
        self.context.journal.set_preferences(replace(wanted, text_scale=Decimal(str(scale))))

    @Slot()
    def _take_theme(self) -> None:
        wanted = self.context.record.preferences()
        self.context.journal.set_preferences(replace(wanted, theme=self._theme.value()))
