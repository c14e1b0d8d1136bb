"""Which class makes which page of the window."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from companion.ui.context import PageId
from companion.ui.pages.alerts import AlertsPage
from companion.ui.pages.call import CallPage
from companion.ui.pages.diary import DiaryPage
from companion.ui.pages.learn import LearnPage
from companion.ui.pages.settings import SettingsPage
from companion.ui.pages.setup import SetupPage
from companion.ui.pages.today import TodayPage
from companion.ui.pages.treatment import TreatmentPage
from companion.ui.pages.unwell import UnwellPage
from companion.ui.window import PageMaker

PAGES: Mapping[PageId, PageMaker] = MappingProxyType(
    {
        PageId.TODAY: TodayPage,
        PageId.DIARY: DiaryPage,
        PageId.TREATMENT: TreatmentPage,
        PageId.LEARN: LearnPage,
        PageId.ALERTS: AlertsPage,
        PageId.SETTINGS: SettingsPage,
        PageId.UNWELL: UnwellPage,
        PageId.CALL: CallPage,
        PageId.SETUP: SetupPage,
    }
)
