"""Files that are written whole or not at all, once, under a name that tells their contents."""

import os
import threading
from pathlib import Path


def write_once(path: Path, data: bytes) -> None:
    """Write a file where there is none of this name yet; whoever reads it sees all of it."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.new")
    draft.write_bytes(data)
    draft.replace(path)
