"""Every education page: complete, cited, easy to read, and never laxer than the rules it stands beside."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from companion.core.page_text import Citation, PageLink, cited, plain_text, spans
from companion.core.pages import (
    Bullets,
    Card,
    CardLevel,
    Heading,
    Page,
    PageIsBroken,
    PageKind,
    Paragraph,
    parse_page,
    terms,
    texts_of,
)
from tests.knowledge.reading import assess_reading, sentences

RESOURCES = Path(__file__).parents[2] / "resources"
FILES = tuple(sorted((RESOURCES / "pages").glob("*.md")))
PAGES = {path.stem: parse_page(path.read_text(encoding="utf-8"), path.name) for path in FILES}
SOURCES = tomllib.loads((RESOURCES / "sources.toml").read_text(encoding="utf-8"))

CHECKPOINT_PAGES = ("atezolizumab", "atezolizumab_sc", "durvalumab")
SUBJECTS = (
    "immunotherapy",
    "checkpoint_inhibitors",
    "t_cell_engagers",
    "crs",
    "nervous_system",
    "infusion_reactions",
    "autoimmune_effects",
    "infection",
    "low_blood_counts",
    "liver",
    "common_side_effects",
    "infusion_day",
    "after_a_dose",
    "after_treatment",
    "questions_for_team",
    "temperature",
    "steroids",
    "what_this_is_not",
)
LONGEST_SENTENCE = 26
HARDEST_SENTENCE = 11.0
EXPLAINING = re.compile(
    r"\(|\b(?:means|called|call|name|names|named|is|are|such as)\b|, (?:a|an|another|one|which)\b",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(
    r"you(?: are|'re|’re) (?:fine|ok|okay|safe)"
    r"|nothing to worry|\b(?:not|don't|don’t|no need to) (?:worry|panic)"
    r"|\bgrade \w|\bharmless\b|\bonly mild\b|\bnothing serious\b"
    r"|\btake (?:one|two|\d+)\b|\btablets?\b|\bmg/kg\b",
    re.IGNORECASE,
)

# What the American Cancer Society names, page by page.
CHECKPOINT_FACTS = """
immune system | checkpoint | PD-L1 | spread widely | etoposide | carboplatin | alone | very tired | cough
sick to your stomach | rash | do not want to eat | constipation | joints hurt | diarrhea | fever | chills
turns red | itchy | dizzy | wheeze | breathe | nurse or doctor at once | autoimmune | lungs | gut | liver
hormones | kidneys | life at risk | as soon as you can | have to stop | high doses of a steroid
"""
ACS_FACTS = {
    "tarlatamab": """
bispecific T-cell engager | T cell | DLL3 | platinum | cisplatin | carboplatin | infusion | once a week
once every 2 weeks | about 24 hours | several hours | fever | very tired | sick to your stomach
do not want to eat | like metal | muscles or bones | constipation | blood tests | cytokine release syndrome
days or weeks | head hurts | weak, numb or tingling | hands or feet | dizzy | confused | speak | understand
forget | sleep badly | faint | tremor | seizure | cough | chest hurts | short of breath | sore throat | rash
pass urine | blood cell counts | bleed | belly hurts on the upper right | urine is dark | yellow | jaundice
""",
    "crs": """
T cell | cytokines | first day | life at risk | fever | chills | sick to your stomach | vomit
hard to breathe | very tired | heart beats fast | dizzy | lightheaded | confused | head hurts | balance | walk
first doses | right away
""",
    "atezolizumab": CHECKPOINT_FACTS + "Tecentriq | every 2, 3 or 4 weeks | infusion | platinum",
    "atezolizumab_sc": CHECKPOINT_FACTS + "Hybreza | under the skin | a few minutes | every 3 weeks",
    "durvalumab": CHECKPOINT_FACTS
    + "Imfinzi | early stage | radiation | 2, 3 or 4 weeks | infusion | cisplatin",
}

# The mildest card on which a sign may stand: on a milder one the page would be laxer than the rules.
FEVER = r"\b38\.0 °C \(100\.4 °F\) or higher"
AT_LEAST = (
    (r"\bfaint|seizure|\bfit\)", CardLevel.EMERGENCY),
    (r"trouble speaking|understanding", CardLevel.EMERGENCY),
    (r"hard to wake|clearly confused|neck swell|blisters|all at once|one side", CardLevel.EMERGENCY),
    (FEVER, CardLevel.URGENT),
    (r"feverish|shaking chills", CardLevel.URGENT),
    (r"confused|forgetful", CardLevel.URGENT),
    (r"chest hurts|wheez", CardLevel.URGENT),
    (r"yellow|blood in your stool|black stools", CardLevel.URGENT),
    (r"see double|eyelids droop|trouble swallowing", CardLevel.URGENT),
    (r"keep drinks down|vomit|very thirsty", CardLevel.URGENT),
)
MUST_BE_ON_A_CARD = (FEVER, "confused", "trouble speaking", "chest hurts", "faint")

# Of two lines both are often of one reading, which cannot be high and low at once.
SEVERAL = 3

DRUG_PAGES = {name: page for name, page in PAGES.items() if page.kind is PageKind.DRUG}
# A glossary tells nobody what to do; all other pages do.
GUIDES = {name: page for name, page in PAGES.items() if page.kind is not PageKind.GLOSSARY}
TERMS = {term.word.lower(): term for page in PAGES.values() for term in terms(page)}
every_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
guides = pytest.mark.parametrize("page", GUIDES.values(), ids=GUIDES)
drug_pages = pytest.mark.parametrize("page", DRUG_PAGES.values(), ids=DRUG_PAGES)


def texts(page: Page) -> tuple[str, ...]:
    """Every paragraph and item of a page."""
    return tuple(texts_of(page.blocks))


def explained(page: Page) -> tuple[str, ...]:
    """The hard words that count as easy there; a glossary explains all it names."""
    return (*page.explains, *(term.word for term in terms(page)))


def cards(page: Page) -> tuple[Card, ...]:
    return tuple(block for block in page.blocks if isinstance(block, Card))


def items_under(page: Page, heading: str) -> tuple[str, ...]:
    """The items of the list that follows a heading."""
    pairs = zip(page.blocks, page.blocks[1:], strict=False)
    return tuple(
        item
        for first, second in pairs
        if isinstance(first, Heading) and first.text == heading and isinstance(second, Bullets)
        for item in second.items
    )


def test_there_is_a_page_for_each_drug_and_subject() -> None:
    assert set(PAGES) == {"tarlatamab", *CHECKPOINT_PAGES, "chemotherapy", *SUBJECTS, "glossary"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_page_is_named_as_its_file(path: Path) -> None:
    assert PAGES[path.stem].id == path.stem


@every_page
def test_a_page_cites_only_known_sources_and_lists_exactly_those(page: Page) -> None:
    used = {source for text in texts(page) for source in cited(text)}

    assert used <= set(SOURCES)
    assert used == set(page.sources)


@every_page
def test_every_number_has_a_source(page: Page) -> None:
    uncited = [text for text in texts(page) if not cited(text)]

    assert [text for text in uncited if re.search(r"\d", text)] == []


@every_page
def test_a_citation_stands_at_the_end_of_what_it_covers(page: Page) -> None:
    astray = [text for text in texts(page) if cited(text) and not isinstance(spans(text)[-1], Citation)]

    assert astray == []


@every_page
def test_a_page_reads_at_grade_six_or_lower(page: Page) -> None:
    whole = assess_reading("\n".join(texts(page)), explained(page))
    in_cards = assess_reading("\n".join(item for card in cards(page) for item in card.items), explained(page))
    prose = [block.text for block in page.blocks if isinstance(block, Paragraph)]

    assert whole.easy, whole
    assert in_cards.easy, in_cards
    assert assess_reading("\n".join(prose), explained(page)).easy


@every_page
def test_no_sentence_is_long_or_hard_behind_an_easy_mean(page: Page) -> None:
    # A glossary's items are a word and its meaning; the meaning is what is read as a sentence.
    said = [term.meaning for term in terms(page)] or texts(page)

    found = sentences("\n".join(said), explained(page))

    assert [sentence for sentence in found if len(sentence.split()) > LONGEST_SENTENCE] == []
    assert [sentence for sentence in found if assess_reading(sentence).fk > HARDEST_SENTENCE] == []


@every_page
def test_a_summary_reads_easily(page: Page) -> None:
    assert assess_reading(page.summary, explained(page)).words_per_sentence <= 20


@every_page
def test_a_hard_word_is_explained_on_its_own_page(page: Page) -> None:
    said = [sentence for text in texts(page) for sentence in re.split(r"(?<=[.?]) (?!This |It |They )", text)]

    unexplained = [
        term
        for term in page.explains
        if not any(term.lower() in sentence.lower() and EXPLAINING.search(sentence) for sentence in said)
    ]

    assert unexplained == []


@guides
def test_a_hard_word_stands_in_the_glossary_too(page: Page) -> None:
    assert [word for word in page.explains if word.lower() not in TERMS] == []


def test_the_glossary_is_in_order_and_explains_each_word_once() -> None:
    words = [plain_text(term.word).lower() for term in terms(PAGES["glossary"])]

    assert words == sorted(set(words), key=lambda word: word.replace("-", " "))


def test_a_word_without_a_meaning_is_refused() -> None:
    text = (RESOURCES / "pages" / "glossary.md").read_text(encoding="utf-8")

    with pytest.raises(PageIsBroken, match="stands without a meaning"):
        parse_page(f"{text}- Alone\n", "glossary.md")


@guides
def test_each_thing_not_to_do_says_do_not(page: Page) -> None:
    assert items_under(page, "Do")
    assert items_under(page, "Do not")
    assert [item for item in items_under(page, "Do not") if not item.startswith("Do not ")] == []
    assert [item for item in items_under(page, "Do") if item.startswith("Do not")] == []


@guides
def test_things_to_do_come_before_things_not_to_do(page: Page) -> None:
    headings = [block.text for block in page.blocks if isinstance(block, Heading)]

    assert headings.index("Do") < headings.index("Do not")


@every_page
def test_a_page_has_at_most_one_card_of_a_level_and_the_worst_first(page: Page) -> None:
    levels = [card.level for card in cards(page)]

    assert levels == sorted(set(levels), key=tuple(CardLevel).index)


@every_page
def test_where_several_signs_are_for_today_two_of_them_are_for_now(page: Page) -> None:
    of_level = {card.level: card.items for card in cards(page)}
    today, now = (of_level.get(level, ()) for level in (CardLevel.NON_URGENT, CardLevel.URGENT))

    assert len(today) < SEVERAL or any("two or more lines" in item for item in now)


@every_page
def test_a_card_is_one_call_to_action(page: Page) -> None:
    headings = [card.heading for card in cards(page)]

    assert [text for text in headings if not re.fullmatch(r"(Call|Go to|Speak to) .* if:", text)] == []


@every_page
def test_a_card_sends_nobody_off_to_read(page: Page) -> None:
    inside = [span for card in cards(page) for item in card.items for span in spans(item)]

    assert [span for span in inside if isinstance(span, PageLink)] == []


@every_page
def test_no_sign_stands_on_a_card_that_is_too_mild(page: Page) -> None:
    order = tuple(CardLevel)

    too_mild = [
        (card.level.value, item)
        for card in cards(page)
        for item in card.items
        for sign, lowest in AT_LEAST
        if re.search(sign, item) and order.index(card.level) > order.index(lowest)
    ]

    assert too_mild == []


@guides
def test_the_gravest_signs_stand_on_a_card(page: Page) -> None:
    said = "\n".join(item for card in cards(page) for item in card.items)

    assert [sign for sign in MUST_BE_ON_A_CARD if not re.search(sign, said)] == []


@every_page
def test_a_page_stays_calm_and_promises_nothing(page: Page) -> None:
    said = "\n".join((page.title, page.summary, *(card.heading for card in cards(page)), *texts(page)))

    assert "!" not in said
    assert FORBIDDEN.findall(said) == []


@every_page
def test_a_link_leads_to_a_page(page: Page) -> None:
    links = {span.page for text in texts(page) for span in spans(text) if isinstance(span, PageLink)}

    assert links <= set(PAGES)
    assert page.id not in links


@drug_pages
def test_a_drug_page_says_that_medicines_can_hide_a_fever(page: Page) -> None:
    said = " ".join(texts(page))

    assert re.search(r"hide a fever", said)
    assert "dexamethasone" in said


@every_page
def test_a_page_says_that_its_rules_are_drafts(page: Page) -> None:
    assert re.search(r"No clinic has checked (?:it|them)", " ".join(texts(page)))


@pytest.mark.parametrize("name", ACS_FACTS)
def test_a_page_carries_every_fact_of_the_cancer_society(name: str) -> None:
    facts = [fact.strip() for fact in re.split(r"[|\n]", ACS_FACTS[name]) if fact.strip()]
    said = " ".join(texts(PAGES[name])).lower()

    assert [fact for fact in facts if fact.lower() not in said] == []
