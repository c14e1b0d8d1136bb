"""A year of each regimen from Monday 2 March 2026 on, written down by hand from the labels.

Nothing here is worked out by the program: each date was read off a calendar. A line stands for doses of one
amount and length. Every 2, 3 or 4 weeks means that day of the week again; 1 March 2027 is the Monday a year
later. Chemo beside a drug: 4 cycles of 21 days, on 2 March, 23 March, 13 April and 4 May.
"""

from __future__ import annotations

_Q2W_FROM_16_MARCH = """
    2026-03-16 2026-03-30 2026-04-13 2026-04-27 2026-05-11 2026-05-25 2026-06-08 2026-06-22 2026-07-06
    2026-07-20 2026-08-03 2026-08-17 2026-08-31 2026-09-14 2026-09-28 2026-10-12 2026-10-26 2026-11-09
    2026-11-23 2026-12-07 2026-12-21 2027-01-04 2027-01-18 2027-02-01 2027-02-15 2027-03-01"""
_Q3W_FROM_23_MARCH = """
    2026-03-23 2026-04-13 2026-05-04 2026-05-25 2026-06-15 2026-07-06 2026-07-27 2026-08-17 2026-09-07
    2026-09-28 2026-10-19 2026-11-09 2026-11-30 2026-12-21 2027-01-11 2027-02-01 2027-02-22"""
_Q4W_FROM_30_MARCH = """
    2026-03-30 2026-04-27 2026-05-25 2026-06-22 2026-07-20 2026-08-17 2026-09-14 2026-10-12 2026-11-09
    2026-12-07 2027-01-04 2027-02-01 2027-03-01"""
# Four rounds with chemo, then from 25 May every 4 weeks.
_FOUR_ROUNDS = "2026-03-02 2026-03-23 2026-04-13 2026-05-04"
_Q4W_FROM_25_MAY = """
    2026-05-25 2026-06-22 2026-07-20 2026-08-17 2026-09-14 2026-10-12 2026-11-09 2026-12-07 2027-01-04
    2027-02-01 2027-03-01"""
_Q2W_FROM_25_MAY = """
    2026-05-25 2026-06-08 2026-06-22 2026-07-06 2026-07-20 2026-08-03 2026-08-17 2026-08-31 2026-09-14
    2026-09-28 2026-10-12 2026-10-26 2026-11-09 2026-11-23 2026-12-07 2026-12-21 2027-01-04 2027-01-18
    2027-02-01 2027-02-15 2027-03-01"""

# For each regimen the days of its doses as (amount, minutes, days), minutes None where no text names them.
PLANS: dict[str, tuple[tuple[str, int | None, str], ...]] = {
    # US label 2.2: day 1 the small dose, then 10 mg on days 8 and 15, then every 2 weeks.
    "tarlatamab": (
        ("1 mg", 60, "2026-03-02"),
        (
            "10 mg",
            60,
            """
    2026-03-09 2026-03-16 2026-03-30 2026-04-13 2026-04-27 2026-05-11 2026-05-25 2026-06-08 2026-06-22
    2026-07-06 2026-07-20 2026-08-03 2026-08-17 2026-08-31 2026-09-14 2026-09-28 2026-10-12 2026-10-26
    2026-11-09 2026-11-23 2026-12-07 2026-12-21 2027-01-04 2027-01-18 2027-02-01 2027-02-15 2027-03-01""",
        ),
    ),
    # The first drip takes an hour, the later ones half an hour.
    "atezolizumab_q2w_induction": (("840 mg", 60, "2026-03-02"), ("840 mg", 30, _Q2W_FROM_16_MARCH)),
    "atezolizumab_q2w_maintenance": (("840 mg", 30, f"2026-03-02 {_Q2W_FROM_16_MARCH}"),),
    "atezolizumab_q3w_induction": (("1200 mg", 60, "2026-03-02"), ("1200 mg", 30, _Q3W_FROM_23_MARCH)),
    "atezolizumab_q3w_maintenance": (("1200 mg", 30, f"2026-03-02 {_Q3W_FROM_23_MARCH}"),),
    "atezolizumab_q4w_induction": (("1680 mg", 60, "2026-03-02"), ("1680 mg", 30, _Q4W_FROM_30_MARCH)),
    "atezolizumab_q4w_maintenance": (("1680 mg", 30, f"2026-03-02 {_Q4W_FROM_30_MARCH}"),),
    "atezolizumab_sc_q3w_induction": (("1875 mg", 7, f"2026-03-02 {_Q3W_FROM_23_MARCH}"),),
    "atezolizumab_sc_q3w_maintenance": (("1875 mg", 7, f"2026-03-02 {_Q3W_FROM_23_MARCH}"),),
    "lurbinectedin_maintenance": (("3.2 mg/m²", 60, f"2026-03-02 {_Q3W_FROM_23_MARCH}"),),
    "durvalumab_es_induction": (("1500 mg", 60, f"{_FOUR_ROUNDS} {_Q4W_FROM_25_MAY}"),),
    "durvalumab_es_maintenance": (("1500 mg", 60, f"2026-03-02 {_Q4W_FROM_30_MARCH}"),),
    "durvalumab_ls": (("1500 mg", 60, f"2026-03-02 {_Q4W_FROM_30_MARCH}"),),
    # Below 30 kg in the US: 20 mg/kg with chemo, then 10 mg/kg every 2 weeks; in Europe 20 mg/kg every 4.
    "durvalumab_es_low_weight_us_induction": (
        ("20 mg/kg", 60, _FOUR_ROUNDS),
        ("10 mg/kg", 60, _Q2W_FROM_25_MAY),
    ),
    "durvalumab_es_low_weight_us_maintenance": (("10 mg/kg", 60, f"2026-03-02 {_Q2W_FROM_16_MARCH}"),),
    "durvalumab_es_low_weight_eu_induction": (("20 mg/kg", 60, f"{_FOUR_ROUNDS} {_Q4W_FROM_25_MAY}"),),
    "durvalumab_es_low_weight_eu_maintenance": (("20 mg/kg", 60, f"2026-03-02 {_Q4W_FROM_30_MARCH}"),),
    "durvalumab_ls_low_weight_us": (("20 mg/kg", 60, f"2026-03-02 {_Q4W_FROM_30_MARCH}"),),
    # Chemo: platinum on day 1, etoposide on days 1, 2 and 3; four cycles and no more.
    "carboplatin_es": (("", None, _FOUR_ROUNDS),),
    "cisplatin_es": (("", None, _FOUR_ROUNDS),),
    "etoposide_es": (
        (
            "",
            None,
            """
    2026-03-02 2026-03-03 2026-03-04 2026-03-23 2026-03-24 2026-03-25 2026-04-13 2026-04-14 2026-04-15
    2026-05-04 2026-05-05 2026-05-06""",
        ),
    ),
}

# Limited stage: every 4 weeks for at most 24 months. From 2 March 2026 they are over on 2 March 2028, so the
# last dose is the one of 28 February 2028, the 27th.
LIMITED_STAGE = """
    2026-03-02 2026-03-30 2026-04-27 2026-05-25 2026-06-22 2026-07-20 2026-08-17 2026-09-14 2026-10-12
    2026-11-09 2026-12-07 2027-01-04 2027-02-01 2027-03-01 2027-03-29 2027-04-26 2027-05-24 2027-06-21
    2027-07-19 2027-08-16 2027-09-13 2027-10-11 2027-11-08 2027-12-06 2028-01-03 2028-01-31 2028-02-28"""
