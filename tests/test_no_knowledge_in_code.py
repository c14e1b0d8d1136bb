"""No clinical id and no clinical number stands in the code: they live in resources/, each with a source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache

import pytest

from tests.shipped import RESOURCES, read_table, shipped_ids
from tests.source_code import Module, modules

FOLDERS = ("symptoms", "rules", "drugs", "medicines", "readings", "watches")
# Under these keys stands no threshold and no time that is judged by.
NOT_CLINICAL = {"version", "decimals", "cases", "words"}
# Lines that a rule has, said once more: they must not hide because a file was changed.
ALWAYS_LOOKED_FOR = {
    "36.0",
    "37.5",
    "37.8",
    "38.0",
    "90",
    "91",
    "94",
    "100",
    "101",
    "110",
    "130",
    "72",
    "576",
}
# Too small to tell from a count or a position.
EVERYDAY = {Decimal(number) for number in range(-9, 11)}
# Calls whose numbers are a span of time or an exact value, wherever they stand.
JUDGING_CALLS = {"timedelta", "Decimal", "Fraction"}

ALLOWED_TEXTS = {
    ("companion/core/knowledge_list.py", "usual"): "a key of the printed JSON",
    ("companion/core/rules.py", "fever"): "a kind of rule of the grammar",
    ("companion/core/rules.py", "worsening"): "a kind of rule of the grammar",
    ("companion/core/rules.py", "usual"): "a kind of rule of the grammar",
    ("companion/core/rules.py", "known"): "a kind of rule of the grammar",
    ("companion/core/rules.py", "look_back"): "a kind of rule of the grammar",
    ("companion/core/triage.py", "usual"): "names what softened a finding",
    ("companion/core/triage.py", "known"): "names what softened a finding",
    (
        "companion/core/symptoms.py",
        "crs",
    ): "a list of the page S0: closed, so that a slip of the pen is refused",
    ("companion/core/symptoms.py", "infusion_reaction"): "a list of the page S0, as above",
    ("companion/core/symptoms.py", "low_counts"): "a list of the page S0, as above",
    ("companion/core/symptoms.py", "fever_reading"): "a key of a symptom file",
}
ALLOWED_NUMBERS = {
    ("companion/commands/plans.py", "60"): "how many days of the plan are listed",
    ("companion/clock.py", "12"): "names of zones",
    ("companion/core/cases.py", "20"): "the hour at which every case takes place",
    ("companion/core/formats.py", "12"): "the clock with am and pm",
    ("companion/core/formats.py", "24"): "hours of a day",
    ("companion/core/parsing.py", "12"): "the largest exponent of a number in a file",
    ("companion/core/parsing.py", "40"): "letters of foreign text that a complaint repeats",
    ("companion/core/reading_tests.py", "100"): "percent",
    ("companion/core/reminder_policy.py", "60"): "days without an entry after which the clock is asked about",
    ("companion/core/regimen.py", "12"): "months of a year",
    ("companion/services/file_making.py", "180"): "days ahead of infusions in a file for a clinic",
    ("companion/services/calendar_facts.py", "180"): "days ahead in a calendar file",
    ("companion/services/calendar_facts.py", "14"): "days ahead of daily things in a calendar file",
    ("companion/services/calendar_facts.py", "15"): "minutes that a reminder takes in a calendar",
    ("companion/services/trends.py", "28"): "days that are shown side by side",
    ("companion/core/exchange_file.py", "15"): "digits of a whole number in a file",
    ("companion/core/exchange_file.py", "100"): "letters of a name in a file",
    ("companion/core/photos.py", "40"): "photos in one diary",
    ("companion/core/scenario_file.py", "20"): "digits of a whole number in a file",
    ("companion/core/people_here.py", "40"): "letters of a name",
    ("companion/core/typed.py", "12"): "the clock with am and pm, months of a year",
    ("companion/core/typed.py", "20"): "the century of a year of two digits",
    ("companion/core/typed.py", "24"): "hours of a day",
    ("companion/core/typed.py", "40"): "letters that are read",
    ("companion/core/typed.py", "60"): "minutes of an hour",
    ("companion/core/units.py", "40"): "letters that are read",
    (
        "companion/services/journal.py",
        "15",
    ): "until when an answer corrects the one before, and a draft is left",
    ("companion/services/unsaved.py", "15"): "until when the same words are a second try to save them",
    ("companion/services/keyring_copy.py", "60.0"): "seconds that a person has for a question of the keyring",
    ("companion/services/notifier.py", "20"): "milliseconds",
    ("companion/agent/reminding.py", "30"): "seconds between two heartbeats",
    ("companion/channels/toast.py", "30"): "letters on a button",
    ("companion/channels/toast.py", "60"): "letters of a title",
    ("companion/core/backup_plan.py", "12"): "months of which a copy is kept",
    ("companion/core/backup_plan.py", "30"): "minutes between two copies",
    ("companion/services/files.py", "20"): "looks before a work under way is shown",
    ("companion/services/files.py", "30.0"): "seconds to wait for another program that writes",
    ("companion/services/files.py", "50"): "milliseconds between two looks at a work under way",
    ("companion/services/papers_apart.py", "30.0"): "seconds to wait for another program that writes",
    ("companion/core/imports.py", "30"): "days in which an import can be undone",
    ("companion/core/exchange_file.py", "12"): "megabytes of a picture, spelt as text",
    ("companion/core/import_wording.py", "60"): "letters of a name from a file",
    ("companion/services/backup.py", "30"): "days in which going back to a copy can be undone",
    ("companion/services/backup.py", "100"): "milliseconds between two looks at a copy under way",
    ("companion/services/single_instance.py", "90"): "bytes of the address of a socket",
    ("companion/share/recovery_sheet.py", "60"): "letters of a name",
    ("companion/share/course_lanes.py", "92"): "bars for which a chart has room",
    ("companion/share/glyphs.py", "12"): "places and forms within a font file",
    ("companion/share/glyphs.py", "14"): "places within a font file",
    ("companion/share/paper_wording.py", "12"): "rows of a table on paper",
    ("companion/stores/encrypting.py", "20"): "the power of two of the bytes that are wiped at once",
    ("companion/stores/vault.py", "12"): "bytes of a nonce",
    ("companion/ui/pages/dose_words.py", "48"): "below so many hours a countdown is told in hours",
    (
        "companion/ui/pages/treatment/dose_when.py",
        "14",
    ): "a dose so far from its plan is asked about again",
    ("companion/ui/pages/treatment/move_preview.py", "60"): "so far from the plan a typing slip is likelier",
    ("companion/ui/pages/treatment/dose_when.py", "60"): "a dose that long ago is asked about once more",
}


def _numbers(value: object) -> Iterator[Decimal]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in NOT_CLINICAL:
                yield from _numbers(part)
    elif isinstance(value, list):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        yield Decimal(value)


@cache
def clinical_numbers() -> frozenset[Decimal]:
    """Every number of the knowledge files, and those that must be in them."""
    found = {Decimal(text) for text in ALWAYS_LOOKED_FOR}
    for folder in FOLDERS:
        for id in shipped_ids(folder):
            found.update(_numbers(read_table(RESOURCES / folder / f"{id}.toml")))
    found.update(_numbers(read_table(RESOURCES / "windows.toml")))
    return frozenset(found - EVERYDAY)


@cache
def clinical_ids() -> frozenset[str]:
    """Every symptom, sign, rule, drug, medicine, reading, watch and window."""
    ids = {id for folder in FOLDERS for id in shipped_ids(folder)} | {*read_table(RESOURCES / "windows.toml")}
    for symptom in shipped_ids("symptoms"):
        signs = read_table(RESOURCES / "symptoms" / f"{symptom}.toml").get("signs", [])
        assert isinstance(signs, list)
        ids.update(str(sign["id"]) for sign in signs)
    return frozenset(ids)


def texts_found(module: Module) -> set[str]:
    """The clinical ids among the texts of a module; words inside an f-string count too."""
    return {
        node.value
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in clinical_ids()
    }


def numbers_found(module: Module) -> set[str]:
    """The clinical numbers of a module; in the window only those held against something are not sizes."""
    nodes = ast.walk(module.tree)
    if module.path.startswith(
        ("companion/ui/", "companion/app.py", "companion/start.py", "companion/opening/")
    ):
        nodes = (part for node in nodes if _judges(node) for part in ast.walk(node))
    return {
        str(number)
        for node in nodes
        if (number := _number(node)) is not None and number in clinical_numbers()
    }


def _judges(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return name in JUDGING_CALLS
    # A fraction in the window is no size in pixels.
    return isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value % 1 != 0


def _number(node: ast.AST) -> Decimal | None:
    """A number, or a text that is nothing but one."""
    if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
        return None
    if isinstance(node.value, int | float | str):
        try:
            number = Decimal(str(node.value))
        except InvalidOperation:
            return None
        return number if number.is_finite() else None
    return None


COMPANION = modules("companion")


@pytest.mark.parametrize("module", COMPANION, ids=lambda module: module.path)
def test_a_module_names_no_symptom_drug_medicine_reading_or_window(module: Module) -> None:
    assert texts_found(module) - {text for path, text in ALLOWED_TEXTS if path == module.path} == set()


@pytest.mark.parametrize("module", COMPANION, ids=lambda module: module.path)
def test_a_module_holds_no_clinical_number(module: Module) -> None:
    assert (
        numbers_found(module) - {number for path, number in ALLOWED_NUMBERS if path == module.path} == set()
    )


def test_every_exception_is_still_needed() -> None:
    texts = {(module.path, text) for module in COMPANION for text in texts_found(module)}
    numbers = {(module.path, number) for module in COMPANION for number in numbers_found(module)}

    assert set(ALLOWED_TEXTS) - texts == set()
    assert set(ALLOWED_NUMBERS) - numbers == set()


@pytest.mark.parametrize(
    "code",
    [
        'if symptom == "chills":\n    pass',
        'WINDOW = "crs"',
        'kinds = ("temperature", "pulse")',
        'drug = "tarlatamab"',
        'if "blue_lips" in signs:\n    pass',
        'medicine = "naproxen"',
    ],
)
def test_a_clinical_id_is_noticed(code: str) -> None:
    assert texts_found(Module("companion/ui/pages/planted.py", code))


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("companion/core/planted.py", "if value >= 38:\n    pass"),
        ("companion/core/planted.py", "line = 37.8"),
        ("companion/core/planted.py", 'line = Decimal("37.80")'),
        ("companion/core/planted.py", "window = timedelta(hours=72)"),
        ("companion/services/planted.py", "low = spo2 < 94"),
        ("companion/ui/pages/planted.py", "window = timedelta(hours=48)"),
        ("companion/ui/pages/planted.py", 'fever = value >= Decimal("38.0")'),
        ("companion/ui/pages/planted.py", "fever = value >= 37.5"),
    ],
)
def test_a_clinical_number_is_noticed(path: str, code: str) -> None:
    assert numbers_found(Module(path, code))


@pytest.mark.parametrize(
    "code",
    ["column.setSpacing(12)", "row.setContentsMargins(24, 20, 24, 20)", "first = rows[0]", "half = 0.5"],
)
def test_a_size_of_the_window_is_let_through(code: str) -> None:
    assert not numbers_found(Module("companion/ui/pages/planted.py", code))
