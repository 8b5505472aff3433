"""How a chart leaves: PNG, SVG, a page that needs no network, or the specification itself."""

from __future__ import annotations

import html
import importlib
import json
import os
import struct
import zlib
from pathlib import Path
from typing import Any

from latticework.charts.chart import Chart
from latticework.charts.look import DRESSES, dress
from latticework.errors import UsageError

SUFFIXES = (".png", ".svg", ".html", ".json")
"""What a chart is written as, by the ending of the file's name; `.json` is the specification."""

SCALE = 2.0
"""Pixels of a PNG for each pixel of the specification: sharp in print at 15 cm."""
_VEGALITE = "6.1"
_ALONE: dict[str, Any] = {"vl_version": _VEGALITE, "allowed_base_urls": []}
"""Draw with this version, and with no leave to fetch anything from anywhere."""


def write(chart: Chart, path: Path | str, *, dark: bool = False) -> Path:
    """Write a chart to a file by the ending of its name; the file appears only when complete.

    PNG and SVG carry the alt text in themselves, HTML also the table and all sources, and no file asks any host for
    anything. Raises UsageError for another ending, where the extra is missing, or where the file cannot be written.
    """
    target = Path(path)
    made = render(chart, target.suffix.lower(), dark=dark)
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(made)
        os.replace(part, target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(f"cannot write {target}: {error.strerror}", next_step="choose another file") from error
    return target


def render(chart: Chart, suffix: str, *, dark: bool = False) -> bytes:
    """Give a chart as the bytes of a file with this ending; see `write`."""
    dressed = chart.dressed("dark") if dark else chart
    if suffix == ".json":
        return f"{dressed.as_json()}\n".encode()
    if suffix == ".html":
        return page(chart, dark=dark).encode()
    if suffix == ".svg":
        return _described(_converter().vegalite_to_svg(dressed.as_json(), **_ALONE), chart).encode()
    if suffix == ".png":
        return _noted(_converter().vegalite_to_png(dressed.as_json(), **_ALONE, scale=SCALE), chart)
    raise UsageError(f"a chart cannot be written as {suffix or 'a file without an ending'}", next_step=f"end the name with {', '.join(SUFFIXES)}")  # fmt: skip


def page(chart: Chart, *, dark: bool = False) -> str:
    """Write a whole page: the picture with its switches, its words, its table and its sources; dark where the reader is."""
    script = _converter().javascript_bundle(_SHOW.replace("DARK", "true" if dark else "false"), vl_version=_VEGALITE)
    data = json.dumps(
        {"spec": chart.spec, **{name: dress(name) for name in DRESSES}}, ensure_ascii=False, sort_keys=True
    )
    head = "".join(f"<th>{html.escape(name)}</th>" for name in chart.table.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>\n" for row in chart.table.rows)
    sources = "".join(f"<li>{html.escape(name)}</li>" for name in chart.sources)
    facts = "".join(
        f"<li><code>{f.id}</code> {html.escape(f.citation.source)}: {html.escape(f.citation.locator)}</li>\n"
        for f in chart.facts
    )
    return _PAGE.format(
        title=html.escape(chart.title), alt=html.escape(chart.alt), caveat=html.escape(chart.caveat), head=head, rows=rows,
        sources=sources, facts=facts, data=data.replace("<", "\\u003c"), script=script.replace("</script", "<\\/script"),
    )  # fmt: skip


def _converter() -> Any:
    try:
        return importlib.import_module("vl_convert")
    except ImportError:
        raise UsageError(
            "pictures need the extra `charts`",
            next_step="pip install 'latticework[charts]', or write the specification to a file that ends with .json",
        ) from None


def _cell(value: object) -> str:
    return "unknown" if value is None else f"{value:,.4g}" if isinstance(value, float) and abs(value) < 1000 else html.escape(f"{value:,.0f}" if isinstance(value, float) else str(value))  # fmt: skip


def _described(svg: str, chart: Chart) -> str:
    """Put title and alt text into an SVG, where screen readers look for them."""
    words = f"<title>{html.escape(chart.title)}</title><desc>{html.escape(chart.alt)}</desc>"
    start = svg.index(">", svg.index("<svg")) + 1
    return svg[:start] + words + svg[start:]


def _noted(png: bytes, chart: Chart) -> bytes:
    """Put title, alt text, day, sources and caveat into a PNG as text chunks before its picture data."""
    notes = {
        "Title": chart.title, "Description": chart.alt, "As of": chart.as_of.isoformat(), "Known by": chart.known_by.isoformat(),
        "Source": "; ".join(chart.sources), "Caveat": chart.caveat, "Method": ", ".join(chart.methods), "Software": "latticework",
    }  # fmt: skip
    chunks = b"".join(_chunk(f"{name}\0\0\0\0\0{text}".encode()) for name, text in notes.items() if text)
    first = 8 + 25  # the signature and the header chunk
    return png[:first] + chunks + png[first:]


def _chunk(data: bytes) -> bytes:
    body = b"iTXt" + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


_SHOW = """
const given = JSON.parse(document.getElementById("chart").textContent);
const night = matchMedia("(prefers-color-scheme: dark)");
function show() {
  const config = DARK || night.matches ? given.dark : given.light;
  document.documentElement.style.colorScheme = DARK || night.matches ? "dark" : "light";
  vegaEmbed("#picture", { ...given.spec, config }, { ast: true, renderer: "svg", actions: false });
}
night.addEventListener("change", show);
show();
"""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'">
<meta name="description" content="{alt}">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 62rem; padding: 0 1rem; }}
figure {{ margin: 0; overflow-x: auto; }}
table {{ border-collapse: collapse; font-size: 13px; }}
th, td {{ border-bottom: 1px solid #8886; padding: .2rem .6rem; text-align: left; vertical-align: top; }}
li {{ overflow-wrap: anywhere; }}
@media print {{ details {{ display: none; }} form {{ display: none; }} }}
</style>
</head>
<body>
<figure>
<div id="picture"></div>
<figcaption>{alt}</figcaption>
</figure>
<details><summary>The same as a table</summary>
<table><thead><tr>{head}</tr></thead><tbody>
{rows}</tbody></table></details>
<details><summary>Sources and caveat</summary><p>{caveat}</p><ul>{sources}</ul><ol>{facts}</ol></details>
<script type="application/json" id="chart">{data}</script>
<script type="module">{script}</script>
</body>
</html>
"""
