"""A checked text as one self-contained page: the text with chips of its verdicts, then each claim with its computed answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from latticework.answers.check import Cell, Checked
from latticework.answers.references import Reference, numbers_of, references
from latticework.doors.render import safe
from latticework.doors.render.checked_words import (
    MOST,
    SAID,
    agreement,
    caveat,
    clocks,
    one_line,
    read_as,
    reason,
    reference_words,
    shown,
    told,
)
from latticework.model.source import Source

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1f24;--page:#fff;--dim:#59636e;--line:#d1d9e0;--accent:#0b5cad;--yes:#1a7f37;--no:#b42318;--may:#8a5a00;--none:#59636e}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--page:#14171a;--dim:#9aa4ae;--line:#333a41;--accent:#7ab8f5;--yes:#4ac26b;--no:#ff8a80;--may:#e3b341;--none:#9aa4ae}}
body{font:17px/1.55 Georgia,"Times New Roman",serif;color:var(--ink);background:var(--page);max-width:52rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin-bottom:.2rem}h2{font-size:1.1rem;border-top:1px solid var(--line);padding-top:.8rem;margin-top:1.6rem}
.clocks,.caveat{color:var(--dim);font-size:.9rem}.text{white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:none;color:inherit;border-bottom:2px solid var(--line)}
.chip{font:600 .72rem/1 system-ui,sans-serif;border:1px solid currentColor;border-radius:1em;padding:.1em .55em;margin-left:.25em;text-decoration:none;white-space:nowrap}
.supported{color:var(--yes)}.contradicted{color:var(--no)}.depends{color:var(--may)}.not_checkable{color:var(--none)}
table{border-collapse:collapse;font-size:.85rem;width:100%}td,th{text-align:left;border-bottom:1px solid var(--line);padding:.25rem .5rem .25rem 0;vertical-align:top}.beside{color:var(--dim)}
ol.sources{font-size:.85rem;padding-left:2.2rem}ol.sources li{margin:.35rem 0;overflow-wrap:anywhere}ol.sources li:target,section:target{outline:2px solid var(--accent)}a{color:var(--accent)}
@media print{body{max-width:none;margin:0;font-size:11pt;color:#000;background:#fff}section,li{break-inside:avoid}}
"""


def page(checked: Checked, sources: Mapping[str, Source]) -> str:
    """Write a checked text as one self-contained HTML page: the text with its verdicts, then each claim."""
    listed = references(checked.facts(), sources)
    parts = [
        f"<h1>{len(checked.claims)} claims checked</h1>",
        f'<p class="clocks">{safe.markup(clocks(checked))}</p>',
        f'<div class="text">{"".join(_marked(checked))}</div>',
    ]
    for order, found in enumerate(checked.claims, start=1):
        rows = "".join(_row(cell, listed) for cell in shown(found))
        table = f"<table><tr><th>basis</th><th>computed</th><th>source</th><th></th></tr>{rows}</table>" if rows else ""
        words = "".join(
            f'<p>{label}: <b class="{v.verdict}">{SAID[v.verdict]}</b>: {safe.markup(reason(v))}</p>'
            for label, v in told(found)
        )
        parts.append(
            f'<section id="c{order}"><h2>{order}. {safe.markup(one_line(found.claim.words))}</h2><p class="clocks">read as: {safe.markup(read_as(found.claim))}</p>{words}{table}</section>'
        )
    items = "".join(
        f'<li id="s{r.number}" value="{r.number}">{safe.markup(reference_words(r))} {_anchor(r)}</li>' for r in listed
    )
    parts.append(
        f"<section><h2>Sources</h2><ol class='sources'>{items}</ol></section><p class='caveat'>{safe.markup(caveat(checked))}</p>"
    )
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{len(checked.claims)} claims checked</title><style>{_STYLE}</style>"
    )
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}</head><body><main>\n'
        + "\n".join(parts)
        + "\n</main></body></html>\n"
    )


def _marked(checked: Checked) -> Iterator[str]:
    """The text, escaped, with each stretch that claims something marked and its verdicts behind it."""
    at = 0
    for start, end, numbers in stretches(checked):
        yield _plain(checked.text[at:start])
        chips = "".join(
            f'<a class="chip {checked.claims[n].then.verdict}" href="#c{n + 1}" title="{safe.markup(checked.claims[n].claim.type)}">{n + 1} {SAID[checked.claims[n].then.verdict]}</a>'
            for n in numbers
        )
        yield f"<mark>{_plain(checked.text[start:end])}</mark>{chips}"
        at = end
    yield _plain(checked.text[at:])


def _plain(text: str) -> str:
    """Escape a stretch of the text and keep its line breaks."""
    return "\n".join(safe.markup(line) for line in text.split("\n"))


def stretches(checked: Checked) -> list[tuple[int, int, list[int]]]:
    """Join claims whose words overlap."""
    joined: list[tuple[int, int, list[int]]] = []
    for n, found in sorted(enumerate(checked.claims), key=lambda pair: pair[1].claim.start):
        start, end = found.claim.start, found.claim.end
        if joined and start < joined[-1][1]:
            first, last, numbers = joined[-1]
            joined[-1] = (first, max(last, end), [*numbers, n])
        else:
            joined.append((start, end, [n]))
    return joined


def _row(cell: Cell, listed: Iterable[Reference]) -> str:
    marks = " ".join(f'<a href="#s{n}">{n}</a>' for n in numbers_of(cell.facts, listed)[:MOST])
    verdict = {True: "supported", False: "contradicted", None: "not_checkable"}[cell.agrees]
    place = safe.markup(" ".join(filter(None, (cell.source, cell.release, str(cell.day.year) if cell.day else ""))))
    kind = "" if cell.counts else ' class="beside"'
    return f'<tr{kind}><td>{safe.markup(cell.basis)}</td><td>{safe.markup(cell.text)}</td><td>{place} {marks}</td><td class="{verdict}">{agreement(cell)[:-1]}</td></tr>'


def _anchor(reference: Reference) -> str:
    address, shown = safe.link(reference.locator), safe.markup(reference.locator)
    return f'<a href="{safe.markup(address)}" rel="noopener noreferrer">{shown}</a>' if address else shown
