"""A file system of its own for a database, small enough to be filled."""

import errno
import os
import subprocess
from pathlib import Path

#: Room for the database, its journal and what a storm writes; what is left is what has to be filled.
MEGABYTES = 700
_BLOCK = bytes(1024 * 1024)


class SmallDisk:
    """Mounted in memory. `fillable` is False where this user may not mount, and nothing can be filled then."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._ballast = place / "ballast"
        command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(place)]
        self.fillable = os.geteuid() == 0 and subprocess.run(command, check=False).returncode == 0
        if self.fillable:
            place.chmod(0o755)

    def fill(self) -> None:
        """Leave not a byte."""
        with self._ballast.open("ab", buffering=0) as file:
            for size in (len(_BLOCK), 4096):
                _write_on(file.fileno(), size)

    def free(self) -> None:
        """Make room again."""
        self._ballast.unlink(missing_ok=True)

    def close(self) -> None:
        """Unmount it, with all that is on it."""
        if self.fillable:
            subprocess.run(["umount", "--lazy", str(self.place)], check=True)


def _write_on(file: int, size: int) -> None:
    try:
        while True:
            os.write(file, _BLOCK[:size])
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
