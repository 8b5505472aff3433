"""The envelope of an answer: its data, and the meta that travels with it; what is cut off is declared."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from typing import Any

from latticework.answers.references import source_of
from latticework.doors.http.answer import Answer
from latticework.doors.http.option import LONGEST
from latticework.doors.render import brief as briefs
from latticework.doors.render import checked as checks
from latticework.measures import CARDS
from latticework.model.source import Source
from latticework.pack import reader


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one answer may hold and cost: rows, bytes, seconds; how many are made or waited for at a time, how many kept.

    An answer of more than `kept_bytes` is not kept.
    """

    rows: int = 10_000
    bytes: int = 10_000_000
    seconds: float = 60.0
    workers: int = 2
    waiting: int = 200
    kept: int = 256
    kept_bytes: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Cut:
    """What was left out of an answer, and why."""

    shown: int
    of: int | None
    because: str

    def told(self) -> dict[str, object]:
        """Say it as it stands in the meta."""
        return {"rows": self.shown, "of": self.of, "because": self.because}


@cache
def release() -> dict[str, str]:
    """What is installed: the version of latticework and the digest of the embedded facts."""
    return {"latticework": version("latticework"), "pack": reader.digest()}


def shortened(answer: Answer, most: int, *, of: int | None = None, because: str = "") -> tuple[Answer, Cut | None]:
    """Keep the first rows of a sheet; what is cut, or was by the asker's limit, is told."""
    sheet, limit = answer.sheet, answer.options.get("limit")
    if sheet is None:
        return answer, None
    if len(sheet.rows) > most:
        cut = Cut(most, of or len(sheet.rows), because or f"{most} rows at most")
        return replace(answer, sheet=replace(sheet, rows=sheet.rows[:most])), cut
    if limit is not None and len(sheet.rows) == limit:
        return answer, Cut(limit, None, f"limit={limit}: there may be more")
    return answer, None


def meta(answer: Answer, cut: Cut | None = None) -> dict[str, Any]:
    """Say what travels with an answer: both clocks, what it rests on, what is left out."""
    sources = [_source(key, answer) for key in answer.cited]
    sheet = answer.sheet
    return {
        "verb": answer.verb.name,
        "title": answer.title,
        "as_of": answer.as_of,
        "known_by": answer.known_by,
        "asked": {name: _short(value) for name, value in answer.options.items() if value not in (None, [])},
        "columns": list(sheet.columns) if sheet else [],
        "rows": len(sheet.rows) if sheet else None,
        "notes": list(sheet.notes) if sheet else [],
        "also": {k: v for k, v in sheet.meta.items() if k not in ("as_of", "known_by")} if sheet else {},
        "releases": {one["key"]: one["releases"] for one in sources if one["releases"]},
        "methods": methods(answer),
        "coverage": _coverage(answer),
        "sources": sources,
        "licences": sorted({str(one["licence"]) for one in sources if one["licence"]}),
        "truncated": cut.told() if cut else None,
        "made_by": release(),
    }


def methods(answer: Answer) -> list[str]:
    """The measures an answer speaks with, each with its version."""
    if answer.brief:
        return list(answer.brief.methods)
    return [f"{name} v{CARDS[name].version}" for name in answer.verb.measures]


def data(answer: Answer) -> Any:
    """The answer itself: the rows of a sheet, a brief, or a checked text."""
    if answer.checked:
        return json.loads(checks.as_json(answer.checked, answer.atlas.sources()))
    if answer.brief:
        return json.loads(briefs.as_json(answer.brief, answer.atlas.sources()))
    assert answer.sheet is not None
    return [dict(zip(answer.sheet.columns, row, strict=True)) for row in answer.sheet.rows]


def encode(body: object) -> bytes:
    """Write JSON, short and exact."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _source(key: str, answer: Answer) -> dict[str, Any]:
    facts = [fact for fact in answer.facts if fact.citation.source == key]
    table = answer.atlas.sources()
    one = source_of(facts[0], table) if facts else table.get(key) or Source(key, key, key, "")
    return {
        "key": key,
        "title": one.title,
        "publisher": one.publisher,
        "address": one.address,
        "licence": one.licence,
        "cite_as": one.citation or f"{one.publisher}, {one.title}, {one.address}",
        "releases": sorted({fact.citation.release for fact in facts if fact.citation.release}),
        "facts": len(facts),
    }


def _coverage(answer: Answer) -> list[dict[str, object]]:
    kinds = set(answer.kinds) & {fact.kind for fact in answer.facts} if answer.facts else set(answer.kinds)
    return [
        {
            "source": c.source,
            "kind": c.kind,
            "from": c.start.isoformat(),
            "to": c.end.isoformat() if c.end else None,
            "states": sorted(c.states) or "all",
            "complete": c.complete,
            "note": c.note,
        }
        for c in answer.atlas.coverage()
        if c.kind in kinds
    ]


def _short(value: Any) -> Any:
    """Keep the beginning of a long text: the whole of it is the asker's."""
    return f"{value[:LONGEST]} …" if isinstance(value, str) and len(value) > LONGEST else value
