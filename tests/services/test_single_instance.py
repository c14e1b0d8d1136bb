"""One copy at a time, and a second start that brings the first one to the front."""

import gc
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

import companion
from companion.lock import AlreadyRunning, Lock, acquire
from companion.services.single_instance import RaiseServer, Request, ask_running_copy_to_show

# Each line it reads is an order; it says what came of it, and then waits for the next.
A_COPY = """
import sys
from pathlib import Path
from companion.lock import Lock, acquire

lock = None
print("ready", flush=True)
for order in sys.stdin:
    if order == "start\\n":
        lock = acquire(Path(sys.argv[1]))
        print(type(lock).__name__, flush=True)
    else:
        if isinstance(lock, Lock):
            lock.release()
        print("ended", flush=True)
"""

A_LISTENING_COPY = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from companion.lock import Lock, acquire
from companion.services.single_instance import RaiseServer

app = QCoreApplication([])
lock = acquire(Path(sys.argv[1]))
assert isinstance(lock, Lock)
server = RaiseServer(lock)
print(server.listen(), flush=True)
app.exec()
"""

A_SECOND_START = """
import sys
from pathlib import Path
from companion.services.single_instance import Request, ask_running_copy_to_show

print(ask_running_copy_to_show(Path(sys.argv[1]), Request(sys.argv[2])), flush=True)
"""

LONG_MS = 20_000
Copy = subprocess.Popen[str]


@contextmanager
def a_copy(lock_path: Path, script: str = A_COPY, *arguments: str) -> Iterator[Copy]:
    with subprocess.Popen(
        [sys.executable, "-c", script, str(lock_path), *arguments],
        cwd=Path(companion.__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as copy:
        try:
            yield copy
        finally:
            copy.kill()


def order(copy: Copy, what: str) -> None:
    assert copy.stdin is not None
    copy.stdin.write(what + "\n")
    copy.stdin.flush()


def hear(copy: Copy) -> str:
    assert copy.stdout is not None
    return copy.stdout.readline().strip()


@pytest.fixture
def lock_path() -> Iterator[Path]:
    """In a folder with a short name, as a person's is: the address of a socket holds few letters."""
    with TemporaryDirectory() as folder:
        yield Path(folder) / "companion.lock"


@pytest.fixture
def lock(lock_path: Path) -> Iterator[Lock]:
    taken = acquire(lock_path)
    assert isinstance(taken, Lock)
    yield taken
    taken.release()


@pytest.fixture
def server(qapp: QCoreApplication, lock: Lock) -> Iterator[RaiseServer]:
    listening = RaiseServer(lock)
    assert listening.listen()
    yield listening
    listening.close()


def test_a_second_copy_is_told_that_the_first_is_running(lock: Lock) -> None:
    second = acquire(lock.path)

    assert second == AlreadyRunning(lock.path)


def test_a_copy_that_ended_frees_the_lock(lock_path: Path) -> None:
    first = acquire(lock_path)
    assert isinstance(first, Lock)
    first.release()

    second = acquire(lock_path)

    assert isinstance(second, Lock)
    second.release()


def test_of_six_copies_started_at_once_exactly_one_runs(lock_path: Path) -> None:
    with ExitStack() as stack:
        copies = [stack.enter_context(a_copy(lock_path)) for _ in range(6)]
        assert [hear(copy) for copy in copies] == ["ready"] * 6

        for _ in range(20):
            for copy in copies:
                order(copy, "start")
            answers = [hear(copy) for copy in copies]
            for copy in copies:
                order(copy, "end")
            ends = [hear(copy) for copy in copies]

            assert sorted(answers) == ["AlreadyRunning"] * 5 + ["Lock"]
            assert ends == ["ended"] * 6


def test_a_copy_that_was_killed_leaves_the_lock_free(lock_path: Path) -> None:
    with a_copy(lock_path) as first:
        hear(first)
        order(first, "start")
        assert hear(first) == "Lock"
        assert isinstance(acquire(lock_path), AlreadyRunning)

        first.kill()
        first.wait()
        second = acquire(lock_path)

    assert isinstance(second, Lock)
    second.release()


@pytest.mark.parametrize(
    "left_behind", [b"", b"\x00" * 4096, b"12345\nanother-computer\n", b"\xff\xfe garbage"]
)
def test_whatever_a_lock_file_holds_it_does_not_keep_the_program_from_starting(
    lock_path: Path, left_behind: bytes
) -> None:
    lock_path.write_bytes(left_behind)

    taken = acquire(lock_path)

    assert isinstance(taken, Lock)
    taken.release()


def test_a_lock_that_nobody_keeps_still_holds(lock_path: Path) -> None:
    acquire(lock_path)
    gc.collect()

    second = acquire(lock_path)

    assert isinstance(second, AlreadyRunning)


@pytest.mark.parametrize("wish", Request)
@pytest.mark.parametrize("folder", ["companion", "a folder name that is too long for a socket" * 3])
def test_a_second_start_raises_the_first_copy(
    qtbot: QtBot, tmp_path: Path, wish: Request, folder: str
) -> None:
    (tmp_path / folder).mkdir()
    lock = acquire(tmp_path / folder / "lock")
    assert isinstance(lock, Lock)
    server = RaiseServer(lock)
    assert server.listen()

    with a_copy(lock.path, A_SECOND_START, wish.value) as second:
        with qtbot.waitSignal(server.raise_requested, timeout=LONG_MS) as raised:
            pass
        answer = hear(second)

    assert raised.args == [wish]
    assert answer == "True"
    server.close()
    lock.release()


def test_the_socket_of_a_killed_copy_does_not_keep_the_next_from_being_raised(
    qtbot: QtBot, lock_path: Path
) -> None:
    with a_copy(lock_path, A_LISTENING_COPY) as killed:
        assert hear(killed) == "True"
    left_behind = tuple(lock_path.parent.glob("companion-*"))
    lock = acquire(lock_path)
    assert isinstance(lock, Lock)
    server = RaiseServer(lock)

    listens = server.listen()
    with (
        a_copy(lock_path, A_SECOND_START, Request.SHOW.value),
        qtbot.waitSignal(server.raise_requested, timeout=LONG_MS) as raised,
    ):
        pass

    assert len(left_behind) == (0 if sys.platform == "win32" else 1)
    assert listens
    assert raised.args == [Request.SHOW]
    server.close()
    lock.release()


def test_asking_when_no_copy_listens_says_so(qapp: QCoreApplication, lock_path: Path) -> None:
    assert not ask_running_copy_to_show(lock_path, Request.SHOW)


def test_a_first_copy_that_hangs_is_given_up(server: RaiseServer, lock: Lock) -> None:
    answered = ask_running_copy_to_show(lock.path, Request.SHOW, within_ms=50)  # no event loop runs here

    assert not answered


def test_a_visitor_who_says_something_else_is_sent_away(qtbot: QtBot, server: RaiseServer) -> None:
    ear = server.findChild(QLocalServer)
    assert ear is not None
    visitor = QLocalSocket()

    with (
        qtbot.assertNotEmitted(server.raise_requested),
        qtbot.waitSignal(visitor.disconnected, timeout=LONG_MS),
    ):
        visitor.connectToServer(ear.fullServerName())
        visitor.write(b"delete everything\n")
        visitor.flush()

    assert visitor.readAll().data() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps pipes, not files")
def test_no_other_user_can_reach_the_first_copy(server: RaiseServer, lock: Lock) -> None:
    (address,) = lock.path.parent.glob("companion-*")

    assert stat.S_IMODE(address.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(lock.path.stat().st_mode) & 0o077 == 0
