"""The program's own source as syntax trees: what a module imports, which names it uses, what it calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file; `path` is relative to the root of the project, with forward slashes."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    def imports(self) -> frozenset[str]:
        """Everything imported, with full names: `from a import b` gives a and a.b."""
        return frozenset(name for node in ast.walk(self.tree) for name in _imported(node))

    def names(self) -> frozenset[str]:
        """Every name and attribute that the code uses, without what stands before the point."""
        return frozenset(
            node.attr if isinstance(node, ast.Attribute) else node.id
            for node in ast.walk(self.tree)
            if isinstance(node, (ast.Attribute, ast.Name))
        )

    def dotted(self) -> frozenset[str]:
        """Every dotted name that the code uses, with imported names and their aliases written out in full."""
        known = {alias: full for node in ast.walk(self.tree) for alias, full in _bound(node)}
        found = set()
        for node in ast.walk(self.tree):
            written = _written(node)
            if written:
                first, point, rest = written.partition(".")
                found.add(f"{known.get(first, first)}{point}{rest}")
        return frozenset(found)


def modules(folder: str) -> tuple[Module, ...]:
    """Every Python file under a folder of the project."""
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files, f"no Python files in {folder}"
    return tuple(Module(file.relative_to(ROOT).as_posix(), file.read_text("utf-8")) for file in files)


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _bound(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Import):
        yield from ((alias.asname, alias.name) for alias in node.names if alias.asname)
    if isinstance(node, ast.ImportFrom) and node.module:
        yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)


def _written(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = _written(node.value)
        return f"{before}.{node.attr}" if before else None
    return None
