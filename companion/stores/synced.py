"""Whether a folder is one that a program copies to other computers while the diary is being written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

# What each names the folders it looks after; the names are the same in every language of the system.
_NAMES: Final = (
    ("OneDrive", re.compile(r"OneDrive( - .+)?|OneDrive-\w+", re.IGNORECASE)),
    ("Dropbox", re.compile(r"Dropbox( \(.+\))?", re.IGNORECASE)),
    ("iCloud Drive", re.compile(r"iCloud ?Drive|com~apple~CloudDocs|iCloudDrive.*", re.IGNORECASE)),
    ("Google Drive", re.compile(r"Google ?Drive|GoogleDrive-.+|My Drive", re.IGNORECASE)),
    ("Nextcloud", re.compile(r"Nextcloud|ownCloud", re.IGNORECASE)),
)
# What each leaves in the topmost folder it looks after.
_MARKERS: Final = (
    ("Syncthing", ".stfolder"),
    ("Dropbox", ".dropbox.cache"),
    ("Dropbox", ".dropbox"),
    ("Google Drive", ".tmp.drivedownload"),
    ("Nextcloud", ".nextcloudsync.log"),
)
_ICLOUD_HOME: Final = "Mobile Documents"


def synced_by(folder: Path) -> str | None:
    """The program that synchronises a folder or one above it, by name; None where there is no sign of one."""
    for place in (folder, *folder.parents):
        for program, name in _NAMES:
            if name.fullmatch(place.name):
                return program
        if place.name == _ICLOUD_HOME:
            return "iCloud Drive"
        for program, marker in _MARKERS:
            if _is_there(place / marker):
                return program
    return None


def _is_there(marker: Path) -> bool:
    try:
        return marker.exists()
    except OSError:
        return False
