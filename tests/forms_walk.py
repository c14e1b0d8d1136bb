"""The forms that open on pages of the demo, and the questions of the set-up: which presses lead to each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from companion.app import App
from companion.ui.pages.report.page import ReportPage
from companion.ui.places import Go, PageId
from tests.pressing import press_on, type_on

_T, _M, _A, _Q = PageId.TREATMENT, PageId.MEDICINES, PageId.APPOINTMENTS, PageId.QUESTIONS


@dataclass(frozen=True, slots=True)
class Form:
    """A page, and what is pressed on it one after the other."""

    page: PageId
    presses: tuple[str, ...]


FORMS = {
    "treatment_given": Form(_T, ("It was given",)),
    "treatment_not_given": Form(_T, ("It was not given",)),
    "treatment_source": Form(_T, ("Where this comes from",)),
    "treatment_switch": Form(_T, ("Go on in another way",)),
    "treatment_hours": Form(_T, ("Hours your team told you",)),
    "treatment_end": Form(_T, ("End this treatment",)),
    "treatment_correct": Form(_T, ("Correct this",)),
    "treatment_outside_plan": Form(_T, ("A dose outside the plan",)),
    "treatment_new": Form(_T, ("Add another treatment",)),
    "treatment_quiet": Form(_T, ("Stop all reminders",)),
    "medicines_another_time": Form(_M, ("I took one at another time",)),
    "medicines_changed_time": Form(_M, ("Change the time",)),
    "medicines_count": Form(_M, ("Count what is left",)),
    "medicines_stop": Form(_M, ("Stop: Levothyroxine",)),
    "medicines_pause": Form(_M, ("Pause: Levothyroxine",)),
    "medicines_week": Form(_M, ("Show the last 7 days",)),
    "medicines_new": Form(_M, ("Add a medicine",)),
    "appointment_change": Form(_A, ("Change: Blood test",)),
    "appointment_cancel": Form(_A, ("Cancel it",)),
    "appointment_new": Form(_A, ("Add an appointment",)),
    "question_asked": Form(_Q, ("It was asked",)),
    "question_words": Form(_Q, ("Change the words",)),
    "question_removed": Form(_Q, ("Remove",)),
    "symptom_search": Form(PageId.SYMPTOMS, ("Look",)),
    "alert_rule": Form(PageId.ALERTS, ("Show the rule behind this",)),
    "report_choices": Form(PageId.REPORT, ("Choose days and parts",)),
    "report_emergency_card": Form(PageId.REPORT, ("Emergency card",)),
    "thinking_helper": Form(PageId.THINKING, ("A helper asks",)),
    "unwell_else": Form(PageId.UNWELL, ("Something else",)),
    "diary_severity": Form(PageId.DIARY, ("Fill in today", "Tiredness", "Nausea", "Continue")),
}


# What leads out of a form again, on one page or another.
_OUT = ("Go back", "Back", "Undo", "Hide the choices", "Turn reminders on again")


def form_states(app: App) -> Iterator[str]:
    """Bring the window into one form after another; the name of each."""
    for name, form in FORMS.items():
        app.window.show_page(Go(form.page))
        for press in form.presses:
            assert press_on(app.window, press), f"{name}: nothing is called {press!r}"
        shown = app.window.page(form.page)
        if isinstance(shown, ReportPage):
            shown.paper.wait()  # the buttons change when the paper is there
        yield name
        any(press_on(app.window.page(form.page), out) for out in _OUT)


# What is answered before each "Continue" of the set-up.
_SETUP: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]], ...] = (
    ("setup", (), ()),  # nothing pressed, so that the look stays that of the walk
    ("setup_whose", ("It is mine",), (("Name of the person", "Ruth Example"),)),
    ("setup_numbers", (), (("The 24-hour number of", "202-555-0143"), ("Emergency number", "911"))),
    ("setup_treatment", ("Tarlatamab",), ()),
    ("setup_first_dose", (), (("Day of the first dose", "April 2, 2026"), ("Time when it", "10:00"))),
    ("setup_lives_with", ("None of these",), ()),
    ("setup_clock", ("Celsius",), ()),
    ("setup_reminder", ("No",), ()),
)


def setup_states(app: App) -> Iterator[str]:
    """The set-up of an empty diary, question by question."""
    app.window.show_page(Go(PageId.SETUP))
    for name, presses, fields in _SETUP:
        yield name
        for press in presses:
            press_on(app.window, press)
        for field, text in fields:
            type_on(app.window, field, text)
        assert press_on(app.window, "Continue"), f"{name}: no way on"
    yield "setup_limits"
