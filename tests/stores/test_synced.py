"""A folder that a program copies to other computers is noticed, by its name or by what lies in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.stores.synced import synced_by


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("OneDrive/Documents/Companion", "OneDrive"),
        ("OneDrive - Riverside Hospital/Companion", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Personal/Companion", "OneDrive"),
        ("Dropbox/Companion", "Dropbox"),
        ("Dropbox (Personal)/Companion", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/Companion", "iCloud Drive"),
        ("iCloudDrive/Companion", "iCloud Drive"),
        ("Google Drive/My Drive/Companion", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-ann@example.org/Companion", "Google Drive"),
        ("Nextcloud/Companion", "Nextcloud"),
    ],
)
def test_the_folder_of_a_service_is_known_by_its_name(tmp_path: Path, folder: str, program: str) -> None:
    assert synced_by(tmp_path / folder) == program


@pytest.mark.parametrize(("marker", "program"), [(".stfolder", "Syncthing"), (".dropbox", "Dropbox")])
def test_a_folder_of_any_name_is_known_by_what_lies_in_it(tmp_path: Path, marker: str, program: str) -> None:
    inside = tmp_path / "Shared" / "health" / "Companion"
    inside.mkdir(parents=True)
    (tmp_path / "Shared" / marker).mkdir()

    assert synced_by(inside) == program


@pytest.mark.parametrize(
    "folder", ["Documents/Companion", "Sync-notes/diary", "drive/companion", "One/Drive"]
)
def test_an_ordinary_folder_is_not_suspected(tmp_path: Path, folder: str) -> None:
    assert synced_by(tmp_path / folder) is None
