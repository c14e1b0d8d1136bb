"""All stores over one open diary file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from companion.stores.alerts import AlertsStore
from companion.stores.appointments import AppointmentsStore
from companion.stores.diary import DiaryStore
from companion.stores.dose_changes import DoseChangesStore
from companion.stores.doses import DosesStore
from companion.stores.getting_ready import GettingReadyStore
from companion.stores.handovers import HandoversStore
from companion.stores.hospital import HospitalStore
from companion.stores.medicine_plans import MedicinePlansStore
from companion.stores.notices import NoticesStore
from companion.stores.people import PeopleStore
from companion.stores.photos import PhotosStore
from companion.stores.preferences import PreferencesStore
from companion.stores.questions import QuestionsStore
from companion.stores.reminder_answers import ReminderAnswersStore
from companion.stores.seam import Database
from companion.stores.setup import SetupStore
from companion.stores.team_knows import TeamKnowsStore
from companion.stores.team_times import TeamTimesStore
from companion.stores.thinking import ThinkingStore
from companion.stores.treatments import TreatmentsStore
from companion.stores.trends import TrendsStore

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


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
    dose_changes: DoseChangesStore
    team_times: TeamTimesStore
    reminder_answers: ReminderAnswersStore
    appointments: AppointmentsStore
    getting_ready: GettingReadyStore
    medicine_plans: MedicinePlansStore
    trends: TrendsStore
    questions: QuestionsStore
    handovers: HandoversStore

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
            dose_changes=DoseChangesStore(db),
            team_times=TeamTimesStore(db),
            reminder_answers=ReminderAnswersStore(db),
            appointments=AppointmentsStore(db),
            getting_ready=GettingReadyStore(db),
            medicine_plans=MedicinePlansStore(db),
            trends=TrendsStore(db),
            questions=QuestionsStore(db),
            handovers=HandoversStore(db),
        )

    def read_all(self) -> None:
        """Read everything there is; raises where a row cannot be understood."""
        self.people.person()
        self.people.contacts()
        self.treatments.treatments()
        self.doses.doses()
        self.diary.entries_between(date.min, date.max)
        self.diary.recent(_LONG_AGO)
        self.diary.medicines_since(_LONG_AGO)
        self.alerts.all_alerts()
        self.notices.due_since(_LONG_AGO)
        self.team_knows.known_by_id()
        self.hospital.stays()
        self.thinking.checks()
        self.dose_changes.changes()
        self.team_times.times()
        self.appointments.appointments()
        self.medicine_plans.plans()
        self.medicine_plans.skips_since(_LONG_AGO)
        self.questions.questions()
        self.handovers.handovers()
        PhotosStore(self.db).photos()
        self.preferences.preferences()
        self.setup.answers()
        self.reminder_answers.answers()
