"""An evening in Spanish: what is typed is understood, and nothing on the page of the call is English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit

from companion.app import App
from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.handover import SpokenFacts, call_script
from companion.core.levels import Level, Reporter, Severity
from companion.core.people import Contacts
from companion.core.people import Person as Patient
from companion.core.treatment import DoseGiven
from companion.core.words import ENGLISH, Sentence, Words
from companion.paths import PersonFiles, resources_dir
from companion.services.notifier import SilentNotifier
from companion.stores.translations import standing
from companion.stores.words import load_words
from companion.ui.places import Go, PageId
from companion.ui.speaking import let_qt_speak
from tests.fake_clock import FakeClock
from tests.shipped import RESOURCES
from tests.stories.evening import DOSE_NOTED, EVENING, FRIDAY, keys_of
from tests.stories.person import Person

SPANISH = load_words(resources_dir(), "es")
NUMBER = "202-555-0143"
# Names that stay as they are, whoever speaks.
_NAMES = ("Ruth Example", "Riverside Cancer Center", "Companion")
_WORD = re.compile(r"[^\W\d_]{3,}")


@pytest.fixture(autouse=True)
def qt_speaks_english_again(qapp: QApplication) -> Iterator[None]:
    yield
    let_qt_speak(ENGLISH)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(FRIDAY)


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path, clock: FakeClock) -> Iterator[App]:
    """A diary in Spanish with a name, numbers and a first dose of tarlatamab on Monday at 10:04."""
    words = load_words(resources_dir(), "es")
    files = PersonFiles(tmp_path / "diary.db")
    app = App(files, clock, SilentNotifier(), words=words, keys=keys_of(files))
    app.window.resize(1366, 768)
    app.show()
    app.begin()
    app.journal.set_person(Patient("Ruth Example", birth_date=date(1954, 5, 4)))
    app.journal.set_contacts(Contacts("Riverside Cancer Center", NUMBER, "911"))
    wanted = replace(app.record.preferences(), language="es", setup_done=True, temperature_unit="Cel")
    app.journal.set_preferences(wanted)
    app.window.show_page(Go(PageId.TODAY))
    treatment = app.journal.start_treatment(
        drug="tarlatamab", regimen="tarlatamab", first_wall=datetime(2026, 3, 2, 10, 0)
    )
    clock.moment = DOSE_NOTED
    give(app, "tarlatamab", "1 mg", at=DOSE_NOTED - timedelta(minutes=26), treatment=treatment)
    clock.moment = EVENING
    yield app
    app.window.close()
    app.window.deleteLater()
    app.deleteLater()


def give(app: App, drug: str | None, amount: str, *, at: datetime, treatment: str | None = None) -> None:
    app.journal.record_dose(
        treatment_id=treatment, ordinal=1 if treatment else None, drug=drug, amount=amount, started_at=at
    )


def shown_in(app: App) -> str:
    """All that can be read or heard on the page, with every rule opened."""
    person = Person(app.window)
    opening = SPANISH("rule_behind.show_for", about="\0").partition("\0")[0]
    for button in app.window.findChildren(QAbstractButton):
        if button.isVisible() and button.accessibleName().startswith(opening):
            button.click()
    said = [person.reads()]
    for kind in (QAbstractButton, QLineEdit, QPlainTextEdit):
        for widget in app.window.findChildren(kind):
            if widget.isVisible():
                said += (widget.accessibleName(), widget.accessibleDescription())
    return "\n".join(said)


def test_a_fever_typed_with_a_comma_after_tarlatamab_leads_to_the_number_in_spanish(app: App) -> None:
    person, words = Person(app.window), SPANISH

    person.press(words("today.fill_in"))
    person.press(words.written("Chills or shivering"))
    person.press(words("diary.continue"))
    person.press("1, ")
    person.type(words.written("What is your temperature?"), "38,9")

    assert person.sees("38,9 °C (102,0 °F)"), person.reads()
    person.press(words("diary.continue"))

    assert app.window.current is not None
    assert app.window.current.page is PageId.CALL
    shown = person.reads()
    for part in (NUMBER, words("call.call_team_now"), words("levels.call_now"), "una temperatura de 38,9 °C"):
        assert part in shown


def test_a_fever_medicine_typed_in_spanish_is_said_to_hide_a_fever(app: App) -> None:
    app.journal.take_medicine(medicine=None, name="ibuprofeno", at=EVENING, by=Reporter.PATIENT)

    script = " ".join(app.record.script())

    assert "ibuprofeno" in script
    assert SPANISH("script.hidden_fever") in script


def a_fever(app: App, entry: str) -> None:
    measure(app, entry, temperature="38.9")
    answer(app, entry, chills=Severity.MILD)


def a_confused_mind(app: App, entry: str) -> None:
    app.journal.set_person(replace(app.record.person(), cared_for_by_another=True, allergies="Penicilina"))
    answer(app, entry, confusion=Severity.SEVERE, headache=Severity.MODERATE, chest_pain=Severity.SEVERE)


def low_oxygen_and_a_fast_heart(app: App, entry: str) -> None:
    measure(app, entry, spo2="86", pulse="131", systolic="84", diastolic="48", weight="61.5")
    answer(app, entry, breathlessness=Severity.MODERATE, diarrhea=Severity.NOT_SURE)


def unknown_drugs_and_hidden_fevers(app: App, entry: str) -> None:
    for drug in ("durvalumab", "lurbinectedin", None):
        give(app, drug, "", at=EVENING - timedelta(days=2))
    for medicine in ("prednisone", "acetaminophen"):
        app.journal.take_medicine(
            medicine=medicine, name=medicine, at=EVENING - timedelta(hours=3), by=Reporter.CAREGIVER
        )
    measure(app, entry, temperature="37.7")
    answer(app, entry, fever=Severity.SEVERE, rash=Severity.MODERATE, jaundice=Severity.MILD)


def in_hospital(app: App, entry: str) -> None:
    app.context.agreed.go_into_hospital(None)
    a_fever(app, entry)


def measure(app: App, entry: str, **values: str) -> None:
    for kind, value in values.items():
        unit = app.context.catalogue.readings[kind].units[0].code
        app.journal.measure(entry_id=entry, kind=kind, value=Decimal(value), unit=unit, by=Reporter.PATIENT)


def answer(app: App, entry: str, **severities: Severity) -> None:
    for symptom, severity in severities.items():
        app.journal.answer(entry, symptom=symptom, severity=severity, signs=frozenset(), by=Reporter.PATIENT)


@pytest.mark.parametrize(
    "happens",
    [
        a_fever,
        a_confused_mind,
        low_oxygen_and_a_fast_heart,
        unknown_drugs_and_hidden_fevers,
        in_hospital,
    ],
)
def test_nothing_english_stands_in_the_script_and_on_the_page_of_the_call(
    app: App, happens: Callable[[App, str], None]
) -> None:
    entry = app.journal.begin_entry(day=app.record.today(), by=Reporter.PATIENT)

    happens(app, entry)
    Person(app.window).reads()

    assert app.window.current is not None
    assert app.window.current.page is PageId.CALL
    assert app.record.open_alerts()[0].level >= Level.CALL_NOW
    script = "\n".join(app.record.script())
    assert english_in(script, app) == []
    assert english_in(shown_in(app), app) == []


def test_nothing_english_stands_in_a_script_with_every_symptom_sign_drug_and_medicine(app: App) -> None:
    catalogue = app.context.catalogue
    facts = SpokenFacts(
        person=app.record.person(),
        treatments=app.record.treatments(),
        doses=tuple(DoseGiven(d, None, None, d, "", EVENING, EVENING) for d in catalogue.drugs),
        reports=tuple(
            SymptomReport(s.id, s.id, Severity.SEVERE, EVENING, frozenset(sign.id for sign in s.signs))
            for s in catalogue.symptoms.values()
        ),
        readings=tuple(
            Reading(k.id, k.id, k.low, k.units[0].code, EVENING) for k in catalogue.readings.values()
        ),
        medicines=tuple(MedicineTaken(m, m, m, EVENING) for m in catalogue.medicines),
    )

    said = call_script(facts, catalogue, app.record.formats(), SPANISH, EVENING)

    assert len(said) > len(catalogue.drugs)
    assert english_in("\n".join(said), app) == []


def test_an_english_sentence_would_be_noticed(app: App) -> None:
    words = load_words(resources_dir())

    for text in (words("levels.call_now"), "Yo tengo chills or shivering", words("script.ask")):
        assert english_in(text, app)


def english_in(text: str, app: App) -> list[str]:
    """The lines in which stand words that only our English sentences have, of those that are translated."""
    catalogue = app.context.catalogue
    cited = [
        part
        for one in catalogue.sources.values()
        for part in (one.printed(), one.document, one.publisher, one.date, one.version, one.link)
    ]
    marks = (f"{SPANISH('rule_behind.rule', rule=rule, version=1)}" for rule in catalogue.cases)
    for name in sorted((*cited, *marks, *_NAMES), key=len, reverse=True):
        text = text.replace(name, " ") if name else text
    found = {line: words_of([line]) & ENGLISH_ONLY for line in text.splitlines()}
    return [f"{sorted(words)}: {line}" for line, words in found.items() if words]


def words_of(texts: Iterable[str]) -> set[str]:
    return {word.casefold() for text in texts for word in _WORD.findall(text)}


def forms(sentence: Sentence) -> Iterable[str]:
    each = (sentence,) if isinstance(sentence, str) else sentence.values()
    return (re.sub(r"\{[^}]*\}|\(page:\w+\)", " ", form) for form in each)


def _english_only() -> frozenset[str]:
    english: Words = load_words(resources_dir())
    missing = {key for _, key in standing(RESOURCES, "es", english.sentences).missing}
    ours = [s for key, each in english.sentences.items() if key not in missing for s in forms(each)]
    theirs = [s for each in SPANISH.sentences.values() for s in forms(each)]
    ours += [s for text in SPANISH.knowledge for s in forms(text)]
    theirs += [s for text in SPANISH.knowledge.values() for s in forms(text)]
    return frozenset(words_of(ours) - words_of(theirs))


ENGLISH_ONLY = _english_only()
