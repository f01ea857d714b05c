"""Runs every benchmark, or the ones named: `python -m bench [name ...]`."""

import sys

from bench import conversations, size, telegram, understanding, web_chat

BENCHES = {
    "conversations": conversations.run,
    "understanding": understanding.run,
    "telegram": telegram.run,
    "web": web_chat.run,
    "size": size.run,
}


def main(names: list[str]) -> int:
    """Run them in order."""
    for name in names or list(BENCHES):
        BENCHES[name]()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
