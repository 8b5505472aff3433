"""The options every verb shares, and how an answer leaves: data on standard output, talk on standard error."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from latticework.atlas import Atlas
    from latticework.doors.ask import Ask
    from latticework.doors.render.table import Sheet

TABLES = ("table", "md", "json", "csv", "parquet")
"""The formats of an answer that is a table."""

BRIEFS = ("table", "md", "json", "html")
"""The formats of an answer that is a brief."""


@dataclass(frozen=True, slots=True)
class Run:
    """How one command was called: the days, the store, and where the answer goes."""

    form: str
    out: Path | None
    store: Path | None
    as_of: str | None = None
    known_by: str | None = None
    cite: bool = True

    def atlas(self) -> Atlas:
        """Open the atlas and say on standard error what a user should know about it."""
        from latticework.atlas import Atlas

        atlas = Atlas.open(self.store)
        if atlas.note:
            click.echo(atlas.note, err=True)
        return atlas

    def ask(self) -> Ask:
        """Give the question's circumstances."""
        from latticework.doors.ask import Ask

        return Ask(self.atlas(), self.as_of, self.known_by, self.cite)

    @property
    def colour(self) -> bool:
        """Whether to colour: a terminal, and neither NO_COLOR nor a dumb one."""
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return self.out is None and sys.stdout.isatty() and not plain

    def emit(self, text: str) -> None:
        """Write an answer to standard output, or whole to a file, which appears only when complete."""
        if self.out is None:
            click.echo(text, nl=False)
            return
        from latticework.errors import UsageError

        part = self.out.with_name(f".{self.out.name}.part")
        try:
            part.write_text(text, encoding="utf-8")
            os.replace(part, self.out)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise UsageError(f"cannot write {self.out}: {error.strerror}", next_step="choose another --out") from error
        click.echo(f"wrote {self.out}", err=True)

    def show(self, sheet: Sheet) -> None:
        """Write a table in its format."""
        if self.form != "parquet":
            self.emit(sheet.show(self.form, colour=self.colour))
            return
        from latticework.errors import UsageError

        if self.out is None:
            raise UsageError("parquet is not text", next_step="name a file with --out FILE.parquet")
        sheet.write_parquet(self.out)
        click.echo(f"wrote {self.out}", err=True)


def shared(*forms: str, clocks: bool = True, folder: str = "") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a verb the common options, gathered in a `Run` that is its first argument.

    `forms` are the formats its answer has (a table's unless said); `clocks` says whether days bear on it; `folder` says what
    --out is when it may be a folder.
    """
    output = (
        click.option(
            "--format", "form", type=click.Choice(forms or TABLES), default="table", show_default=True,
            help="How the answer is written.",
        ),
        click.option(
            "--out", type=click.Path(dir_okay=bool(folder), path_type=Path),
            help=f"Write to this file, not the screen{folder and f'; {folder}'}.",
        ),
        click.option(
            "--store", type=click.Path(file_okay=False, path_type=Path),
            help="Folder of the store. Default: LATTICEWORK_STORE, or the platform's data folder.",
        ),
    )  # fmt: skip
    days = (
        click.option("--as-of", metavar="DAY", help="The day the answer is about (YYYY-MM-DD). Default: today."),
        click.option("--known-by", metavar="DAY", help="Use only what was public by this day. Default: today."),
        click.option("--cite/--no-cite", default=True, show_default=True, help="Add the sources."),
    )

    def wrap(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def gathered(form: str, out: Path | None, store: Path | None, **rest: Any) -> None:
            own = {name: rest.pop(name) for name in ("as_of", "known_by", "cite") if clocks}
            command(Run(form, out, store, **own), **rest)

        made: Callable[..., None] = gathered
        for option in reversed((*days, *output) if clocks else output):
            made = option(made)
        return made

    return wrap
