"""Writes locales/keys.py from the Fluent files; with --check says whether it is up to date and whole.

Run as `python -m locales.generate_keys`. Exit 1 where a key lacks a language or keys.py is stale.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent
TARGET = ROOT / "keys.py"
_MESSAGE = re.compile(r"^([a-z][a-z0-9-_]*) *=", re.MULTILINE)


def keys_of(lang: str) -> list[str]:
    """The keys of one language, sorted."""
    found: set[str] = set()
    for source in sorted((ROOT / lang).glob("*.ftl")):
        found.update(_MESSAGE.findall(source.read_text("utf-8")))
    return sorted(found)


def module(keys: list[str]) -> str:
    """The source of keys.py."""
    listed = "\n".join(f'    "{key}",' for key in keys)
    return (
        '"""All keys of the texts, for the type checker. Generated: `python -m locales.generate_keys`."""\n\n'
        f"from typing import Literal\n\nKey = Literal[\n{listed}\n]\n"
    )


def main(argv: list[str]) -> int:
    """Generate, or check with --check."""
    languages = sorted(path.name for path in ROOT.iterdir() if path.is_dir() and any(path.glob("*.ftl")))
    keys = keys_of("zh-CN")
    faults = [
        f"{lang}: {sorted(set(keys) ^ set(keys_of(lang)))} not in both" for lang in languages if keys_of(lang) != keys
    ]
    if "--check" in argv:
        if not TARGET.exists() or TARGET.read_text("utf-8") != module(keys):
            faults.append("locales/keys.py is stale: run python -m locales.generate_keys")
    else:
        TARGET.write_text(module(keys), "utf-8")
    sys.stderr.write("".join(f"{fault}\n" for fault in faults))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
