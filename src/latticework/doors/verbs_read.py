"""The verb `read`: texts in, facts out, each under its words."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

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
@click.option(
    "--explain", is_flag=True, help="Show why each fact was read: tokens, mentions, word, sides, and what was weighed."
)
@click.option(
    "--workers", type=click.IntRange(1, 1_000), metavar="N", help="Read a corpus with N processes into --out."
)
@click.option("--cluster", metavar="ADDRESS", help="Read a corpus with the workers of a dask scheduler into --out.")
@click.option(
    "--shards",
    type=click.Choice(["parquet", "jsonl"]),
    default="parquet",
    show_default=True,
    help="How the facts of a corpus are written.",
)
@click.option(
    "--shard-size",
    type=click.FloatRange(0.0001, 1_000),
    default=4.0,
    show_default=True,
    metavar="MB",
    help="Text of a corpus in one shard.",
)
@shared(*TABLES, folder="with --workers or --cluster, the folder of the shards of facts")
def read(
    run: Run, paths: tuple[str, ...], published: str | None, coder_name: str, gold: Path | None, page: Path | None,
    into_store: bool, explain: bool, workers: int | None, cluster: str | None, shards: Literal["parquet", "jsonl"],
    shard_size: float,
) -> None:  # fmt: skip
    """Read news and official texts into events, ties, figures and named threats.

    FILE is a text, HTML, a JSON file or JSON lines with the columns id, text, date and url, Parquet with these columns, a
    folder of such, or - for standard input.

    With --workers or --cluster, FILE is one corpus: a folder of JSON lines or Parquet, or one such file, of any size. Its
    facts go into the folder --out in shards, each whole or not at all; the same command again goes on where it ended.
    """
    if workers or cluster:
        if gold or page or explain or (workers and cluster):
            raise UsageError(
                "a corpus is read with --workers or --cluster, and without --gold, --page and --explain",
                next_step="leave one out",
            )
        from latticework.doors.verbs_corpus import read_corpus

        read_corpus(
            run, paths, published=published or "", coder=coder_name, workers=workers, cluster=cluster, form=shards,
            size=round(shard_size * 1_000_000), into_store=into_store,
        )  # fmt: skip
        return
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
        from latticework.doors.sheets.texts import grounds_sheet, read_sheet

        whole = list(reads)
        if page:
            from latticework.doors.render.annotated import page as draw

            _replace(page, draw(whole))
        run.show(grounds_sheet(whole, coder) if explain else read_sheet(whole))
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
