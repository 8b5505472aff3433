"""The verb `read`: texts in, facts out, each under its words."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from latticework.doors.options import TABLES, Run, shared
from latticework.errors import UsageError

if TYPE_CHECKING:
    from latticework.doors.render.table import Sheet
    from latticework.text.read import Read


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option("--published", metavar="DAY", help="Publication day of texts that tell none.")
@click.option(
    "--coder", "coder_name", default="linear", show_default=True, help="linear, onnx:FOLDER or llm:ADDRESS#MODEL."
)
@click.option(
    "--gold",
    metavar="OUT",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write OUT/ID.json in the gold format.",
)
@click.option(
    "--page",
    metavar="HTML",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the texts with their facts marked.",
)
@click.option("--write", "into_store", is_flag=True, help="Write the facts into the store.")
@click.option("--explain", is_flag=True, help="Show the words and rules each fact was read by.")
@shared(*TABLES)
def read(
    run: Run, paths: tuple[str, ...], published: str | None, coder_name: str, gold: Path | None, page: Path | None,
    into_store: bool, explain: bool,
) -> None:  # fmt: skip
    """Read news and official texts into events, ties, figures and named threats.

    FILE is a text, HTML, a JSON file or JSON lines with the columns id, text, date and url, Parquet with these columns, a
    folder of such, or - for standard input.
    """
    from latticework.model.period import as_day
    from latticework.text.coders import coder_named
    from latticework.text.inputs import Refused, documents
    from latticework.text.read import read_documents

    coder = coder_named(coder_name)
    label = f"{coder.name} {coder.version}"
    refused: list[Refused] = []

    def kept() -> Iterator[object]:
        for found in documents(paths, published=as_day(published) if published else None):
            if isinstance(found, Refused):
                refused.append(found)
            else:
                yield found

    reads = read_documents(kept(), coder)  # type: ignore[arg-type]
    if gold:
        _write_gold(reads, gold)
    elif into_store:
        run.show(_stored(run, reads, label))
    else:
        whole = list(reads)
        if page:
            from latticework.doors.render.annotated import page as draw

            _replace(page, draw(whole))
        run.show(_sheet(whole, explain=explain))
    for one in refused:
        click.echo(f"not read: {one.key}: {one.because}", err=True)


def _write_gold(reads: Iterable[Read], folder: Path) -> None:
    from latticework.text.gold import as_gold

    folder.mkdir(parents=True, exist_ok=True)
    for one in reads:
        name = one.document.key
        if not name or name in (".", "..") or any(ch in name for ch in "/\\\0"):
            raise UsageError(f"{name!r} cannot be a file's name", next_step="give the text another id")
        _replace(folder / f"{name}.json", json.dumps(as_gold(one), ensure_ascii=False, indent=1) + "\n")


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)


def _stored(run: Run, reads: Iterable[Read], label: str) -> Sheet:
    from latticework.doors.render.table import Sheet
    from latticework.text.facts import facts_of

    atlas = run.atlas()
    rows: list[tuple[str | float | int | None, ...]] = []
    facts, undated = [], 0
    for one in reads:
        made = list(facts_of(one, label))
        undated += one.document.published is None
        facts += made
        rows.append(
            (one.document.key, str(one.document.published or "unknown"), one.document.published_from, len(made))
        )
    written = atlas.add(facts, origin=f"text:{label}") if facts else None
    notes = [f"facts new to the store: {written.new if written else 0}"]
    if undated:
        notes.append(f"{undated} texts without a publication day gave no facts: name one with --published")
    return Sheet("Texts read", ("text", "published", "day from", "facts"), rows, tuple(notes))


def _sheet(reads: list[Read], *, explain: bool) -> Sheet:
    from latticework.doors.render.table import Sheet
    from latticework.text.cluster import cluster

    columns = ("kind", "who", "whom", "what", "status", "day", "words", *(("read by",) if explain else ()))
    rows: list[tuple[str | float | int | None, ...]] = []
    for one in reads:
        rows += [row if explain else row[:-1] for row in _rows(one)]
    acts = cluster(reads)
    again = [c for c in acts if c.reports > 1]
    notes = [f"{len(reads)} texts; {len(acts)} acts, {len(again)} of them told more than once"]
    notes += [
        f"published {one.document.published} ({one.document.published_from}): {one.document.key}"
        for one in reads[:5]
        if one.document.published
    ]
    return Sheet("Read in the text", columns, rows, tuple(notes))


def _rows(one: Read) -> Iterator[tuple[str, ...]]:
    document = one.document
    for event, time in zip(one.events, one.event_times, strict=True):
        day = (time.written(event.modality == "planned") if time else None) or ""
        who = ";".join((event.source, *event.others))
        words = document.quote(event.start, event.end)
        yield (
            "act",
            who,
            ";".join(event.targets),
            event.root,
            event.modality,
            day,
            words,
            _why((*event.why, f"{event.confidence:.2f}")),
        )
    for tie, time in zip(one.ties, one.tie_times, strict=True):
        day = (time.written(tie.status in ("announced", "proposed")) if time else None) or ""
        yield (
            "tie",
            tie.parties[0],
            ";".join(tie.parties[1:]),
            tie.kind,
            tie.status,
            day,
            document.quote(tie.start, tie.end),
            _why(tie.why),
        )
    for figure in one.figures:
        amount = figure.amount
        what = f"{amount.comparator or ''} {_value(amount.value)} {amount.unit}".strip()
        due = figure.due.written(True) if figure.due else ""
        day = (figure.time.written() if figure.time else "") or ""
        status = f"by {due}" if due else figure.modality if figure.modality != "happened" else ""
        yield (
            "pledge" if figure.pledged else "figure",
            figure.subject,
            figure.object,
            what,
            status,
            day or "",
            document.quote(amount.start, amount.end),
            figure.what,
        )
    for naming in one.namings:
        yield "naming", naming.namer, naming.named, naming.grade, "", "", document.quote(naming.start, naming.end), ""


def _why(parts: Iterable[str]) -> str:
    return ", ".join(filter(None, parts))


def _value(value: object) -> str:
    return (
        "-".join(map(str, value))
        if isinstance(value, tuple)
        else f"{value:,}"
        if isinstance(value, int | float)
        else str(value)
    )
