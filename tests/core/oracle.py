"""A second, slow and plain reading of the triage text, written without looking at the engine."""

# It takes the JSON of a scenario file that is known to be valid, and gives the level and the ids of the
# windows open now. It shares no code, no file and no table with the engine, so that both can only be wrong
# together by chance.
#
# Where the text can be read in two ways, the reading taken is the one that calls sooner, unless the text
# decides:
#  1. "Reopened by each fever reading taken after any tarlatamab dose": a reading at the very second of the
#     start counts as after it, because both ends of every look-back belong to it.
#  2. The steroid that comes with tarlatamab: an unknown drug "counts as tarlatamab", so its dose brings the
#     steroid too, and a tarlatamab dose without a time brings it at any time.
#  3. A dose without a time has no place in the order, so it is early and is not counted among the others.
#  4. "An earlier reading of the 4 h before it" is strictly earlier. "The heaviest of the 30 days before it"
#     and every medicine "before it" take in what was entered for the same second.
#  5. "With X still applies, unless X too is no worse than its usual": "too" asks for both. A usual
#     breathlessness therefore still counts with chest pain or with a fever reading. X is left out only
#     where usual covers each of its reports in full (no sign, no early or reopened crs).
#  6. "Any symptom moderate or worse" goes by severity alone, so a usual or known one counts.
#  7. Usual replaces columns and modifiers. The rule that a row marked I is at least N while
#     infusion_reaction is open is written as neither, so it stays.
#  8. "For 7 days from then (both ends) a report ... is R": the 7 days are those in which the report was
#     made. A report made before the outcome is not softened by it, not even the one that raised the alert.
#  9. "Rule 3 does not apply to a report covered by either": what known covers is every report without a
#     sign that is not worse, in the right days and windows, whatever its level; a level under D then stays
#     as it is.
# 10. "Typed severity": not_sure stands where moderate stands; none with a sign stays none (though judged as
#     mild).
# 11. "In A" of the readings table is any open crs; the kinder column for a mild report in a later crs is
#     for symptoms.
# 12. Windows listed are those open now. Those open only at an entry's own time count for that entry alone.
# 13. Chest radiation has no known start, so it is open at any time up to its end.
# 14. "The emergency list" with a fever reading asks for both in the same last 24 h, in any order.
# 15. Known may name any severity; not_sure there stands for moderate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

Scenario = Mapping[str, Any]

LEVELS = ("none", "logged", "tell_team", "call_today", "call_now", "emergency")
NONE, L, R, D, N, E = range(6)
LETTERS = {"L": L, "R": R, "D": D, "N": N, "E": E}

# id ; ACS lists ; A ; B ; O ; window=levels ; ?sign=level ; &x,y=level (with x or with y)
TABLE = """
fever ; X I F c2 ; N/N/N ; N/N/N ; D/N/N ; low_counts=N/N/N checkpoint=N/N/N
chills ; X I ; N/N/E ; N/N/N ; D/N/N ; low_counts=N/N/N
flushing ; I ; N/N/E ; D/D/N ; R/D/N ; infusion_reaction=N/N/E
rash ; I F c1 ; D/N/E ; D/N/E ; R/D/N ; ?blisters_or_peeling=E ?mouth_or_eye_sores=E &fever_reading=E
itching ; I ; D/D/N ; R/D/N ; R/R/D ; &jaundice=N
dizziness ; X N I ; N/N/E ; D/N/E ; D/D/E ;
lightheadedness ; X ; N/N/E ; D/N/E ; D/N/E ;
wheezing ; I ; N/E/E ; N/N/E ; N/N/E ; infusion_reaction=N/E/E
breathlessness ; X I F W ; N/E/E ; D/N/E ; D/N/E ; chest_radiation=N/N/E infusion_reaction=N/E/E ?cannot_finish_sentence=E ?blue_lips=E ?worse_each_day=N
fatigue ; X W V c1 c2 ; D/N/N ; R/D/N ; R/D/N ; ?cannot_get_up=N
cough ; F c1 ; D/N/N ; D/D/N ; D/D/N ; chest_radiation=D/N/N ?blood_streaks=N ?blood_teaspoon=E &fever_reading=N
nausea ; X c1 c2 ; D/N/N ; R/D/N ; R/D/N ;
vomiting ; X ; N/N/E ; D/N/N ; R/D/N ; ?vomiting_blood=E &dizziness,lightheadedness=N
appetite_loss ; V c1 c2 ; R/D/D ; R/R/D ; R/D/D ; &jaundice,dark_urine=N
constipation ; c1 c2 ; L/R/D ; L/R/D ; L/R/D ; ?belly_pain_or_vomiting=N ?leg_weakness_or_no_urine=E
joint_pain ; c1 ; R/D/N ; R/R/D ; R/D/D ;
diarrhea ; c1 ; D/N/N ; D/D/N ; D/N/N ; ?blood_or_black_stool=N ?bad_belly_pain=N
taste_change ; c2 ; L/R/R ; L/R/R ; L/L/R ;
muscle_pain ; c2 ; D/N/N ; R/D/N ; R/D/N ; ?weak_muscles=E ?droopy_eyelids=E &chest_pain,dark_urine=E &fatigue=D
bone_pain ; c2 ; R/D/N ; R/D/N ; R/D/N ; ?new_back_pain_with_weak_legs=E ?numb_seat_or_bladder_loss=E
fast_heartbeat ; X ; N/N/E ; N/N/E ; D/N/E ;
confusion ; X N ; N/E/E ; N/E/E ; N/E/E ;
headache ; X N ; N/N/E ; D/N/E ; R/D/N ; ?sudden_or_worst_ever=E ?stiff_neck=E ?with_vision_change=E ?with_weakness=E &vomiting=E
balance_trouble ; X ; N/E/E ; N/N/E ; D/N/E ; ?sudden=E
walking_trouble ; X ; N/E/E ; N/N/E ; D/N/E ; ?sudden=E ?trouble_passing_urine=E
weakness ; N ; N/E/E ; N/E/E ; D/N/E ; ?one_sided=E ?rising=E ?trouble_passing_urine=E ?cannot_get_up=N
numbness ; N ; D/N/E ; D/D/N ; R/D/N ; ?face_or_one_side=E ?rising=E ?trouble_passing_urine=E
tingling ; N ; D/N/E ; D/D/N ; R/D/N ; ?rising=E
speech_trouble ; N ; E/E/E ; E/E/E ; E/E/E ;
understanding_trouble ; N ; E/E/E ; E/E/E ; E/E/E ;
memory_loss ; N ; N/N/E ; N/N/E ; D/N/N ;
sleep_trouble ; N ; R/D/N ; R/D/D ; L/R/D ; ?restless_or_mixed_up=N
fainting ; N ; E/E/E ; E/E/E ; E/E/E ;
tremor ; N ; N/N/E ; N/N/E ; R/D/N ;
seizure ; N ; E/E/E ; E/E/E ; E/E/E ;
chest_pain ; F ; N/E/E ; N/E/E ; N/E/E ; &breathlessness=E
sore_throat ; F ; D/N/N ; D/D/N ; R/D/N ; low_counts=D/D/N ?cannot_swallow_saliva=E
painful_urination ; F ; D/N/N ; D/D/N ; D/D/N ; ?with_chills_or_blood=N
bleeding ; W ; N/N/E ; D/N/E ; D/N/E ; ?over_ten_minutes=E ?head_injury=E ?black_or_bloody_stool=N ?blood_in_urine=N ?many_new_spots=N
belly_pain_right ; V ; N/N/E ; D/N/E ; D/N/E ;
dark_urine ; V ; D/N/N ; D/D/N ; D/D/N ; &jaundice,muscle_pain=N
jaundice ; V ; N/N/E ; N/N/E ; N/N/E ; &confusion,bleeding=E
hard_to_wake ; ; E/E/E ; E/E/E ; E/E/E ;
agitation ; ; N/N/E ; N/N/E ; D/N/N ;
face_swelling ; ; E/E/E ; E/E/E ; E/E/E ;
face_droop ; ; E/E/E ; E/E/E ; E/E/E ;
jerking ; ; N/E/E ; N/E/E ; N/E/E ;
swallowing_trouble ; ; N/N/E ; N/N/E ; N/N/E ; &breathlessness=E
double_vision ; ; N/N/E ; N/N/E ; N/N/E ; &breathlessness,swallowing_trouble=E
vision_change ; ; N/N/E ; D/N/E ; D/N/E ; ?sudden_vision_loss=E
thirst_and_urine ; ; N/N/N ; N/N/N ; N/N/N ; &vomiting,confusion,breathlessness,drowsiness=E
low_urine_or_swelling ; ; D/N/N ; D/N/N ; D/N/N ; ?one_leg=N
mouth_sores ; ; D/N/N ; D/D/N ; R/D/N ;
drowsiness ; ; N/E/E ; N/E/E ; D/N/E ;
belly_pain ; ; D/N/E ; D/N/E ; D/N/E ; ?through_to_back=N ?hard_belly=E
red_skin_or_line_site ; ; D/N/N ; D/N/N ; D/N/N ; low_counts=N/N/N
feels_wrong ; ; N/N/E ; N/N/E ; N/N/N ;
"""  # noqa: E501 - one line a symptom, as in the text

ALSO_NERVOUS = (
    "lightheadedness", "balance_trouble", "walking_trouble", "hard_to_wake", "agitation", "feels_wrong",
    "drowsiness", "face_droop", "jerking",
)  # fmt: skip
CAN_BE_USUAL = (
    "fatigue", "nausea", "appetite_loss", "constipation", "joint_pain", "taste_change", "muscle_pain",
    "bone_pain", "numbness", "tingling", "sleep_trouble", "itching", "cough", "breathlessness",
)  # fmt: skip

PD_L1 = ("atezolizumab", "atezolizumab_sc", "durvalumab")
CHEMO = ("carboplatin", "cisplatin", "etoposide", "lurbinectedin")
DRUGS = ("tarlatamab", *PD_L1, *CHEMO, "unknown")
FEVER_MEDICINES = {"acetaminophen": 8, "ibuprofen": 8, "aspirin": 8, "naproxen": 12}
STEROIDS = ("dexamethasone", "prednisone", "prednisolone", "methylprednisolone")
STEROID_HOURS = 48

RANK = {"none": 0, "mild": 1, "moderate": 2, "not_sure": 2, "severe": 3}


@dataclass(frozen=True)
class Row:
    """One line of the symptom table."""

    columns: Mapping[str, tuple[int, int, int]]
    modifiers: Mapping[str, tuple[int, int, int]]
    signs: Mapping[str, int]
    together: tuple[tuple[tuple[str, ...], int], ...]
    marked_infusion: bool
    nervous: bool


def _three(text: str) -> tuple[int, int, int]:
    mild, moderate, severe = (LETTERS[letter] for letter in text.strip().split("/"))
    return mild, moderate, severe


def _read_table() -> dict[str, Row]:
    rows = {}
    for line in TABLE.strip().splitlines():
        name, marks, a, b, o, rest = (part.strip() for part in line.split(";"))
        modifiers, signs, together = {}, {}, []
        for item in rest.split():
            what, levels = item.split("=")
            if what.startswith("?"):
                signs[what[1:]] = LETTERS[levels]
            elif what.startswith("&"):
                together.append((tuple(what[1:].split(",")), LETTERS[levels]))
            else:
                modifiers[what] = _three(levels)
        rows[name] = Row(
            {"A": _three(a), "B": _three(b), "O": _three(o)},
            modifiers,
            signs,
            tuple(together),
            "I" in marks.split(),
            "N" in marks.split() or name in ALSO_NERVOUS,
        )
    return rows


ROWS = _read_table()


@dataclass(frozen=True)
class Span:
    """One stretch of one window; no begin or no end means open on that side. Both ends belong to it."""

    window: str
    begin: datetime | None
    end: datetime | None
    early: bool = False
    only_nervous: bool = False

    def holds(self, at: datetime) -> bool:
        return (self.begin is None or self.begin <= at) and (self.end is None or at <= self.end)


def hours(count: int) -> timedelta:
    return timedelta(hours=count)


def days(count: int) -> timedelta:
    return timedelta(hours=24 * count)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _exact(value: Any) -> Fraction:
    return Fraction(str(value))


def _rounded(cel: Fraction) -> Fraction:
    """Half up to one decimal."""
    return Fraction((cel * 10 + Fraction(1, 2)).__floor__(), 10)


def _in_base_unit(value: Any, unit: str) -> Fraction:
    exact = _exact(value)
    if unit == "[degF]":
        return (exact - 32) * 5 / 9
    if unit == "[lb_av]":
        return exact * Fraction(45359237, 100000000)
    return exact


@dataclass(frozen=True)
class Reading:
    id: str
    value: Fraction
    at: datetime

    @property
    def upper(self) -> Fraction:
        return max(self.value, _rounded(self.value))


@dataclass(frozen=True)
class Report:
    id: str
    typed: int
    signs: tuple[str, ...]
    at: datetime

    @property
    def judged(self) -> int:
        return max(self.typed, 1) if self.signs else self.typed


@dataclass(frozen=True)
class Dose:
    drug: str
    at: datetime | None

    @property
    def like_tarlatamab(self) -> bool:
        return self.drug in ("tarlatamab", "unknown")


class Oracle:
    """One scenario, judged the long way round."""

    def __init__(self, scenario: Scenario) -> None:
        person = scenario.get("person", {})
        self.now = _moment(scenario["now"])
        line = person.get("fever_line_cel")
        self.line = Fraction(38) if line is None else _exact(line)
        self.usual_readings = {
            "spo2": person.get("usual_spo2"),
            "systolic": person.get("usual_systolic"),
        }
        self.usual = {id: RANK[severity] for id, severity in (person.get("usual_symptoms") or {}).items()}
        self.radiation_ended = person.get("chest_radiation_ended")
        every_dose = [
            Dose(
                item.get("drug") or "unknown", _moment(item["started_at"]) if item.get("started_at") else None
            )
            for item in scenario.get("doses", [])
        ]
        self.doses = [dose for dose in every_dose if dose.at is None or dose.at <= self.now]
        self.reports = [
            Report(item["id"], RANK[item["severity"]], tuple(item.get("signs", ())), _moment(item["at"]))
            for item in scenario.get("symptoms", [])
        ]
        self.readings = [
            Reading(item["id"], _in_base_unit(item["value"], item["unit"]), _moment(item["at"]))
            for item in scenario.get("readings", [])
        ]
        self.medicines = [(item["id"], _moment(item["at"])) for item in scenario.get("medicines", [])]
        self.known = [
            (item["id"], RANK[item["severity"]], _moment(item["at"]))
            for item in scenario.get("team_knows", [])
        ]
        self.fever_readings = [reading for reading in self.readings if self._is_fever(reading)]
        self.spans = self._spans()
        self.recent_reports = [
            report for report in self.reports if self._is_recent(report.at) and report.judged > 0
        ]
        self.recent_readings = [reading for reading in self.readings if self._is_recent(reading.at)]
        self.recent_fever = any(self._is_recent(reading.at) for reading in self.fever_readings)
        self.something_moderate = any(report.judged >= 2 for report in self.recent_reports)

    def _is_recent(self, at: datetime) -> bool:
        return self.now - hours(24) <= at <= self.now

    # Fever readings

    def _is_fever(self, reading: Reading) -> bool:
        if reading.id != "temperature":
            return False
        if reading.upper >= self.line:
            return True
        return reading.upper >= Fraction("37.5") and self._could_be_hidden(reading.at)

    def _could_be_hidden(self, at: datetime) -> bool:
        for id, taken in self.medicines:
            reach = FEVER_MEDICINES.get(id, STEROID_HOURS if id in STEROIDS else 0)
            if at - hours(reach) <= taken <= at:
                return True
        for dose in self.doses:
            if dose.like_tarlatamab and (dose.at is None or at - hours(STEROID_HOURS) <= dose.at <= at):
                return True
        return False

    # Windows

    def _early(self) -> list[tuple[datetime, bool]]:
        """Each timed tarlatamab-like dose with whether it is early."""
        starts = sorted(dose.at for dose in self.doses if dose.like_tarlatamab and dose.at is not None)
        numbered: list[tuple[datetime, bool]] = []
        count = 0
        before = None
        for start in starts:
            if before is not None:
                limit = {1: 14, 2: 21}.get(count, 28)
                if start - before > days(limit):
                    count = 0
            count += 1
            numbered.append((start, count <= 3))
            before = start
        return numbered

    def _spans(self) -> list[Span]:
        spans = []
        for dose in self.doses:
            begin = dose.at

            def after(length: timedelta, begin: datetime | None = begin) -> datetime | None:
                return None if begin is None else begin + length

            spans.append(Span("infusion_reaction", begin, after(hours(24))))
            if dose.drug in CHEMO or dose.like_tarlatamab:
                spans.append(Span("low_counts", begin, after(days(30))))
            if dose.drug in PD_L1 or dose.drug == "unknown":
                spans.append(Span("checkpoint", begin, None))
            if dose.like_tarlatamab and begin is None:
                spans.append(Span("crs", None, None, early=True))
                spans.append(Span("tarlatamab", None, None))
        for start, early in self._early():
            ends = start + hours(72 if early else 48)
            spans.append(Span("crs", start, ends, early=early))
            spans.append(Span("tarlatamab", ends, start + days(24)))
            spans.append(Span("tarlatamab", ends, start + days(60), only_nervous=True))
        for reading in self.fever_readings:
            spans.extend(
                Span("crs", reading.at, reading.at + hours(48), early=True)
                for dose in self.doses
                if dose.like_tarlatamab and (dose.at is None or dose.at <= reading.at)
            )
        if self.radiation_ended is not None:
            ended = datetime.fromisoformat(self.radiation_ended + "T00:00:00+00:00")
            spans.append(Span("chest_radiation", None, ended + days(366)))
        return spans

    def windows(self) -> set[str]:
        return {span.window for span in self.spans if span.holds(self.now)}

    def _open_for(self, at: datetime) -> list[Span]:
        return [span for span in self.spans if span.holds(self.now) or span.holds(at)]

    # Readings

    def reading_level(self, reading: Reading) -> int:
        in_a = any(span.window == "crs" for span in self._open_for(reading.at))
        low_counts = any(span.window == "low_counts" for span in self._open_for(reading.at))
        value = reading.value
        matches = [L]
        match reading.id:
            case "temperature":
                if reading in self.fever_readings:
                    matches.append(E if self._emergency_list() else N)
                if Fraction("37.8") <= reading.upper < self.line:
                    matches.append(N if in_a else D)
                if Fraction("37.5") <= reading.upper < self.line:
                    matches.append(N if self._rises(reading) or self._reported(("chills",)) else D)
                if value < 36:
                    worse = in_a or low_counts or self.something_moderate or value < 35
                    matches.append(N if worse else D)
            case "spo2":
                if value < 91:
                    matches.append(E)
                if value < 94 or self._below_usual(reading, 3):
                    matches.append(N)
            case "systolic":
                if value < 90:
                    matches.append(E if in_a or self.something_moderate else N)
                if value < 101 or self._below_usual(reading, 30):
                    matches.append(N if in_a else D)
                if value >= 180:
                    matches.append(D)
            case "diastolic":
                if value >= 120:
                    matches.append(D)
            case "pulse":
                if value > 130:
                    matches.append(E)
                if value > 110:
                    matches.append(N)
                if value > 100:
                    matches.append(N if in_a else D)
                if value <= 40:
                    matches.append(E if self.something_moderate else N)
                if value < 50:
                    matches.append(D)
            case "weight":
                heaviest = max(
                    other.value
                    for other in self.readings
                    if other.id == "weight" and reading.at - days(30) <= other.at <= reading.at
                )
                if value <= heaviest * Fraction(95, 100):
                    matches.append(D)
            case _:
                raise AssertionError(reading.id)
        return max(matches)

    def _below_usual(self, reading: Reading, by: int) -> bool:
        usual = self.usual_readings[reading.id]
        return usual is not None and _exact(usual) - reading.value >= by

    def _rises(self, reading: Reading) -> bool:
        return any(
            _rounded(reading.value) - _rounded(other.value) >= Fraction("0.3")
            for other in self.readings
            if other.id == "temperature" and reading.at - hours(4) <= other.at < reading.at
        )

    def _emergency_list(self) -> bool:
        any_severity = (
            "breathlessness", "wheezing", "confusion", "speech_trouble", "understanding_trouble", "fainting"
        )  # fmt: skip
        if self._reported(any_severity):
            return True
        if any(
            report.id in ("dizziness", "lightheadedness") and report.judged >= 2
            for report in self.recent_reports
        ):
            return True
        return any(
            (reading.id == "systolic" and reading.value < 90) or (reading.id == "spo2" and reading.value < 92)
            for reading in self.recent_readings
        )

    # Symptoms

    def _reported(self, ids: Sequence[str]) -> bool:
        return any(report.id in ids for report in self.recent_reports)

    def _hard_crs(self, report: Report) -> bool:
        return any(span.window == "crs" and span.early for span in self._open_for(report.at))

    def _usual_covers(self, report: Report) -> bool:
        return (
            report.id in self.usual
            and not report.signs
            and report.judged <= self.usual[report.id]
            and not self._hard_crs(report)
        )

    def _known_covers(self, report: Report) -> bool:
        if report.signs or self._hard_crs(report):
            return False
        if any(span.window == "infusion_reaction" for span in self._open_for(report.at)):
            return False
        return any(
            id == report.id and report.judged <= severity and at <= report.at <= at + days(7)
            for id, severity, at in self.known
        )

    def _applies_together(self, report: Report, other: str) -> bool:
        if other == "fever_reading":
            return self.recent_fever
        partners = [partner for partner in self.recent_reports if partner.id == other]
        if self._usual_covers(report):
            partners = [partner for partner in partners if not self._usual_covers(partner)]
        return bool(partners)

    def _rose(self, report: Report) -> bool:
        earlier = [
            other.typed
            for other in self.reports
            if other.id == report.id and report.at - days(7) <= other.at < report.at
        ]
        return bool(earlier) and report.typed - min(earlier) >= 2

    def _column_levels(self, report: Report) -> list[int]:
        row = ROWS[report.id]
        place = report.judged - 1
        levels = [row.columns["O"][place]]
        spans = self._open_for(report.at)
        crs = [span for span in spans if span.window == "crs"]
        if crs:
            kinder = report.judged == 1 and not any(span.early for span in crs)
            levels.append(row.columns["B" if kinder else "A"][place])
        if any(span.window == "tarlatamab" and (row.nervous or not span.only_nervous) for span in spans):
            levels.append(row.columns["B"][place])
        levels.extend(row.modifiers[span.window][place] for span in spans if span.window in row.modifiers)
        return levels

    def report_level(self, report: Report) -> tuple[int, bool]:
        """The level of one report, and whether the team knowing it softened it."""
        row = ROWS[report.id]
        usual = self._usual_covers(report)
        known = self._known_covers(report)
        if usual:
            levels = [R if report.judged == 2 and report.id in ("breathlessness", "cough") else L]
        else:
            levels = self._column_levels(report)
        levels += [row.signs[sign] for sign in report.signs]
        for others, level in row.together:
            if any(self._applies_together(report, other) for other in others):
                levels.append(level)
        if row.marked_infusion and any(
            span.window == "infusion_reaction" for span in self._open_for(report.at)
        ):
            levels.append(N)
        level = max(levels)
        if not usual and not known and self._rose(report):
            level = max(level, D)
        if known and level == D:
            return R, True
        return level, False

    def _stands(self, report: Report) -> bool:
        return any(
            other.id == report.id
            and other.typed >= report.typed
            and report.at - days(7) <= other.at < report.at - hours(24)
            for other in self.reports
        )

    # Together

    def level(self) -> int:
        highest = NONE
        at_d = set()
        for reading in self.recent_readings:
            level = self.reading_level(reading)
            highest = max(highest, level)
            if level == D and reading.id != "weight":
                at_d.add(reading.id)
        for report in self.recent_reports:
            level, _softened = self.report_level(report)
            highest = max(highest, level)
            if level == D and not self._stands(report):
                at_d.add(report.id)
        if len(at_d) >= 2:
            highest = max(highest, N)
        return highest


def judge(scenario: Scenario) -> tuple[str, set[str]]:
    """The level and the ids of the windows open now."""
    oracle = Oracle(scenario)
    return LEVELS[oracle.level()], oracle.windows()
