"""All stores over one open diary file."""

from __future__ import annotations

from dataclasses import dataclass

from companion.stores.alerts import AlertsStore
from companion.stores.diary import DiaryStore
from companion.stores.doses import DosesStore
from companion.stores.hospital import HospitalStore
from companion.stores.notices import NoticesStore
from companion.stores.people import PeopleStore
from companion.stores.preferences import PreferencesStore
from companion.stores.seam import Database
from companion.stores.setup import SetupStore
from companion.stores.team_knows import TeamKnowsStore
from companion.stores.thinking import ThinkingStore
from companion.stores.treatments import TreatmentsStore


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every store of one diary; they share its connection and so its transactions."""

    db: Database
    people: PeopleStore
    preferences: PreferencesStore
    treatments: TreatmentsStore
    doses: DosesStore
    diary: DiaryStore
    alerts: AlertsStore
    notices: NoticesStore
    team_knows: TeamKnowsStore
    setup: SetupStore
    hospital: HospitalStore
    thinking: ThinkingStore

    @classmethod
    def over(cls, db: Database) -> Shelf:
        """The stores of an open diary."""
        return cls(
            db=db,
            people=PeopleStore(db),
            preferences=PreferencesStore(db),
            treatments=TreatmentsStore(db),
            doses=DosesStore(db),
            diary=DiaryStore(db),
            alerts=AlertsStore(db),
            notices=NoticesStore(db),
            team_knows=TeamKnowsStore(db),
            setup=SetupStore(db),
            hospital=HospitalStore(db),
            thinking=ThinkingStore(db),
        )
