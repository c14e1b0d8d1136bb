"""Reads resources/ into a Catalogue; a broken file is left out and named."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from companion.core.appointments import parse_appointment_kind
from companion.core.cases import RuleCase, parse_cases
from companion.core.catalogue import Catalogue, LeftOut, symptom_rule
from companion.core.checklist import parse_checklist_item
from companion.core.diary_times import PART as DIARY
from companion.core.diary_times import SAFE as SAFE_DIARY_TIMES
from companion.core.diary_times import parse_diary_times
from companion.core.drugs import parse_drug
from companion.core.errors import DataIsBroken
from companion.core.licences import parse_licence
from companion.core.medicine_timing import parse_medicine_timing
from companion.core.medicines import parse_medicine, with_names_elsewhere
from companion.core.pages import parse_page
from companion.core.parsing import Section
from companion.core.reminder_policy import PART as REMINDERS
from companion.core.reminder_policy import SAFE as SAFE_REMINDERS
from companion.core.reminder_policy import parse_reminder_policy
from companion.core.rules import parse_rule
from companion.core.sources import Source, parse_source
from companion.core.symptoms import parse_symptom
from companion.core.team_sheet import parse_team_sheet
from companion.core.thinking_check import PART, parse_thinking_check
from companion.core.thinking_check import with_names_elsewhere as with_answers_elsewhere
from companion.core.units import parse_reading_kind
from companion.core.units_elsewhere import with_units_elsewhere
from companion.core.watch_spec import parse_watch
from companion.core.windows import parse_window
from companion.stores.translations import translated_tables

Parsed = TypeVar("Parsed")

SOURCES = "sources.toml"
WINDOWS = "windows.toml"


class _Reader:
    """Parses the files of one kind after another, and collects what had to be left out."""

    def __init__(self, resources: Path) -> None:
        self.resources = resources
        self.left_out: list[LeftOut] = []
        self.sources: Mapping[str, Source] = {}

    def files(
        self, folder: str, parse: Callable[[Section], Parsed], rule_of: Callable[[str], str] = str
    ) -> Mapping[str, Parsed]:
        """Every TOML file of a folder by id; the id is the name of the file."""
        found: dict[str, Parsed] = {}
        for path in sorted((self.resources / folder).glob("*.toml")):
            origin = f"resources/{folder}/{path.name}"
            try:
                mapping = _load(path, origin)
                section = Section(mapping, origin)
                if section.text("id") != path.stem:
                    section.complain("id", "wrong_name")
                self._check_sources(mapping, section)
                found[path.stem] = parse(section)
            except DataIsBroken as broken:
                self.left_out.append(LeftOut(rule_of(path.stem), broken))
        return MappingProxyType(found)

    def tables(
        self, name: str, parse: Callable[[Section, str], Parsed], *, judges: bool = True
    ) -> Mapping[str, Parsed]:
        """Every table of one TOML file by its name."""
        origin = f"resources/{name}"
        found: dict[str, Parsed] = {}
        try:
            mapping = _load(self.resources / name, origin)
        except DataIsBroken as broken:
            self.left_out.append(LeftOut(name, broken, judges=judges))
            return {}
        for id, table in mapping.items():
            try:
                found[id] = parse(Section(table, origin, id), id)
            except DataIsBroken as broken:
                self.left_out.append(LeftOut(f"{name}:{id}", broken, judges=judges))
        return MappingProxyType(found)

    def _check_sources(self, mapping: Mapping[str, object], section: Section) -> None:
        """A citation of nothing is refused; where the list of sources itself is broken, the rules go on."""
        if any(left.name.startswith(SOURCES) for left in self.left_out):
            return
        for cited in _cited(mapping):
            if cited not in self.sources:
                section.complain("sources", "unknown_source", value=cited)


def load_catalogue(resources: Path) -> Catalogue:
    """All knowledge; raises nothing for a broken file, which stands in `left_out` instead."""
    reader = _Reader(resources)
    reader.sources = reader.tables(SOURCES, parse_source)
    cases: dict[str, tuple[RuleCase, ...]] = {}

    def with_cases(
        parse: Callable[[Section], Parsed], rule_of: Callable[[str], str]
    ) -> Callable[[Section], Parsed]:
        def parse_both(section: Section) -> Parsed:
            rule = rule_of(section.text("id"))
            own_cases = parse_cases(section, rule)
            parsed = parse(section)
            cases[rule] = own_cases
            return parsed

        return parse_both

    windows = reader.tables(WINDOWS, parse_window)
    # Where one of them is broken, a column of its name is no slip of the pen.
    columns = () if any(left.name.startswith(WINDOWS) for left in reader.left_out) else tuple(windows)
    drugs = reader.files("drugs", parse_drug)
    medicines = {
        id: with_names_elsewhere(medicine, translated_tables(resources, "medicines", id))
        for id, medicine in reader.files("medicines", parse_medicine).items()
    }
    readings = {
        id: with_units_elsewhere(kind, translated_tables(resources, "readings", id))
        for id, kind in reader.files("readings", parse_reading_kind).items()
    }
    parse_row = with_cases(lambda section: parse_symptom(section, columns), symptom_rule)
    symptoms = reader.files("symptoms", parse_row, symptom_rule)
    watches = reader.files("watches", parse_watch)
    rules = reader.files("rules", with_cases(parse_rule, str))
    sheet = reader.tables("team_sheet.toml", parse_team_sheet)
    timing = reader.tables("medicine_plans.toml", parse_medicine_timing, judges=False)
    reminders = reader.tables(f"{REMINDERS}.toml", parse_reminder_policy)
    thinking = reader.files(PART, parse_thinking_check, lambda _id: PART)
    thinking = {
        id: with_answers_elsewhere(check, translated_tables(resources, PART, id))
        for id, check in thinking.items()
    }
    kinds = reader.tables("appointments.toml", parse_appointment_kind, judges=False)
    checklist = reader.tables("checklist.toml", parse_checklist_item, judges=False)
    diary = reader.tables(f"{DIARY}.toml", parse_diary_times, judges=False)
    licences = reader.tables("licences.toml", parse_licence, judges=False)
    pages = {}
    for path in sorted((resources / "pages").glob("*.md")):
        try:
            pages[path.stem] = parse_page(path.read_text("utf-8"), f"resources/pages/{path.name}")
        except DataIsBroken as broken:
            reader.left_out.append(LeftOut(f"pages/{path.stem}", broken, judges=False))
        except (OSError, UnicodeDecodeError) as error:
            unread = DataIsBroken(f"resources/pages/{path.name}", ".", "not_toml", reason=str(error))
            reader.left_out.append(LeftOut(f"pages/{path.stem}", unread, judges=False))
    return Catalogue(
        symptoms=symptoms,
        drugs=drugs,
        medicines=MappingProxyType(medicines),
        readings=MappingProxyType(readings),
        windows=windows,
        watches=watches,
        rules=rules,
        sources=reader.sources,
        pages=MappingProxyType(pages),
        cases=MappingProxyType(cases),
        left_out=tuple(reader.left_out),
        team_sheet=sheet.get("team_sheet"),
        thinking_check=next(iter(thinking.values()), None),
        medicine_timing=timing.get("timing"),
        reminders=reminders.get(REMINDERS, SAFE_REMINDERS),
        appointment_kinds=kinds,
        checklist=tuple(checklist.values()),
        diary_times=diary.get(DIARY, SAFE_DIARY_TIMES),
        licences=tuple(licences.values()),
    )


def _load(path: Path, origin: str) -> Mapping[str, object]:
    try:
        text = path.read_text("utf-8")
        parsed: Mapping[str, object] = tomllib.loads(text, parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataIsBroken(origin, ".", "not_toml", reason=str(error)) from error
    return parsed


def _cited(value: object) -> list[str]:
    """Every source that a file cites, however deep."""
    if isinstance(value, Mapping):
        own = value.get("sources", [])
        deeper = [cited for key, part in value.items() if key != "sources" for cited in _cited(part)]
        return [*(own if isinstance(own, list) else []), *deeper]
    if isinstance(value, list):
        return [cited for part in value for cited in _cited(part)]
    return []
