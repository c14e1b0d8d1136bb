"""Photos on the diary page: added from a file, shown with words, deleted with an undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from companion.ui.context import Context
from companion.ui.pages.diary.photo_form import PhotoForm
from companion.ui.theme import Theme, apply_theme
from companion.ui.widgets.picture import Picture
from tests.fake_clock import FakeClock
from tests.ui.context import build_context
from tests.ui.diary_opened import context as context
from tests.ui.diary_opened import robot as robot
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints, untranslated
from tests.ui.looks import in_every_look
from tests.ui.photo_files import PLACE, a_photo_file, png_of_size
from tests.ui.robots.diary import DiaryRobot

TODAY = "Correct or add: Today, Monday 2 March"


def choose(robot: DiaryRobot, path: Path) -> None:
    """The person picks a file in the dialog of the desktop."""
    (form,) = [form for form in robot.window.findChildren(PhotoForm) if form.isVisible()]
    robot.press("Choose a photo")
    assert isinstance(form.dialog, QFileDialog)
    form.dialog.fileSelected.emit(str(path))
    form.dialog.close()
    QApplication.sendPostedEvents()


def add_in_the_diary(robot: DiaryRobot, path: Path) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Add a temperature, a medicine or a note", "Add a photo of your skin")
    robot.write("What does it show?", "left arm, itches")
    choose(robot, path)


def test_a_photo_is_added_and_stands_in_its_day_with_words(
    robot: DiaryRobot, context: Context, tmp_path: Path
) -> None:
    add_in_the_diary(robot, a_photo_file(tmp_path))
    robot.press("Save")

    (photo,) = context.record.day(context.record.today()).photos
    (picture,) = [one for one in robot.window.findChildren(Picture) if one.isVisible()]
    assert (photo.width, photo.height) == (1600, 1200)
    assert picture.accessibleName() == "Photo of Monday 2 March: left arm, itches"
    assert robot.sees("Photo of Monday 2 March: left arm, itches")
    assert PLACE not in (context.diary.photos.jpeg(photo) or PLACE)


def test_adding_is_undone_in_place(robot: DiaryRobot, context: Context, tmp_path: Path) -> None:
    add_in_the_diary(robot, a_photo_file(tmp_path))

    robot.press("Undo: The photo was added")

    assert context.record.day(context.record.today()).photos == ()
    assert [one for one in robot.window.findChildren(Picture) if one.isVisible()] == []


def test_a_photo_is_deleted_on_its_day_and_comes_back(
    robot: DiaryRobot, context: Context, tmp_path: Path
) -> None:
    add_in_the_diary(robot, a_photo_file(tmp_path))
    robot.press("Save", TODAY, "Delete: Photo of Monday 2 March: left arm, itches")
    gone = context.record.day(context.record.today()).photos

    robot.press("Undo: Deleted: Photo of Monday 2 March: left arm, itches")

    assert gone == ()
    assert len(context.record.day(context.record.today()).photos) == 1


def test_a_photo_is_added_to_a_past_day(robot: DiaryRobot, context: Context, tmp_path: Path) -> None:
    robot.open()
    robot.press("Yesterday", "Add a photo of your skin")

    choose(robot, a_photo_file(tmp_path))

    (photo,) = context.diary.photos.on(context.record.days(count=2)[1].day)
    assert photo.caption == ""
    assert robot.sees("Photo of Sunday 1 March")


def test_a_hostile_file_is_refused_in_place_and_the_words_stay(
    robot: DiaryRobot, context: Context, tmp_path: Path
) -> None:
    bomb = tmp_path / "bomb.png"
    bomb.write_bytes(png_of_size(60_000, 60_000))

    add_in_the_diary(robot, bomb)

    assert robot.sees("This photo is too large.")
    assert robot.typed("What does it show?") == "left arm, itches"
    assert context.record.day(context.record.today()).photos == ()


@pytest.mark.qt_log_level_fail("CRITICAL")
def test_a_picture_that_cannot_be_shown_is_said_so(
    robot: DiaryRobot, context: Context, tmp_path: Path
) -> None:
    add_in_the_diary(robot, a_photo_file(tmp_path))
    context.journal._shelf.db.execute("UPDATE photos SET jpeg = x'FFD8FF00FFD9'")

    robot.press("Save")

    assert robot.sees("This photo cannot be shown.")
    assert robot.sees("Photo of Monday 2 March: left arm, itches")


@in_every_look
def test_everything_can_be_read_and_reached(
    qapp: QApplication, robot: DiaryRobot, tmp_path: Path, theme: Theme, scale: float, size: tuple[int, int]
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    robot.window.resize(*size)
    add_in_the_diary(robot, a_photo_file(tmp_path, width=800, height=600))
    found = list(all_complaints(robot.window))
    robot.press("Save", TODAY, "Add a photo of your skin")

    assert [*found, *all_complaints(robot.window)] == []


def test_every_word_comes_from_the_words(tmp_path: Path) -> None:
    context = build_context(tmp_path, FakeClock(), pseudo=True)
    robot = DiaryRobot(context)
    robot.open()
    robot.window.page._between.put_right(context.record.today())
    (form,) = [form for form in robot.window.findChildren(PhotoForm) if form.isVisible()]
    form._open.click()
    form.take(str(a_photo_file(tmp_path)))
    QApplication.processEvents()

    assert untranslated(robot.window) == ()
    robot.close()
    context.journal._shelf.db.close()
