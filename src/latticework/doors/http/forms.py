"""The forms of an answer: what it is written as under each suffix, cut to the bounds."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from latticework.atlas import Atlas
from latticework.doors.ask import Ask
from latticework.doors.http.answer import Answer
from latticework.doors.http.envelope import Bounds, Cut, data, encode, meta, shortened
from latticework.doors.http.geo import features
from latticework.doors.http.option import Options, Verb
from latticework.doors.render import brief as briefs
from latticework.doors.render import checked as checks
from latticework.doors.render import safe
from latticework.doors.verbs_chart import picture

TYPES = {
    "json": "application/json",
    "metadata.json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "md": "text/markdown; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}
"""The media type of each form."""


@dataclass(frozen=True, slots=True)
class Body:
    """One answer in one form."""

    content: bytes
    media_type: str


def write(answer: Answer, form: str, bounds: Bounds) -> Body:
    """Write an answer in a form, cut to the bounds."""
    answer, cut = shortened(answer, bounds.rows)
    content = _content(answer, form, cut)
    while len(content) > bounds.bytes:
        if answer.sheet is None and form == "md":
            kept = content[: bounds.bytes - 100].decode(errors="ignore")
            return Body(f"{kept}\n\n(cut here: {bounds.bytes} bytes at most)\n".encode(), TYPES[form])
        if answer.sheet is None:
            return Body(_without_facts(answer), TYPES["json"])
        rows = len(answer.sheet.rows)
        fewer = min(rows - 1, rows * bounds.bytes // len(content))
        if fewer < 1:
            break
        answer, cut = shortened(answer, fewer, of=cut.of if cut else rows, because=f"{bounds.bytes} bytes at most")
        content = _content(answer, form, cut)
    return Body(content, TYPES[form])


def draw(atlas: Atlas, verb: Verb, options: Options, form: str) -> Body:
    """Draw the picture of a verb; raises NothingToDraw where the answer is unknown."""
    from latticework.charts.export import render

    ask = Ask(atlas, options.get("as_of"), options.get("known_by"))
    chart = picture(ask, verb.name, options["draw"] if len(verb.pictures) > 1 else None, options)
    return Body(render(chart, f".{form}", dark=options["dark"]), TYPES[form])


def _content(answer: Answer, form: str, cut: Cut | None) -> bytes:
    if form == "json":
        return encode({"data": data(answer), "meta": meta(answer, cut)})
    if form == "metadata.json":
        return encode({"meta": meta(answer, cut)})
    if form == "geojson":
        return encode({"type": "FeatureCollection", "features": features(answer), "meta": meta(answer, cut)})
    if form == "md":
        return _markdown(answer, cut).encode()
    assert answer.sheet is not None
    if form == "csv":
        return answer.sheet.show("csv", colour=False).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.parquet"
        answer.sheet.write_parquet(path)
        return path.read_bytes()


def _markdown(answer: Answer, cut: Cut | None) -> str:
    """Write an answer as Markdown, with its days, sources, licences and methods below it."""
    sources = answer.atlas.sources()
    if answer.brief:
        return briefs.markdown(answer.brief, sources, explain=bool(answer.options.get("explain")))
    if answer.checked:
        return checks.markdown(answer.checked, sources)
    assert answer.sheet is not None
    told = meta(answer, cut)
    lines = [answer.sheet.show("md", colour=False)]
    if cut:
        lines.append(f"{cut.shown} of {cut.of or 'more'} rows: {cut.because}.\n")
    if told["sources"]:
        lines.append("Sources and licences:\n\n" + "\n".join(_source(one) for one in told["sources"]) + "\n")
    made = told["made_by"]
    methods = f" Methods: {', '.join(told['methods'])}." if told["methods"] else ""
    lines.append(f"Made by latticework {made['latticework']}, embedded facts {made['pack']}.{methods}\n")
    return "\n".join(lines)


def _source(one: dict[str, Any]) -> str:
    release = f", release {', '.join(one['releases'])}" if one["releases"] else ""
    title = safe.markdown(f"{one['publisher']}: {one['title']}{release}. {one['licence']}")
    return f"- {title} <{one['address']}>" if safe.link(one["address"]) else f"- {title}"


def _without_facts(answer: Answer) -> bytes:
    body, told = data(answer), meta(answer)
    body["facts"] = {}
    told["truncated"] = {"rows": 0, "of": len(answer.facts), "because": "the facts in full are left out; ask /v1/facts"}
    return encode({"data": body, "meta": told})
