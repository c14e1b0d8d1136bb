"""What goes wrong is told without a value: in logs, on the terminal, in what the system keeps of a crash."""

from __future__ import annotations

import ast
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from companion.cli import main
from companion.core.errors import UserCanFix
from tests.source_code import ROOT, Module, modules

NOTE = "Ruth has 38.4 and sees things"
LEVELS = {"critical", "debug", "error", "exception", "info", "log", "warning"}
# What may be written into a log: names of kinds of errors and of threads, places in the code.
HARMLESS = {"__name__", "place", "name"}


def said_in_logs(module: Module) -> set[str]:
    """What a log call is given besides its sentence, where it is more than a name or a place."""
    found = set()
    for node in ast.walk(module.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id in ("log", "logging", "logger")):
            continue
        if node.func.attr not in LEVELS:
            continue
        sentence, *given = node.args
        values = [*given, *(keyword.value for keyword in node.keywords)]
        if node.func.attr == "exception" or not isinstance(sentence, ast.Constant):
            found.add(ast.unparse(node))
        found |= {ast.unparse(value) for value in values if not _is_harmless(value)}
    return found


def _is_harmless(value: ast.expr) -> bool:
    if isinstance(value, ast.BoolOp):
        return all(_is_harmless(one) for one in value.values[-1:])
    name = value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")
    return name in HARMLESS


def test_a_log_line_holds_kinds_and_places_and_no_value() -> None:
    said = {module.path: said_in_logs(module) for module in modules("companion")}

    assert {path: values for path, values in said.items() if values} == {}


@pytest.mark.parametrize(
    "code",
    [
        'log.error("not saved: %s", error)',
        'log.error("not saved: %s", str(error))',
        'log.error(f"not saved: {error}")',
        'log.exception("not saved")',
        'log.error("not saved", exc_info=error)',
        'logging.warning("note %s", entry.note)',
    ],
)
def test_a_value_in_a_log_line_is_noticed(code: str) -> None:
    assert said_in_logs(Module("companion/planted.py", code))


@pytest.mark.parametrize("error", [ValueError(NOTE), KeyError(NOTE), OSError(5, NOTE), UnicodeError(NOTE)])
def test_what_a_command_gets_wrong_is_one_sentence_without_values(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setitem(main.commands, "planted", click.command("planted")(fail))

    done = CliRunner().invoke(main, ["planted"])

    assert (done.exit_code, done.stderr.count("\n")) == (70, 1)
    assert type(error).__name__ in done.stderr
    assert "Ruth" not in done.output
    assert "Traceback" not in done.output


def test_what_a_person_can_put_right_is_said_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise UserCanFix("storage.not_saved_disk")

    monkeypatch.setitem(main.commands, "planted", click.command("planted")(fail))

    done = CliRunner().invoke(main, ["planted"])

    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_crash_leaves_no_memory_behind() -> None:
    script = (
        "import atexit, resource, sys\n"
        "atexit.register(lambda: print(resource.getrlimit(resource.RLIMIT_CORE)))\n"
        "from companion.cli import main\n"
        "main(['triage', '/nowhere'])\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert done.stdout.strip() == "(0, 0)"
