"""The seam: one set of SQLite classes, one place that imports them, and nothing of Qt behind it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import sqlite_utils.db
from sqlcipher3 import dbapi2

import companion.stores
from companion.stores.seam import Database, sqlite

PACKAGE = Path(companion.stores.__file__).parents[1]
SQL_LIBRARIES = {"sqlite_utils", "sqlite3", "sqlcipher3", "pysqlite3"}


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=PACKAGE.parent
    )


def test_sqlite_utils_and_the_stores_share_the_classes_of_sqlcipher() -> None:
    assert sqlite is dbapi2
    assert vars(sqlite_utils.db)["OperationalError"] is dbapi2.OperationalError
    assert vars(sqlite_utils.db)["sqlite3"] is dbapi2


def test_the_sqlite_in_use_can_encrypt() -> None:
    db = Database(memory=True, execute_plugins=False)

    assert db.execute("PRAGMA cipher_version").fetchone() is not None
    db.close()


def test_importing_sqlite_utils_first_is_noticed() -> None:
    done = run("import sqlite_utils; import companion.stores.database")

    assert "OurFault" in done.stderr


def test_every_module_of_the_stores_may_be_imported_first() -> None:
    modules = [f"companion.stores.{file.stem}" for file in (PACKAGE / "stores").glob("*.py")]

    assert len(modules) > 15
    done = run(
        "import importlib, sys\n"
        f"for name in {modules!r}:\n"
        "    ours = [n for n in sys.modules if n.startswith(('companion', 'sqlite_utils', 'pysqlite3'))]\n"
        "    for loaded in ours:\n"
        "        del sys.modules[loaded]\n"
        "    importlib.import_module(name)\n"
    )
    assert done.stderr == ""


def test_nothing_of_qt_is_loaded_with_the_stores_the_clock_and_the_paths() -> None:
    done = run(
        "import sys, companion.stores.database, companion.stores.diary, companion.clock, companion.paths\n"
        "print([name for name in sys.modules if name.startswith('PySide6')])"
    )

    assert done.stdout.strip() == "[]"


def test_only_the_seam_imports_an_sql_library() -> None:
    importers = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if SQL_LIBRARIES & {name.partition(".")[0] for name in _imported(node)}
    }

    assert importers == {"stores/seam.py"}


def test_no_statement_goes_past_the_transaction_handling() -> None:
    past_it = {
        file.name
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("execute")
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "conn"
    }

    assert past_it == set()


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
