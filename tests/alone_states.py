"""What stands where no diary is open: the lock, the choice of a person, trouble, and the farewell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from companion.core.people_here import Badge, Colour, Listed, Register
from companion.core.words import Words
from companion.opening.numbers import numbers_without_diary, trouble_window
from companion.paths import PersonFiles
from companion.services.deleting import Deletion, Left
from companion.stores.deleting import Traces
from companion.ui.alone.add_person import AddPersonPage
from companion.ui.alone.choose_card import ChooseCard
from companion.ui.alone.farewell import Farewell
from companion.ui.alone.locked import LockedPage
from companion.ui.alone.page import AlonePage
from companion.ui.alone.unlock_card import UnlockCard
from companion.ui.alone.waiting import WaitingPage
from companion.ui.alone.whose import WhosePage
from companion.ui.widgets.call_cards import CallFacts


def locked_pages(files: PersonFiles, words: Words) -> Iterator[tuple[str, AlonePage]]:
    """What stands in place of a diary that is closed."""
    facts = numbers_without_diary(files, words)
    card: UnlockCard | ChooseCard = UnlockCard(words, private=True, has_code=True, waits=True)
    yield "locked", LockedPage(card, words("unlock.title"), facts, words)
    card = UnlockCard(words, private=True, has_code=True)
    card.refuse_passphrase(words("vault.wrong_passphrase"))
    yield "locked_wrong", LockedPage(card, words("unlock.title"), facts, words)
    card = UnlockCard(words, private=False, has_code=True)
    card.say_no_answer()
    yield "locked_no_answer", LockedPage(card, words("unlock.title"), facts, words)
    card = UnlockCard(words, private=False, has_code=False)
    card.say_waiting()
    yield "locked_waiting", LockedPage(card, words("unlock.title"), facts, words)
    card = ChooseCard(words, has_diary=False)
    card.say_waiting()
    yield "choose_waiting", LockedPage(card, words("unlock.title_new"), facts, words)
    yield "waiting", WaitingPage(words("waiting.restoring"), facts, words)
    yield "choose", LockedPage(ChooseCard(words, has_diary=True), words("unlock.title_new"), facts, words)


def people_pages(words: Words) -> Iterator[tuple[str, AlonePage]]:
    """What stands before any diary where two people share the computer, and how one more is added."""
    ruth = Listed("first", "Ruth", Badge(Colour.BLUE, "R"))
    both = Register((ruth, Listed("other", "Walter", Badge(Colour.ORANGE, "W"))), "other")
    numbers = CallFacts("Riverside Cancer Center", "202-555-0143", "911", ())
    yield "whose", WhosePage(both, (numbers, numbers), words)
    unwell = WhosePage(both, (numbers, numbers), words)
    unwell.put_numbers_first()
    yield "whose_unwell", unwell
    yield "add_person", AddPersonPage(Register((replace(ruth, name=""),)), "", words)


def windows_apart(files: PersonFiles, words: Words) -> Iterator[tuple[str, QWidget]]:
    """The windows beside that of the pages, each in its states; `files` are deleted by the last one."""
    yield "trouble", trouble_window(words("storage.damaged", file="diary.db"), files, words, may_choose=True)
    trouble = trouble_window(words("storage.missing", file="diary.db"), files, words, may_choose=True)
    trouble.copies.ask_for_key(private=True, has_code=True)
    yield "trouble_locked", trouble
    facts = CallFacts(
        "Riverside Cancer Center", "202-555-0143", "911", (words("script.generic"), words("script.ask"))
    )
    gone = PersonFiles(files.folder / "gone" / "diary.db")
    gone.folder.mkdir(exist_ok=True)
    for left in ((), (Left("deleting.left_keyring"),)):
        farewell = Farewell(Deletion(gone, Traces(""), None), facts, words)
        if left:
            yield "deleting_now", farewell
        farewell.begin()
        while not farewell.is_done:
            QCoreApplication.processEvents()
        farewell.say(left)
        yield "deleted_but" if left else "deleted", farewell
