"""The envelope of an answer, data and meta, in each of its forms; what is cut off is declared."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from latticework.answers.references import source_of
from latticework.doors.http.answer import Answer
from latticework.doors.http.geo import features
from latticework.doors.render import brief as briefs
from latticework.measures import CARDS
from latticework.model.source import Source
from latticework.pack import reader

TYPES = {
    "json": "application/json",
    "metadata.json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}
"""The media type of each form."""


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
    kept: int = 64
    kept_bytes: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Body:
    """One answer in one form."""

    content: bytes
    media_type: str


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


def write(answer: Answer, form: str, bounds: Bounds) -> Body:
    """Write an answer in a form, cut to the bounds."""
    answer, cut = shortened(answer, bounds.rows)
    content = _content(answer, form, cut)
    while len(content) > bounds.bytes:
        if answer.sheet is None:
            return Body(_brief_without_facts(answer), TYPES[form])
        rows = len(answer.sheet.rows)
        fewer = min(rows - 1, rows * bounds.bytes // len(content))
        if fewer < 1:
            break
        answer, cut = shortened(answer, fewer, of=cut.of if cut else rows, because=f"{bounds.bytes} bytes at most")
        content = _content(answer, form, cut)
    return Body(content, TYPES[form])


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
        "asked": {name: value for name, value in answer.options.items() if value not in (None, [])},
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
    """The answer itself: the rows of a sheet, or a brief."""
    if answer.brief:
        return json.loads(briefs.as_json(answer.brief, answer.atlas.sources()))
    assert answer.sheet is not None
    return [dict(zip(answer.sheet.columns, row, strict=True)) for row in answer.sheet.rows]


def _content(answer: Answer, form: str, cut: Cut | None) -> bytes:
    if form == "json":
        return encode({"data": data(answer), "meta": meta(answer, cut)})
    if form == "metadata.json":
        return encode({"meta": meta(answer, cut)})
    if form == "geojson":
        return encode({"type": "FeatureCollection", "features": features(answer), "meta": meta(answer, cut)})
    assert answer.sheet is not None
    if form == "csv":
        return answer.sheet.show("csv", colour=False).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.parquet"
        answer.sheet.write_parquet(path)
        return path.read_bytes()


def _brief_without_facts(answer: Answer) -> bytes:
    body, told = data(answer), meta(answer)
    body["facts"] = {}
    told["truncated"] = {"rows": 0, "of": len(answer.facts), "because": "the facts in full are left out; ask /v1/facts"}
    return encode({"data": body, "meta": told})


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
