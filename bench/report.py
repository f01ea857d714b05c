"""The line that every benchmark prints."""

import json
import sys
from typing import Any


def report(bench: str, value: float, unit: str, floor: float, **detail: Any) -> None:
    """Print one JSON line; ratio is value over floor."""
    ratio = round(value / floor, 3) if floor else 0.0
    line = {"bench": bench, "value": round(value, 2), "unit": unit, "floor": round(floor, 2), "ratio": ratio}
    sys.stdout.write(json.dumps(line | {"detail": detail}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
