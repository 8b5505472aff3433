"""Rows that made no fact: kept whole, with the reason, beside the segments; never dropped."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

FOLDER = "refused"


def keep_refused(folder: Path, rows: Iterable[Mapping[str, object]]) -> list[Path]:
    """Write refused rows as JSON lines, one file for each `origin` they name; a later import of it replaces the file."""
    by_origin: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    for row in rows:
        by_origin[str(row["origin"])].append(row)
    written = []
    for origin, found in sorted(by_origin.items()):
        target = folder / FOLDER / f"{re.sub(r'[^A-Za-z0-9._-]', '_', origin)}.jsonl"
        target.parent.mkdir(exist_ok=True)
        part = target.with_suffix(".part")
        part.write_text(
            "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in found), encoding="utf-8"
        )
        os.replace(part, target)
        written.append(target)
    return written
