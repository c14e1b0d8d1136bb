"""Which class makes which page of the window; each is loaded when it is first wanted."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.page_stack import PageMaker
from companion.ui.places import PageId

_CLASSES = {
    PageId.TODAY: "TodayPage",
    PageId.DIARY: "DiaryPage",
    PageId.SYMPTOMS: "SymptomsPage",
    PageId.TREATMENT: "TreatmentPage",
    PageId.MEDICINES: "MedicinesPage",
    PageId.APPOINTMENTS: "AppointmentsPage",
    PageId.GETTING_READY: "GettingReadyPage",
    PageId.QUESTIONS: "QuestionsPage",
    PageId.CAREGIVER: "CaregiverPage",
    PageId.HANDOVER: "HandoverPage",
    PageId.LEARN: "LearnPage",
    PageId.ALERTS: "AlertsPage",
    PageId.SETTINGS: "SettingsPage",
    PageId.ABOUT: "AboutPage",
    PageId.REMINDERS: "RemindersPage",
    PageId.UNWELL: "UnwellPage",
    PageId.CALL: "CallPage",
    PageId.SETUP: "SetupPage",
    PageId.THINKING: "ThinkingPage",
    PageId.COPIES: "CopiesPage",
    PageId.HISTORY: "HistoryPage",
    PageId.RECOVERY: "RecoveryPage",
    PageId.REPORT: "ReportPage",
    PageId.PAPER_LOG: "PaperLogPage",
    PageId.DELETING: "DeletingPage",
    PageId.FILES: "FilesPage",
}


def _maker(page: PageId, name: str) -> PageMaker:
    def make(context: Context) -> Page:
        module = import_module(f"companion.ui.pages.{page.value}.page")
        made = getattr(module, name)(context)
        assert isinstance(made, Page)
        return made

    return make


PAGES: Mapping[PageId, PageMaker] = MappingProxyType({page: _maker(page, c) for page, c in _CLASSES.items()})
