"""A scenario file is judged whole or refused with one sentence; the command never shows a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.cli import main
from companion.core.errors import DataIsBroken
from companion.core.levels import Level
from companion.core.scenario_file import parse_scenario
from companion.core.triage import assess
from companion.core.triage_file import complaint_sentence
from tests.conftest import RESOURCES
from tests.core import oracle
from tests.core.scenarios import Engine, build_scenario, pick_by

NOW = "2026-03-02T20:00:00-05:00"
BEFORE = "2026-03-02T19:40:00-05:00"
# One of everything that a file can hold.
WHOLE: dict[str, Any] = {
    "now": NOW,
    "person": {
        "usual_spo2": 96,
        "usual_systolic": 130,
        "fever_line_cel": 38.0,
        "chest_radiation_ended": None,
        "usual_symptoms": {"cough": "mild"},
    },
    "doses": [{"drug": "tarlatamab", "started_at": "2026-03-02T10:00:00-05:00"}],
    "symptoms": [{"id": "headache", "severity": "mild", "at": BEFORE, "signs": [], "by": "patient"}],
    "readings": [{"id": "temperature", "value": 38.2, "unit": "Cel", "at": BEFORE}],
    "medicines": [{"id": "acetaminophen", "at": BEFORE}],
    "team_knows": [{"id": "fatigue", "severity": "moderate", "at": BEFORE}],
}
HEADACHE, TEMPERATURE = ("symptoms", 0), ("readings", 0)
DOSE, MEDICINE, KNOWN = ("doses", 0), ("medicines", 0), ("team_knows", 0)
TABLES: dict[str, tuple[str | int, ...]] = {
    "the file": (),
    "person": ("person",),
    "a dose": DOSE,
    "a symptom": HEADACHE,
    "a reading": TEMPERATURE,
    "a medicine": MEDICINE,
    "what the team knows": KNOWN,
}
Path_ = Sequence[str | int]


def _text(path: Path_, raw: str | None) -> str:
    """WHOLE with the JSON text `raw` at `path`, or with nothing there."""
    whole = json.loads(json.dumps(WHOLE))
    at = whole
    for step in path[:-1]:
        at = at[step]
    if raw is None:
        del at[path[-1]]
        return json.dumps(whole)
    at[path[-1]] = "@here@"
    return json.dumps(whole).replace('"@here@"', raw)


def _parse(text: str | bytes, engine: Engine) -> Any:
    data = text.encode() if isinstance(text, str) else text
    return parse_scenario(data, engine.catalogue, origin="a file")


def _refusal(text: str | bytes, engine: Engine) -> DataIsBroken:
    with pytest.raises(DataIsBroken) as caught:
        _parse(text, engine)
    sentence = complaint_sentence(caught.value, engine.words)
    assert sentence.endswith(".")
    assert len(sentence.splitlines()) == 1
    assert sentence.isprintable()
    assert len(sentence) < 400
    return caught.value


def test_the_whole_example_is_taken_and_judged(engine: Engine) -> None:
    assert engine.judge(WHOLE) == oracle.judge(WHOLE)
    assert engine.judge(WHOLE)[0] == "call_now"


@pytest.mark.parametrize("table", TABLES)
def test_an_unknown_key_is_refused_at_every_level(table: str, engine: Engine) -> None:
    text = _text((*TABLES[table], "surprise"), "1")

    assert _refusal(text, engine).problem == "unknown_key"


@pytest.mark.parametrize("table", TABLES)
def test_a_repeated_key_is_refused_at_every_level(table: str, engine: Engine) -> None:
    inner: Any = WHOLE
    for step in TABLES[table]:
        inner = inner[step]
    key, value = next(iter(inner.items()))
    repeated = json.dumps(inner)[:-1] + f", {json.dumps(key)}: {json.dumps(value)}}}"
    text = _text(TABLES[table], repeated) if TABLES[table] else repeated

    assert _refusal(text, engine).problem == "twice"


def test_a_repeated_usual_symptom_is_refused(engine: Engine) -> None:
    text = _text(("person", "usual_symptoms"), '{"cough": "mild", "cough": "moderate"}')

    assert _refusal(text, engine).problem == "twice"


NULLS_ALLOWED = (
    *((*DOSE, key) for key in ("drug", "started_at")),
    *(("person", key) for key in WHOLE["person"]),
)
NULLS_REFUSED: tuple[tuple[str | int, ...], ...] = (
    *((key,) for key in WHOLE),
    DOSE,
    HEADACHE,
    TEMPERATURE,
    MEDICINE,
    KNOWN,
    *((*HEADACHE, key) for key in ("id", "severity", "at", "signs", "by")),
    *((*TEMPERATURE, key) for key in ("id", "value", "unit", "at", "by")),
    *((*MEDICINE, key) for key in ("id", "at")),
    *((*KNOWN, key) for key in ("id", "severity", "at")),
    (*HEADACHE, "signs"),
    ("person", "usual_symptoms", "cough"),
)


@pytest.mark.parametrize("path", NULLS_REFUSED, ids=str)
def test_null_is_refused_where_something_must_stand(path: Path_, engine: Engine) -> None:
    assert _refusal(_text(path, "null"), engine).problem in {"null", "needs_tables", "needs_table"}


@pytest.mark.parametrize("path", NULLS_ALLOWED, ids=str)
def test_null_is_taken_for_what_is_not_known(path: Path_, engine: Engine) -> None:
    taken, absent = _parse(_text(path, "null"), engine), _parse(_text(path, None), engine)

    assert taken == absent


REQUIRED = (
    ("now",),
    *((*HEADACHE, key) for key in ("id", "severity", "at")),
    *((*TEMPERATURE, key) for key in ("id", "value", "unit", "at")),
    *((*MEDICINE, key) for key in ("id", "at")),
    *((*KNOWN, key) for key in ("id", "severity", "at")),
)
OPTIONAL = (
    *((key,) for key in WHOLE if key != "now"),
    *((*DOSE, key) for key in ("drug", "started_at")),
    *((*HEADACHE, key) for key in ("signs", "by")),
    *(("person", key) for key in WHOLE["person"]),
)


@pytest.mark.parametrize("path", REQUIRED, ids=str)
def test_what_must_be_there_is_missed(path: Path_, engine: Engine) -> None:
    assert _refusal(_text(path, None), engine).problem == "missing"


@pytest.mark.parametrize("path", OPTIONAL, ids=str)
def test_what_may_be_absent_is_not_missed(path: Path_, engine: Engine) -> None:
    scenario = json.loads(_text(path, None))

    assert engine.judge(scenario) == oracle.judge(scenario)


NUMBERS = (
    (*TEMPERATURE, "value"),
    ("person", "usual_spo2"),
    ("person", "usual_systolic"),
    ("person", "fever_line_cel"),
)
NO_NUMBERS = {
    '"38.0"': "needs_number",
    '""': "needs_number",
    "true": "needs_number",
    "false": "needs_number",
    "[38.0]": "needs_number",
    "{}": "needs_number",
    "NaN": "needs_number",
    "Infinity": "needs_number",
    "-Infinity": "needs_number",
    "1e999": "impossible_number",
    "-1e999": "impossible_number",
    "1e-999": "impossible_number",
    "1e99999999999999999999": "not_json",
    "9" * 5000: "impossible_number",
    "9." + "9" * 5000: "out_of_range",
    "0": "out_of_range",
    "-0": "out_of_range",
    "-0.0": "out_of_range",
    "-38": "out_of_range",
    "038": "not_json",
    "+38": "not_json",
    "38,0": "not_json",
    "0x26": "not_json",
    ".5": "not_json",
    "5.": "not_json",
}


@pytest.mark.parametrize("raw", NO_NUMBERS, ids=lambda raw: raw[:12])
@pytest.mark.parametrize("path", NUMBERS, ids=str)
def test_what_is_not_a_possible_number_is_refused(path: Path_, raw: str, engine: Engine) -> None:
    assert _refusal(_text(path, raw), engine).problem == NO_NUMBERS[raw]


@pytest.mark.parametrize(
    "raw", ["380e-1", "3.8E1", "38.000000000000000000000000000001", "38.0000" + "0" * 5000]
)
def test_a_number_may_be_written_in_any_way_json_has(raw: str, engine: Engine) -> None:
    text = _text((*TEMPERATURE, "value"), raw)

    assert assess(_parse(text, engine), engine.catalogue).level is Level.CALL_NOW


RANGES = {
    ("temperature", "Cel"): ("30", "45", "29.99", "45.01"),
    ("temperature", "[degF]"): ("86", "113", "85.99", "113.01"),
    ("pulse", "/min"): ("20", "250", "19.99", "250.01"),
    ("spo2", "%"): ("50", "100", "49.9", "100.1"),
    ("systolic", "mm[Hg]"): ("40", "280", "39.9", "280.1"),
    ("diastolic", "mm[Hg]"): ("20", "180", "19.9", "180.1"),
    ("weight", "kg"): ("20", "350", "19.99", "350.01"),
    ("weight", "[lb_av]"): ("44.0925", "771.6179", "44.0924", "771.6180"),
}


@pytest.mark.parametrize(("id", "unit"), RANGES)
def test_a_value_that_nobody_can_have_is_refused_and_the_ends_are_taken(
    id: str, unit: str, engine: Engine
) -> None:
    lowest, highest, too_low, too_high = RANGES[id, unit]

    def text(value: str) -> str:
        return _text(TEMPERATURE, f'{{"id": "{id}", "value": {value}, "unit": "{unit}", "at": "{BEFORE}"}}')

    for value in (lowest, highest):
        assert _parse(text(value), engine).readings[0].kind == id
    for value in (too_low, too_high):
        assert _refusal(text(value), engine).problem == "out_of_range"


@pytest.mark.parametrize(("raw", "taken"), [("37.0", True), ("38", True), ("36.99", False), ("38.01", False)])
def test_a_fever_line_may_be_lowered_to_37_and_never_raised(raw: str, taken: bool, engine: Engine) -> None:
    text = _text(("person", "fever_line_cel"), raw)

    if taken:
        assert str(_parse(text, engine).person.fever_line_cel) == raw
    else:
        assert _refusal(text, engine).problem == "out_of_range"


MOMENTS = (
    ("now",),
    (*DOSE, "started_at"),
    (*HEADACHE, "at"),
    (*TEMPERATURE, "at"),
    (*MEDICINE, "at"),
    (*KNOWN, "at"),
)
NO_MOMENTS = {
    "1772499600": "needs_text",
    "true": "needs_text",
    '["2026-03-02T19:00:00Z"]': "needs_text",
    '""': "empty",
    '"yesterday"': "needs_moment",
    '"2026-03-02"': "needs_moment",
    '"2026-03-02T19:00Z"': "needs_moment",
    '"2026-03-02T19:00:00"': "needs_moment",
    '"2026-03-02 19:00:00Z"': "needs_moment",
    '"2026-3-2T19:00:00Z"': "needs_moment",
    '"20260302T190000Z"': "needs_moment",
    '"2026-W10-1T19:00:00Z"': "needs_moment",
    '"2026-03-02T19:00:00-0500"': "needs_moment",
    '"2026-03-02T19:00:00-05"': "needs_moment",
    '"2026-03-02T19:00:00+24:00"': "needs_moment",
    '"2026-03-02T19:00:00+05:60"': "needs_moment",
    '"2026-03-02T19:00:00 Z"': "needs_moment",
    '"2026-03-02T19:00:00Z\\n"': "needs_moment",
    '"2026-03-02T19:00:00.Z"': "needs_moment",
    '"2026-03-02T24:00:00Z"': "needs_moment",
    '"2026-03-02T19:60:00Z"': "needs_moment",
    '"2026-03-02T19:00:61Z"': "needs_moment",
    '"2026-02-29T19:00:00Z"': "needs_moment",
    '"2026-13-02T19:00:00Z"': "needs_moment",
    '"２026-03-02T19:00:00Z"': "needs_moment",
    '"+2026-03-02T19:00:00Z"': "needs_moment",
    '"12026-03-02T19:00:00Z"': "needs_moment",
    '"0000-03-02T19:00:00Z"': "needs_moment",
    '"1999-12-31T23:59:59Z"': "years",
    '"2101-01-01T00:00:00Z"': "years",
    '"9999-12-31T23:59:59-23:59"': "years",
    '"0001-01-01T00:00:00+23:59"': "years",
    '"2026-03-02T19:00:00\\ud800"': "needs_moment",
}


@pytest.mark.parametrize("raw", NO_MOMENTS)
@pytest.mark.parametrize("path", MOMENTS, ids=str)
def test_what_is_no_moment_with_its_offset_is_refused(path: Path_, raw: str, engine: Engine) -> None:
    assert _refusal(_text(path, raw), engine).problem == NO_MOMENTS[raw]


@pytest.mark.parametrize(
    "stamp",
    [
        "2026-03-03T00:40:00Z",
        "2026-03-03t00:40:00z",
        "2026-03-03T00:40:00.0Z",
        "2026-03-03T00:40:00.000000000000Z",
        "2026-03-03T00:40:00-00:00",
        "2026-03-03T06:25:00+05:45",
        "2026-03-03T14:40:00+14:00",
    ],
)
def test_one_moment_may_be_written_in_many_ways(stamp: str, engine: Engine) -> None:
    text = _text((*HEADACHE, "at"), json.dumps(stamp))

    assert _parse(text, engine) == _parse(json.dumps(WHOLE), engine)


@pytest.mark.parametrize("path", MOMENTS[2:], ids=str)
def test_an_entry_later_than_now_is_refused_and_one_of_this_very_moment_is_taken(
    path: Path_, engine: Engine
) -> None:
    assert _refusal(_text(path, '"2026-03-03T01:00:00.000001Z"'), engine).problem == "in_future"
    assert _parse(_text(path, '"2026-03-03T01:00:00Z"'), engine).now


def test_a_dose_later_than_now_is_taken_and_opens_nothing(engine: Engine) -> None:
    scenario = {"now": NOW, "doses": [{"drug": "unknown", "started_at": "2026-03-02T20:00:01-05:00"}]}

    assert engine.judge(scenario) == ("none", set())


LISTS = ("doses", "symptoms", "readings", "medicines", "team_knows")
TEXTS: tuple[tuple[str | int, ...], ...] = (
    (*DOSE, "drug"),
    *((*HEADACHE, key) for key in ("id", "severity", "by")),
    *((*TEMPERATURE, key) for key in ("id", "unit")),
    (*MEDICINE, "id"),
    *((*KNOWN, key) for key in ("id", "severity")),
    ("person", "usual_symptoms", "cough"),
    ("person", "chest_radiation_ended"),
)
WRONG_SHAPES: dict[Path_, tuple[str, ...]] = {
    ("person",): ("[]", '"me"', "1", "true"),
    ("person", "usual_symptoms"): ("[]", '["cough"]', '"cough"', "1"),
    (*HEADACHE, "signs"): ("{}", '"stiff_neck"', "[1]", "[null]", "[[]]", "1", "true"),
    **{(key,): ("{}", '"none"', "1", "false") for key in LISTS},
    **{(key, 0): ("[]", '"headache"', "1", "[[]]") for key in LISTS},
    **dict.fromkeys(TEXTS, ("[]", "{}", "1", "true", '["headache"]')),
}


@pytest.mark.parametrize(
    ("path", "raw"), [(path, raw) for path, raws in WRONG_SHAPES.items() for raw in raws]
)
def test_what_has_the_wrong_shape_is_refused(path: Path_, raw: str, engine: Engine) -> None:
    assert _refusal(_text(path, raw), engine).problem.startswith("needs_")


@pytest.mark.parametrize("text", ["[]", "[{}]", '"now"', "1", "true", "null", "[" + json.dumps(WHOLE) + "]"])
def test_a_file_that_is_not_one_scenario_is_refused(text: str, engine: Engine) -> None:
    assert _refusal(text, engine).problem == "needs_table"


UNKNOWN = {
    (*DOSE, "drug"): ('"aspirin"', '"Tarlatamab"', '" tarlatamab"', '"\\ud800"'),
    (*HEADACHE, "id"): ('"head"', '"HEADACHE"', '"pulse"', '"\\ud800"', '"\\u0000"', f'"{"x" * 5000}"'),
    (*HEADACHE, "severity"): ('"bad"', '"Mild"', '"2"'),
    (*HEADACHE, "by"): ('"nurse"', '"Patient"'),
    (*HEADACHE, "signs"): ('["sudden"]', '["stiff_neck", "one_sided"]', '[""]', '["\\udfff"]'),
    (*TEMPERATURE, "id"): ('"temp"', '"headache"', '"glucose"'),
    (*TEMPERATURE, "unit"): ('"C"', '"°C"', '"degF"', '"/min"', '"cel"', '"K"'),
    (*MEDICINE, "id"): ('"herbal tea"', '"tarlatamab"'),
    (*KNOWN, "id"): ('"pulse"', '"fever_reading"'),
    (*KNOWN, "severity"): ('"worse"',),
    ("person", "usual_symptoms", "cough"): ('"severe"', '"none"', '"not_sure"', '"Mild"'),
    ("person", "usual_symptoms"): ('{"fever": "mild"}', '{"coughing": "mild"}', '{"\\ud800": "mild"}'),
    ("person", "chest_radiation_ended"): (
        '"2026-02-30"', '"1999-12-31"', '"2101-01-01"', '"20260302"', '"2026-W10-1"', '"soon"',
        '"2026-03-02T00:00:00Z"',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("path", "raw"), [(path, raw) for path, raws in UNKNOWN.items() for raw in raws])
def test_what_is_not_known_is_refused(path: Path_, raw: str, engine: Engine) -> None:
    assert _refusal(_text(path, raw), engine).problem in {
        "unknown_id", "unknown_sign", "not_one_of", "bad_unit", "needs_day", "years", "needs_texts"
    }  # fmt: skip


def test_every_id_and_sign_of_the_triage_text_is_taken(engine: Engine) -> None:
    scenario = {
        "now": NOW,
        "person": {"usual_symptoms": dict.fromkeys(oracle.CAN_BE_USUAL, "moderate")},
        "doses": [{"drug": drug, "started_at": BEFORE} for drug in oracle.DRUGS],
        "symptoms": [
            {"id": id, "severity": severity, "at": BEFORE, "signs": [*row.signs], "by": by}
            for id, row in oracle.ROWS.items()
            for severity in oracle.RANK
            for by in ("patient", "caregiver")
        ],
        "medicines": [{"id": id, "at": BEFORE} for id in (*oracle.FEVER_MEDICINES, *oracle.STEROIDS)],
        "team_knows": [
            {"id": id, "severity": how, "at": BEFORE} for id in oracle.ROWS for how in oracle.RANK
        ],
    }

    assert engine.judge(scenario) == oracle.judge(scenario)


def test_only_the_symptoms_of_the_triage_text_may_be_usual(engine: Engine) -> None:
    taken = set()
    for id in oracle.ROWS:
        try:
            _parse(_text(("person", "usual_symptoms"), json.dumps({id: "mild"})), engine)
        except DataIsBroken:
            continue
        taken.add(id)

    assert taken == set(oracle.CAN_BE_USUAL)


def test_a_sign_given_twice_is_given(engine: Engine) -> None:
    text = _text((*HEADACHE, "signs"), '["stiff_neck", "stiff_neck"]')

    assert assess(_parse(text, engine), engine.catalogue).level is Level.EMERGENCY


DEEP = 100_000
NOT_JSON: dict[str, bytes] = {
    "nothing": b"",
    "blanks": b" \n\t ",
    "a word": b"scenario",
    "half of it": json.dumps(WHOLE).encode()[:-1],
    "two": b"{} {}",
    "a comma too many": b'{"now": "2026-03-02T20:00:00Z",}',
    "a comment": b'{"now": "2026-03-02T20:00:00Z"} // mine',
    "single quotes": b"{'now': '2026-03-02T20:00:00Z'}",
    "a line end in a text": b'{"now": "2026-03-02\nT20:00:00Z"}',
    "not UTF-8": b'{"now": "\xff"}',
    "half a letter": b'{"now": "\xc3"}',
    "a surrogate as bytes": b'{"now": "\xed\xa0\x80"}',
    "UTF-16": json.dumps(WHOLE).encode("utf-16"),
    "UTF-32": json.dumps(WHOLE).encode("utf-32"),
    "a zip": b"PK\x03\x04\x00\x00",
    "zeros": b"\x00" * 1000,
    "deep lists": b"[" * DEEP + b"]" * DEEP,
    "deep tables": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "deep and never closed": b'{"now": ' + b"[" * DEEP,
    "deep in a place": _text(("doses",), "[" * DEEP + "]" * DEEP).encode(),
}


@pytest.mark.parametrize("what", NOT_JSON)
def test_what_is_not_json_is_refused(what: str, engine: Engine) -> None:
    assert _refusal(NOT_JSON[what], engine).problem == "not_json"


def test_a_mark_of_byte_order_is_no_reason_to_refuse(engine: Engine) -> None:
    assert _parse(b"\xef\xbb\xbf" + json.dumps(WHOLE).encode(), engine) == _parse(json.dumps(WHOLE), engine)


def test_a_huge_file_is_judged_or_refused_like_any_other(engine: Engine) -> None:
    many = [{"id": "aspirin", "at": BEFORE}] * 20_000
    scenario = {**WHOLE, "medicines": many}

    assert engine.judge(scenario) == engine.judge(WHOLE)
    assert _refusal(b" " * 5_000_000, engine).problem == "not_json"
    assert _refusal(_text((*HEADACHE, "id"), f'"{"x" * 5_000_000}"'), engine).problem == "unknown_id"


# The command


def _run(*arguments: str, stdin: str | bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["triage", *arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def test_a_good_file_is_printed_as_json_with_exit_code_0(tmp_path: Path) -> None:
    file = tmp_path / "scenario.json"
    file.write_text(json.dumps(WHOLE), encoding="utf-8")

    code, out, err = _run(str(file))
    by_pipe = _run("-", stdin=json.dumps(WHOLE))

    assert (code, err) == (0, "")
    assert by_pipe == (code, out, err)
    printed = json.loads(out)
    assert printed["level"] == "call_now"
    assert {window["id"] for window in printed["windows"]} == {"crs", "infusion_reaction", "low_counts"}
    assert {*printed["windows"][0]} == {"id", "drug", "opened_at", "closes_at", "hours_since_start"}
    assert {*printed["alerts"][0]} >= {"rule", "level", "headline", "why", "evidence", "sources"}
    assert printed["recheck"] == []


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\xff\xfe",
        b"[" * DEEP,
        b"{}",
        _text(("now",), "null").encode(),
        b'{"now": "\\ud800"}',
        b"9" * 5000,
    ],
    ids=["empty", "not utf-8", "deep", "no now", "null", "surrogate", "digits"],
)
def test_a_bad_file_ends_with_2_and_one_sentence(bad: bytes, tmp_path: Path) -> None:
    file = tmp_path / "scenario.json"
    file.write_bytes(bad)

    code, out, err = _run(str(file))

    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("scenario.json: ")
    assert err.endswith(".\n")


def test_a_file_that_is_not_there_ends_with_2_and_one_sentence(tmp_path: Path) -> None:
    for missing in (tmp_path / "none.json", tmp_path):
        for arguments in ([str(missing)], ["--lines", str(missing)]):
            code, out, err = _run(*arguments)

            assert (code, out) == (2, "")
            assert len(err.splitlines()) == 1
            assert "Traceback" not in err


def test_one_line_in_is_one_line_out(tmp_path: Path) -> None:
    good = json.dumps({"now": NOW})
    refused = [
        raw for path in NUMBERS for raw in (_text(path, "null"), _text(path, "NaN"), _text(path, '"x"'))
    ]
    lines = [good, "", refused[1], good, "   ", "{", *refused[2:], "\x00", "null", good]
    file = tmp_path / "scenarios.jsonl"
    file.write_bytes("\r\n".join(lines).encode() + b"\n\xff\n" + b"[" * DEEP + b"\n")

    code, out, err = _run("--lines", str(file))

    answers = [json.loads(line) for line in out.splitlines()]
    bad = [n for n, answer in enumerate(answers) if "error" in answer]
    assert (code, err) == (2, "")
    assert len(answers) == len(lines) + 2
    assert {len(answers[n]) for n in bad} == {1}
    assert all(answers[n]["error"].endswith(".") for n in bad)
    taken = {n for n in range(len(answers)) if n not in bad}
    assert taken == {0, 3, len(lines) - 1} | {
        n for n in taken if '"usual_' in lines[n] and "null" in lines[n]
    }


@pytest.mark.parametrize("end", ["", "\n"])
def test_good_lines_alone_end_with_0(end: str) -> None:
    text = "\n".join([json.dumps({"now": NOW}), json.dumps(WHOLE)]) + end

    code, out, err = _run("--lines", "-", stdin=text)

    assert (code, err) == (0, "")
    assert [json.loads(line)["level"] for line in out.splitlines()] == ["none", "call_now"]


def test_no_lines_are_no_lines() -> None:
    assert _run("--lines", "-", stdin="") == (0, "", "")


@pytest.mark.parametrize("arguments", [[], ["a.json", "--lines", "b.jsonl"]])
def test_one_file_or_lines_is_asked_for(arguments: list[str]) -> None:
    code, out, err = _run(*arguments)

    assert (code, out) == (2, "")
    assert "Traceback" not in err


def test_judging_a_file_never_loads_qt_and_prints_in_any_encoding(tmp_path: Path) -> None:
    file = tmp_path / "scenario.json"
    file.write_text(json.dumps(WHOLE), encoding="utf-8")
    program = (
        "import sys\n"
        "from companion.cli import main\n"
        f"main(['triage', {str(file)!r}], standalone_mode=False)\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('PySide6', 'shiboken6')], file=sys.stderr)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(RESOURCES.parent), "PYTHONIOENCODING": "ascii"}

    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "[]\n")
    assert json.loads(done.stdout)["level"] == "call_now"


def test_a_bad_file_leaves_no_traceback_in_a_real_process(tmp_path: Path) -> None:
    file = tmp_path / "scenario.json"
    file.write_bytes(b"[" * DEEP)
    environment = {**os.environ, "PYTHONPATH": str(RESOURCES.parent)}

    done = subprocess.run(
        [sys.executable, "-m", "companion", "triage", str(file)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


# Anything at all

JUNK: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**30, 38.2, 1e308, float("nan"), float("inf"), "", "x", "\ud800", "none", NOW,
    [], [[]], {}, {"id": "cough"}, [None], {"now": NOW},
)  # fmt: skip


def _damaged(draw: st.DrawFn, value: Any) -> Any:
    """The value with one thing in it replaced, taken out or added."""
    if isinstance(value, dict | list) and value and draw(st.integers(0, 3)):
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = draw(st.sampled_from(keys))
        copy = value.copy()
        match draw(st.sampled_from(("deeper", "deeper", "deeper", "out", "more"))):
            case "deeper":
                copy[key] = _damaged(draw, value[key])
            case "out":
                del copy[key]
            case _ if isinstance(copy, dict):
                copy[draw(st.sampled_from(("id", "at", "now", "by", "x", "\ud800", "")))] = value[key]
            case _:
                copy.append(value[key])
        return copy
    return draw(st.sampled_from(JUNK))


@st.composite
def _damaged_texts(draw: st.DrawFn) -> bytes:
    scenario: Any = {**WHOLE, **build_scenario(pick_by(draw))}
    for _ in range(draw(st.integers(0, 3))):
        scenario = _damaged(draw, scenario)
    text = json.dumps(scenario).encode()
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 5))
        text = text[:start] + draw(st.binary(max_size=3)) + text[end:]
    return text


@given(text=_damaged_texts())
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_damaged_file_gives_an_assessment_or_one_sentence(text: bytes, engine: Engine) -> None:
    _check_answered(text, engine)


@given(text=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: json.dumps({text: text}).encode()))
@settings(max_examples=100, deadline=None)
def test_anything_at_all_gives_an_assessment_or_one_sentence(text: bytes, engine: Engine) -> None:
    _check_answered(text, engine)


@pytest.mark.proof
@given(text=_damaged_texts())
@settings(
    max_examples=int(os.environ.get("COMPANION_EXAMPLES", "20000")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
def test_very_many_damaged_files_give_an_assessment_or_one_sentence(text: bytes, engine: Engine) -> None:
    _check_answered(text, engine)


def _check_answered(text: bytes, engine: Engine) -> None:
    try:
        scenario = _parse(text, engine)
    except DataIsBroken as broken:
        sentence = complaint_sentence(broken, engine.words)
        assert sentence.isprintable()
        assert sentence.endswith(".")
        assert len(sentence) < 400
    else:
        assert assess(scenario, engine.catalogue).level in Level
