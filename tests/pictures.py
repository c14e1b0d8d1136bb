"""python -m tests.pictures DIR [PART]: a picture of every page, from the demo, in every theme and size."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QPixmap, QRegion
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from companion.app import App
from companion.clock import FixedClock
from companion.core.words import pseudo_words
from companion.paths import PersonFiles, resources_dir
from companion.services.demo import play_demo
from companion.services.notifier import SilentNotifier
from companion.stores.catalogue import load_catalogue
from companion.stores.database import close_diary, open_diary
from companion.stores.shelf import Shelf
from companion.stores.words import load_words
from companion.ui.theme import look
from tests.alone_states import locked_pages, people_pages, windows_apart
from tests.fake_keyrings import MemoryKeyring, in_place
from tests.forms_walk import setup_states
from tests.level_states import level_states
from tests.page_states import NOW, SIZES, ZONE, menu_states, states
from tests.stories.evening import keys_of

LOOKS = (
    ("light", "1.0"),
    ("dark", "1.0"),
    ("high_contrast", "1.0"),
    ("light", "2.0"),
    ("dark", "2.0"),
    ("high_contrast", "2.0"),
)


def _states(app: App, *, empty: bool) -> Iterator[str]:
    """Every page of the demo, or the set-up of an empty diary and each level of alert."""
    if not empty:
        return chain(states(app), menu_states(app))
    return chain(setup_states(app), level_states(app))


def main(folder: Path, only: str = "") -> None:
    """Draw everything into `folder`."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    words = load_words(resources_dir())
    runs = [(theme, scale, size, "") for size in SIZES for theme, scale in LOOKS]
    runs += [("light", scale, size, "pseudo") for size in SIZES for scale in ("1.0", "2.0")]
    for theme, scale, size, language in runs:
        name = f"{theme}_{scale}_{size[0]}{language and '_' + language}"
        if only not in name:
            continue
        for empty in (False, True):
            with tempfile.TemporaryDirectory() as place:
                files = PersonFiles(Path(place) / "diary.db")
                if not empty:
                    shelf = Shelf.over(open_diary(files.diary, create=True))
                    play_demo(shelf, load_catalogue(resources_dir()), words, now=NOW, zone=ZONE)
                    close_diary(shelf.db)
                spoken = pseudo_words(words) if language else words
                keys = keys_of(files)
                app = App(files, FixedClock(NOW, ZONE), SilentNotifier(), words=spoken, keys=keys)
                wanted = replace(app.record.preferences(), theme=theme, text_scale=Decimal(scale))
                app.journal.set_preferences(wanted)
                app.show()
                app.window.resize(*size)
                app.begin()
                app.window.activateWindow()
                application.processEvents()
                for state in _states(app, empty=empty):
                    _save(application, app.window, folder / f"{state}_{name}.png")
                if empty:
                    for state, page in (*locked_pages(files, spoken), *people_pages(spoken)):
                        app.window.unfurnish()
                        app.window.show_alone(page)
                        _save(application, app.window, folder / f"{state}_{name}.png")
                    for state, window in windows_apart(files, spoken):
                        window.resize(*size)
                        window.show()
                        _save(application, window, folder / f"{state}_{name}.png")
                        window.hide()
                app.window.close()
        print(name)


def _save(application: QApplication, window: QWidget, path: Path) -> None:
    for _ in range(3):
        application.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.grab().save(str(path))
    for area in window.findChildren(QScrollArea):
        inside = area.widget()
        if not (area.isVisible() and inside.height() > area.viewport().height()):
            continue
        if inside.width() > window.width() // 2:  # not the list of pages at the side
            whole = QPixmap(inside.size())
            whole.fill(look().tokens.page)
            inside.render(whole, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
            whole.save(str(path.with_name(f"{path.stem}_whole.png")))


if __name__ == "__main__":
    with in_place(MemoryKeyring()):
        main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
