"""What is written in the window carries who entered it: no page leaves the mark to a default."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.source_code import ROOT

# Settings of the program and what it does by itself are nobody's entries.
NOBODYS = {"set_preferences", "see_alerts", "keep_home", "use_local", "hand_to"}

# These ask by themselves who is entering, or have it in what they save.
KNOWS_ITSELF = (
    ".on_watch.",
    ".questions.",
    ".hidden_notes.",
    ".past_days.",
    ".half_typed.",
    ".files.",
    "infusions.record_dose",
)
SERVICES = ("context.", "self._context.", "self.context.", "infusions.", "medicines.")


def verbs_with_a_mark() -> frozenset[str]:
    """The methods of services that take who entered something."""
    trees = (ast.parse(path.read_text("utf-8")) for path in (ROOT / "companion/services").glob("*.py"))
    methods = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    marked = {
        method.name
        for method in methods
        if any(argument.arg == "by" for argument in (*method.args.args, *method.args.kwonlyargs))
    }
    return frozenset(name for name in marked - NOBODYS if not name.startswith("_"))


def unmarked(text: str, where: str, verbs: frozenset[str]) -> list[str]:
    """The calls of such a verb on a service without `by`."""
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    verb_calls = (c for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr in verbs)
    return [
        f"{where}:{call.lineno} {called}"
        for call in verb_calls
        if (called := ast.unparse(call.func)).startswith(SERVICES) or ".context." in called
        if not any(own in called for own in KNOWS_ITSELF)
        if not any(keyword.arg == "by" for keyword in call.keywords)
    ]


def test_every_write_of_a_page_says_who_entered_it() -> None:
    verbs = verbs_with_a_mark()

    found = [
        one
        for path in sorted(Path(ROOT / "companion/ui").rglob("*.py"))
        for one in unmarked(path.read_text("utf-8"), path.name, verbs)
    ]

    assert found == []


def test_a_write_without_the_mark_is_found() -> None:
    text = "self.context.getting_ready.remove_spell(id)\nself.context.journal.set_preferences(wanted)"

    assert unmarked(text, "page", verbs_with_a_mark()) == ["page:1 self.context.getting_ready.remove_spell"]
