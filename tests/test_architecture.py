"""The layers, where no tool checks them: who knows widgets, the clock and the network; how long files are.

Who imports whom stands in pyproject.toml and is checked by lint-imports; SQL in tests/stores/test_seam.py.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.source_code import ROOT, Module, modules

COMPANION = modules("companion")
CLOCK_READS = {
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
    "PySide6.QtCore.QDateTime.currentDateTime",
    "PySide6.QtCore.QDateTime.currentDateTimeUtc",
    "PySide6.QtCore.QDateTime.currentMSecsSinceEpoch",
    "PySide6.QtCore.QDateTime.currentSecsSinceEpoch",
    "PySide6.QtCore.QDate.currentDate",
    "PySide6.QtCore.QTime.currentTime",
    "uuid.uuid1",
}
QT_OF_SERVICES = {"PySide6.QtCore", "PySide6.QtNetwork", "PySide6.QtDBus"}
NOT_FOR_CORE = {
    "time",
    "random",
    "secrets",
    "os",
    "pathlib",
    "io",
    "logging",
    "sqlite3",
    "threading",
    "subprocess",
}
NETWORK = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "urllib.error",
    "ftplib",
    "smtplib",
    "imaplib",
    "poplib",
    "telnetlib",
    "xmlrpc",
    "socketserver",
    "asyncio",
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
    "webbrowser",
    "PySide6.QtNetworkAuth",
    "PySide6.QtWebSockets",
    "PySide6.QtHttpServer",
    "PySide6.QtWebEngineCore",
}
# Sockets between programs on one computer, so that a second start raises the window of the first.
LOCAL_SOCKETS = {"PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}
# Not for this window: text that may not wrap or be plain, what needs a steady hand, a loop inside a loop.
NOT_IN_THE_WINDOW = {
    "QDial",
    "QErrorMessage",
    "QLabel",
    "QMessageBox",
    "QSlider",
    "QTextBrowser",
    "QTextEdit",
    "insertHtml",
    "processEvents",
    "setHtml",
}
# A file over 300 lines stands here with the reason why it is one piece.
LONG_FILES = {
    "companion/core/rules.py": "one grammar: every kind of rule beside the others it must agree with",
    "companion/stores/migrations.py": "every step in the order of its release, and none is ever changed",
    "companion/core/triage.py": "one function a step of the judgement, in the order in which they apply",
}
LONG = 300


def uses_of_the_clock(module: Module) -> set[str]:
    imported = {name for name in module.imports() if name == "time" or name.startswith("time.")}
    return imported | (module.dotted() & CLOCK_READS)


def network_modules(module: Module) -> set[str]:
    return {
        name
        for name in module.imports()
        if any(name == network or name.startswith(f"{network}.") for network in NETWORK)
        or (name.startswith("PySide6.QtNetwork.") and name not in LOCAL_SOCKETS)
    }


def qt_beyond_services(module: Module) -> set[str]:
    return {
        name
        for name in module.imports()
        if name.startswith("PySide6.")
        and not any(name == qt or name.startswith(f"{qt}.") for qt in QT_OF_SERVICES)
    }


def beyond_the_core(module: Module) -> set[str]:
    return {
        name
        for name in module.imports()
        if (first := name.partition(".")[0]) in NOT_FOR_CORE
        or first not in {*sys.stdlib_module_names, "companion"}
        or (first == "companion" and not f"{name}.".startswith("companion.core."))
    }


def breaches(found: Callable[[Module], set[str]], folder: str = "companion") -> dict[str, set[str]]:
    """What a lint finds, by file."""
    every = {module.path: found(module) for module in COMPANION if module.path.startswith(f"{folder}/")}
    return {path: what for path, what in every.items() if what}


def test_only_the_clock_reads_the_clock() -> None:
    assert set(breaches(uses_of_the_clock)) == {"companion/clock.py"}


def test_no_module_talks_to_a_network() -> None:
    assert breaches(network_modules) == {}


def test_only_the_single_instance_opens_a_socket_on_this_computer() -> None:
    users = {module.path for module in COMPANION if module.imports() & LOCAL_SOCKETS}

    assert users == {"companion/services/single_instance.py"}


def test_services_know_no_widgets() -> None:
    assert breaches(qt_beyond_services, "companion/services") == {}


def test_the_core_knows_values_and_nothing_else() -> None:
    assert breaches(beyond_the_core, "companion/core") == {}


@pytest.mark.parametrize(
    ("library", "knows_it"),
    [
        ("plyer", {"companion/channels/plyer_channel.py"}),
        ("jeepney", {"companion/channels/dbus_channel.py", "companion/channels/session_bus.py"}),
    ],
)
def test_only_its_channel_knows_a_library_for_notices(library: str, knows_it: set[str]) -> None:
    users = {module.path for module in COMPANION if any(n.split(".")[0] == library for n in module.imports())}

    assert users == knows_it


def test_only_one_module_asks_the_keyring_and_only_the_vault_seals() -> None:
    def users(*libraries: str) -> set[str]:
        return {m.path for m in COMPANION if any(n.split(".")[0] in libraries for n in m.imports())}

    assert users("keyring") == {"companion/services/keyring_copy.py"}
    assert users("argon2", "cryptography") == {"companion/stores/vault.py"}


def test_every_line_of_text_in_the_window_is_a_label_of_ours() -> None:
    users = {module.path: module.names() & NOT_IN_THE_WINDOW for module in COMPANION}

    assert {path: names for path, names in users.items() if names} == {
        "companion/ui/widgets/browser.py": {"QTextBrowser", "QTextEdit"},
        "companion/ui/widgets/label.py": {"QLabel"},
    }


@pytest.mark.parametrize("name", ["QLabel", "QMessageBox", "QTextBrowser", "QTextEdit"])
def test_a_bare_text_widget_is_noticed(name: str) -> None:
    planted = Module("companion/ui/planted.py", f"from PySide6.QtWidgets import {name}\n{name}('a')")

    assert planted.names() & NOT_IN_THE_WINDOW == {name}


def test_a_long_file_has_a_reason() -> None:
    long = {module.path for module in COMPANION if len(module.text.splitlines()) > LONG}

    assert long == set(LONG_FILES)


def test_each_module_opens_with_a_sentence_about_what_it_knows() -> None:
    silent = [
        module.path for module in COMPANION if module.text.strip() and not module.text.startswith('"""')
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("lint", "code"),
    [
        (uses_of_the_clock, "from datetime import datetime\ndatetime.now()"),
        (uses_of_the_clock, "import datetime as dt\nread = dt.date.today"),
        (uses_of_the_clock, "from datetime import datetime as d\nd.utcnow()"),
        (uses_of_the_clock, "from time import monotonic\nmonotonic()"),
        (uses_of_the_clock, "from PySide6.QtCore import QDateTime\nQDateTime.currentDateTime()"),
        (uses_of_the_clock, "from PySide6 import QtCore\nQtCore.QTime.currentTime()"),
        (network_modules, "import urllib.request"),
        (network_modules, "from http.client import HTTPSConnection"),
        (network_modules, "from PySide6.QtNetwork import QNetworkAccessManager"),
        (network_modules, "def late():\n    import socket"),
        (qt_beyond_services, "from PySide6.QtWidgets import QWidget"),
        (qt_beyond_services, "from PySide6 import QtGui"),
        (beyond_the_core, "from PySide6.QtCore import QObject"),
        (beyond_the_core, "import random"),
        (beyond_the_core, "from companion.clock import now"),
        (beyond_the_core, "import sqlite_utils"),
    ],
)
def test_a_breach_is_noticed(lint: Callable[[Module], set[str]], code: str) -> None:
    assert lint(Module("companion/core/planted.py", code))


@pytest.mark.parametrize(
    ("lint", "code"),
    [
        (uses_of_the_clock, "from datetime import time\ntime(8, 0)"),
        (uses_of_the_clock, "def owed(now):\n    return now()"),
        (network_modules, "from urllib.parse import quote"),
        (network_modules, "from PySide6.QtNetwork import QLocalServer"),
        (qt_beyond_services, "from PySide6.QtCore import QObject"),
        (beyond_the_core, "from datetime import datetime\nfrom companion.core.levels import Level"),
    ],
)
def test_what_is_allowed_is_let_through(lint: Callable[[Module], set[str]], code: str) -> None:
    assert not lint(Module("companion/core/harmless.py", code))


@pytest.mark.parametrize(
    ("module", "not_for_it"),
    [
        ("companion.cli", ("PySide6", "shiboken6")),
        ("companion.agent.__main__", ("PySide6", "shiboken6", "sqlite", "sqlcipher3", "companion.stores")),
    ],
)
def test_what_must_stay_small_loads_nothing_large(module: str, not_for_it: tuple[str, ...]) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys, {module}\nprint([name for name in sys.modules if name.startswith({not_for_it!r})])",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert done.stdout.strip() == "[]"
