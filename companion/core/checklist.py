"""What to get ready before a dose: the items of resources/checklist.toml, and where each applies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from companion.core.parsing import Section


class Applies(Enum):
    """To which doses an item belongs: to each, or where a source or the team names such a time after it."""

    EVERY = "every"
    WATCHED = "watched"
    NEAR = "near"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class ItemWords:
    """What a person reads of an item."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to get ready; `drugs` limits it to these, none means all."""

    id: str
    applies: Applies
    drugs: tuple[str, ...]
    icon: str
    sources: tuple[str, ...]
    words: ItemWords

    @property
    def follows_company(self) -> bool:
        """Whether it is done when somebody is there all the time, and not by a tick."""
        return self.applies is Applies.COMPANY


def parse_checklist_item(section: Section, id: str) -> ChecklistItem:
    """One table of resources/checklist.toml."""
    words = section.section("words")
    item = ChecklistItem(
        id=id,
        applies=section.choice("for", Applies),
        drugs=section.texts("drugs", required=False),
        icon=section.text("icon"),
        sources=section.texts("sources"),
        words=ItemWords(words.text("name"), words.text("why")),
    )
    words.finish()
    section.finish()
    return item
