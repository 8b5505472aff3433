"""Make the examples of the OpenAPI page: each verb asked with the examples of its options, its answer cut short."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from latticework.atlas import Atlas
from latticework.doors.http.answer import answer
from latticework.doors.http.envelope import data, meta
from latticework.doors.http.option import Verb, settled
from latticework.doors.http.verbs import VERBS

TARGET = Path(__file__).parents[1] / "src" / "latticework" / "doors" / "http" / "examples.json"
LEFT_OUT = {"since", "on", "kind", "keys", "what", "weapon", "site", "with", "by", "parties"}
"""Options whose examples are not needed for an example answer, unless the verb needs them."""


def asked(verb: Verb) -> dict[str, Any]:
    """Give the options an example is asked with."""
    chosen: dict[str, Any] = {}
    for option in verb.all_options:
        if option.example is not None and (option.required or option.name not in LEFT_OUT):
            chosen[option.name] = option.example
    if verb.name == "diff":
        chosen.pop("as_of")
    if verb.name == "whatif":
        chosen.pop("scenarios")
        chosen |= {"as_of": "2026-10-31", "known_by": "2026-10-31", "draws": 10}
    if verb.name == "facts":
        chosen["limit"] = 3
    if verb.name == "exposure":
        chosen.pop("partner")
        chosen["known_by"] = "2026-01-01"
    return chosen


def short(value: Any, most: int = 2) -> Any:
    """Keep the first of every list, and the beginning of long texts."""
    if isinstance(value, dict):
        kept = list(value.items())[:most] if all(len(name) == 20 for name in value) and value else value.items()
        return {name: short(one, most) for name, one in kept}
    if isinstance(value, list):
        return [short(one, most) for one in value[:most]]
    return value


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        atlas = Atlas.open(Path(folder) / "store")
        made = {}
        for verb in VERBS.values():
            options = settled(verb, {"with": ["list"]} if verb.name == "panel" else asked(verb))
            found = answer(atlas, verb, options)
            made[verb.name] = {"data": short(data(found)), "meta": short(meta(found)) | {"asked": meta(found)["asked"]}}
    TARGET.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
