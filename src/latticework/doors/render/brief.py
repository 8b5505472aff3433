"""The brief in each of its dresses. Numbers come from figure objects alone; nothing is computed here."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from typing import TYPE_CHECKING

from latticework.answers.references import Reference, numbers_of, ranges, references
from latticework.doors.render import safe
from latticework.model.brief import Brief, Day, Figure, Sentence, Words
from latticework.model.period import say_day
from latticework.model.source import Source

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_LABEL = 12
_FACTS_NAMED = 3


def upper_first(text: str) -> str:
    """Begin a sentence with a capital."""
    return text[:1].upper() + text[1:]


def clocks(brief: Brief) -> str:
    """Say both clocks of a brief."""
    return f"as of {say_day(brief.as_of)}, as known by {say_day(brief.known_by)}"


def terminal(brief: Brief, sources: Mapping[str, Source], *, explain: bool, colour: bool, cite: bool) -> str:
    """Lay the brief out for a terminal: headings at the left, sentences wrapped beside them."""
    from rich.console import Console
    from rich.text import Text

    width = min(shutil.get_terminal_size((110, 40)).columns, 130)
    console = Console(
        width=width, no_color=not colour, force_terminal=colour, highlight=False, markup=False, emoji=False
    )
    listed = references(brief.facts(), sources)
    with console.capture() as caught:
        console.print(Text(safe.plain(brief.question), style="bold"))
        console.print(Text(clocks(brief), style="dim"))
        for section in brief.sections:
            console.print()
            for number, sentence in enumerate(section.sentences):
                console.print(_beside(section.title if number == 0 else "", _sentence_text(sentence, listed)))
            for made in section.sums if explain else ():
                console.print(Text(f"{'':{_LABEL}}{safe.plain(made.title)}", style="bold"))
                for line in made.lines:
                    console.print(Text(f"{'':{_LABEL}}  {safe.plain(line.text)}", style="dim"))
        console.print()
        console.print(Text("Not known here", style="bold cyan"))
        for reason in brief.unknowns or ("nothing was asked that the facts here leave open",):
            console.print(_beside("", Text(f"{upper_first(safe.plain(reason))}.")))
        if cite:
            console.print()
            console.print(Text("Sources", style="bold cyan"))
            for reference in listed:
                console.print(Text(_reference_line(reference)), overflow="fold", soft_wrap=True)
        console.print()
        console.print(Text(_caveat(brief), style="dim"))
    return "\n".join(line.rstrip() for line in caught.get().splitlines()) + "\n"


def _beside(label: str, text: Text) -> Table:
    """Lay a wrapped text beside its heading."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=0, expand=True)
    grid.add_column(width=_LABEL)
    grid.add_column(ratio=1)
    grid.add_row(Text(label, style="bold cyan"), text)
    return grid


def _sentence_text(sentence: Sentence, listed: list[Reference]) -> Text:
    from rich.text import Text

    text = Text()
    for number, span in enumerate(sentence.spans):
        shown = safe.plain(span.text)
        text.append(upper_first(shown) if number == 0 else shown, style="bold" if isinstance(span, Figure) else "")
    marks = ranges(numbers_of(sentence.facts(), listed))
    if marks:
        text.append(f" [{marks}]", style="dim")
    return text


def markdown(brief: Brief, sources: Mapping[str, Source], *, explain: bool) -> str:
    """Write the brief as Markdown, with the sources as a numbered list."""
    listed = references(brief.facts(), sources)
    lines = [f"# {safe.markdown(brief.question)}", "", f"*{clocks(brief)}*", ""]
    for section in brief.sections:
        lines += [f"## {section.title}", ""]
        for sentence in section.sentences:
            marks = ranges(numbers_of(sentence.facts(), listed))
            lines.append(f"- {upper_first(safe.markdown(sentence.text))}{f' [{marks}]' if marks else ''}")
        for made in section.sums if explain else ():
            lines += [
                "",
                f"**{safe.markdown(made.title)}**",
                "",
                *(f"- {safe.markdown(line.text)}" for line in made.lines),
            ]
        lines.append("")
    lines += [
        "## Not known here",
        "",
        *(f"- {upper_first(safe.markdown(reason))}" for reason in brief.unknowns),
        "",
        "## Sources",
        "",
    ]
    lines += [
        f"{reference.number}. {safe.markdown(_reference_words(reference))} {_markdown_link(reference)}"
        for reference in listed
    ]
    return "\n".join([*lines, "", f"*{_caveat(brief)}*", ""])


def as_json(brief: Brief, sources: Mapping[str, Source]) -> str:
    """Write the brief as JSON: sentences as spans, figures as objects with value, unit and fact ids, facts in full."""
    listed = references(brief.facts(), sources)
    body = {
        "question": brief.question,
        "state": brief.state,
        "as_of": brief.as_of.isoformat(),
        "known_by": brief.known_by.isoformat(),
        "methods": list(brief.methods),
        "sections": [
            {
                "title": section.title,
                "sentences": [
                    {
                        "text": upper_first(sentence.text),
                        "spans": [_span(span) for span in sentence.spans],
                        "facts": [fact.id for fact in sentence.facts()],
                        "references": numbers_of(sentence.facts(), listed),
                    }
                    for sentence in section.sentences
                ],
                "sums": [{"title": made.title, "lines": [line.text for line in made.lines]} for made in section.sums],
            }
            for section in brief.sections
        ],
        "unknown": list(brief.unknowns),
        "references": [
            {
                "number": r.number, "title": r.source.title, "publisher": r.source.publisher, "release": r.release,
                "licence": r.source.licence, "locator": r.locator, "facts": [fact.id for fact in r.facts],
            }
            for r in listed
        ],
        "facts": {fact.id: {k: str(v) if hasattr(v, "isoformat") else v for k, v in fact.row().items()} for fact in brief.facts()},
    }  # fmt: skip
    return json.dumps(body, indent=1, ensure_ascii=False) + "\n"


def _span(span: object) -> dict[str, object]:
    if isinstance(span, Figure):
        return {
            "figure": span.text,
            "value": span.value,
            "unit": span.unit,
            "facts": [f.id for f in span.facts],
            "method": span.method,
        }
    if isinstance(span, Day):
        return {
            "day": span.text,
            "iso": span.day.isoformat(),
            "precision": str(span.precision),
            "facts": [f.id for f in span.facts],
        }
    if isinstance(span, Words):
        return {"words": span.text}
    return {"name": getattr(span, "text", ""), "facts": [f.id for f in getattr(span, "facts", ())]}


_STYLE = """
:root{color-scheme:light dark;--ink:#1b1f24;--page:#fff;--dim:#59636e;--line:#d1d9e0;--accent:#0b5cad}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--page:#14171a;--dim:#9aa4ae;--line:#333a41;--accent:#7ab8f5}}
body{font:17px/1.55 Georgia,"Times New Roman",serif;color:var(--ink);background:var(--page);max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;line-height:1.25;margin-bottom:.2rem}h2{font-size:1.1rem;border-top:1px solid var(--line);padding-top:.8rem;margin-top:1.6rem}
.clocks,.caveat{color:var(--dim);font-size:.9rem}p{margin:.5rem 0}
b.figure{font-weight:600;border-bottom:1px dotted var(--accent)}sup{line-height:0;font-size:.72em}sup a{color:var(--accent);text-decoration:none}
ol.sources{font-size:.85rem;padding-left:2.2rem}ol.sources li{margin:.35rem 0;overflow-wrap:anywhere}ol.sources li:target{outline:2px solid var(--accent)}
code{font-size:.85em}details{font-size:.9rem;margin:.6rem 0}a{color:var(--accent)}
@media print{body{max-width:none;margin:0;font-size:11pt;color:#000;background:#fff}h2{break-after:avoid}p,li{break-inside:avoid}ol.sources a{color:#000}}
"""


def page(brief: Brief, sources: Mapping[str, Source]) -> str:
    """Write the brief as one self-contained HTML page that also prints well."""
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'"><title>{safe.markup(brief.question)}</title><style>{_STYLE}</style>'
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}</head><body><main>\n'
        + body(brief, sources)
        + "\n</main></body></html>\n"
    )


def body(brief: Brief, sources: Mapping[str, Source], *, mark: str = "s", fold: bool = False) -> str:
    """Write what stands on the brief's page.

    `mark` begins the anchors of its sources, so that several briefs stand in one page; `fold` folds the list of them away.
    """
    listed = references(brief.facts(), sources)
    parts = [f"<h1>{safe.markup(brief.question)}</h1>", f'<p class="clocks">{clocks(brief)}</p>']
    for section in brief.sections:
        parts.append(f"<section><h2>{section.title}</h2>")
        for sentence in section.sentences:
            parts.append(f"<p>{_sentence_html(sentence, listed, mark)}</p>")
        for made in section.sums:
            rows = "".join(f"<li>{safe.markup(line.text)}</li>" for line in made.lines)
            parts.append(f"<details><summary>{safe.markup(made.title)}</summary><ul>{rows}</ul></details>")
        parts.append("</section>")
    unknown = "".join(f"<li>{safe.markup(upper_first(reason))}</li>" for reason in brief.unknowns)
    parts.append(
        f"<section><h2>Not known here</h2><ul>{unknown}</ul></section>"
        f"{f'<details><summary>Sources ({len(listed)})</summary>' if fold else '<section><h2>Sources</h2>'}<ol class='sources'>"
    )
    for reference in listed:
        address = safe.link(reference.locator)
        shown = (
            f'<a href="{safe.markup(address)}" rel="noopener noreferrer">{safe.markup(reference.locator)}</a>'
            if address
            else safe.markup(reference.locator)
        )
        parts.append(
            f'<li id="{mark}{reference.number}" value="{reference.number}">{safe.markup(_reference_words(reference))} {shown}</li>'
        )
    parts.append(f"</ol></{'details' if fold else 'section'}><p class='caveat'>{safe.markup(_caveat(brief))}</p>")
    return "\n".join(parts)


def _sentence_html(sentence: Sentence, listed: list[Reference], mark: str) -> str:
    laid = []
    for number, span in enumerate(sentence.spans):
        shown = safe.markup(upper_first(span.text) if number == 0 else span.text)
        if isinstance(span, Figure):
            title = safe.markup(span.method or f"read from {len(span.facts)} facts")
            shown = f'<b class="figure" title="{title}">{shown}</b>'
        laid.append(shown)
    marks = "".join(f'<a href="#{mark}{n}">{n}</a> ' for n in numbers_of(sentence.facts(), listed))
    return "".join(laid) + (f" <sup>[{marks.strip()}]</sup>" if marks else "")


def _reference_words(reference: Reference) -> str:
    release = f", release {reference.release}" if reference.release else ""
    count = f"; {len(reference.facts)} rows" if len(reference.facts) > 1 else ""
    named = ", ".join(fact.id[:10] for fact in reference.facts[:_FACTS_NAMED])
    more = ", ..." if len(reference.facts) > _FACTS_NAMED else ""
    return f"{reference.source.publisher}: {reference.source.title}{release}{count} (facts {named}{more})."


def _reference_line(reference: Reference) -> str:
    return safe.plain(f"[{reference.number}] {_reference_words(reference)} {reference.locator}")


def _markdown_link(reference: Reference) -> str:
    address = safe.link(reference.locator)
    rest = reference.locator.removeprefix(address).strip()
    return f"<{address}>{f' {safe.markdown(rest)}' if rest else ''}" if address else safe.markdown(reference.locator)


def _caveat(brief: Brief) -> str:
    return (
        f"latticework; {clocks(brief)}. Agreements, events and documents are a selection, not a census. "
        "To follow a figure: its number leads to the list of sources, and `latticework facts ID` shows the row."
    )
