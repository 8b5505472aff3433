"""The options every verb shares, and how an answer leaves: data on standard output, talk on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from latticework.atlas import Atlas
    from latticework.doors.render.table import Sheet

FORMATS = ("table", "md", "json", "csv", "parquet", "html")


def shared(*forms: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a verb the common options; `forms` are the formats its answer has."""
    options = (
        click.option("--as-of", metavar="DAY", help="The day the answer is about (YYYY-MM-DD). Default: today."),
        click.option("--known-by", metavar="DAY", help="Use only what was public by this day. Default: today."),
        click.option("--format", "form", type=click.Choice(forms or FORMATS[:5]), default="table", show_default=True, help="How the answer is written."),
        click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of the screen."),
        click.option("--store", type=click.Path(file_okay=False, path_type=Path), help="Folder of the store. Default: LATTICEWORK_STORE, or the platform's data folder."),
        click.option("--cite/--no-cite", default=True, show_default=True, help="Add the sources."),
    )  # fmt: skip

    def wrap(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return wrap


def open_atlas(store: Path | None) -> Atlas:
    """Open the atlas and say on standard error what a user should know about it."""
    from latticework.atlas import Atlas

    atlas = Atlas.open(store)
    if atlas.note:
        click.echo(atlas.note, err=True)
    return atlas


def coloured() -> bool:
    """Whether to colour: a terminal, and neither NO_COLOR nor a dumb one."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def emit(text: str, out: Path | None) -> None:
    """Write an answer to standard output, or whole to a file, which appears only when complete."""
    if out is None:
        click.echo(text, nl=False)
        return
    from latticework.errors import UsageError

    part = out.with_name(f".{out.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        os.replace(part, out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(f"cannot write {out}: {error.strerror}", next_step="choose another --out") from error
    click.echo(f"wrote {out}", err=True)


def emit_sheet(sheet: Sheet, form: str, out: Path | None) -> None:
    """Write a table in its format."""
    from latticework.errors import UsageError

    if form == "parquet":
        if out is None:
            raise UsageError("parquet is not text", next_step="name a file with --out FILE.parquet")
        sheet.write_parquet(out)
        click.echo(f"wrote {out}", err=True)
        return
    emit(sheet.show(form, colour=coloured() and out is None), out)
