"""The verb `check`: every checkable claim of a text with its verdicts, from the shell."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from latticework.doors.options import Run, shared

if TYPE_CHECKING:
    from latticework.answers.check import Checked
    from latticework.atlas import Atlas

FORMS = ("table", "md", "json", "html", "claimreview")
"""The formats of a checked text; claimreview is schema.org's ClaimReview in JSON-LD."""

CONTRADICTED, UNCHECKED = 3, 4
"""Exit codes of --strict: something is contradicted; nothing is, but not one claim could be checked."""


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True))
@click.option(
    "--published", metavar="DAY", help="When the text was published. Default: its metadata, else its dateline."
)
@click.option(
    "--strict", is_flag=True, help="Exit with code 3 when anything is contradicted, 4 when no claim could be checked."
)
@shared(*FORMS)
def check(run: Run, file: Path, published: str | None, strict: bool) -> None:
    """Check the claims of the text in FILE (- reads standard input): supported, contradicted, depends, not checkable.

    Each claim is judged as published (facts public by that day), by what is public now about then, and as of today.

    Example: latticework check article.txt --published 2023-01-13
    """
    from latticework.doors.render import checked as render

    atlas = run.atlas()
    made = _checked(run, atlas, file, published)
    sources = atlas.sources()
    if run.form == "table":
        run.emit(render.terminal(made, sources, colour=run.colour, cite=run.cite))
    else:
        run.emit(
            {"md": render.markdown, "json": render.as_json, "html": render.page, "claimreview": render.claim_review}[
                run.form
            ](made, sources)
        )
    if strict and made.contradicted():
        sys.exit(CONTRADICTED)
    if strict and not any("not_checkable" not in (c.then.verdict, c.hindsight.verdict) for c in made.claims):
        sys.exit(UNCHECKED)


def _checked(run: Run, atlas: Atlas, file: Path, published: str | None) -> Checked:
    from latticework.answers.check import check as judge
    from latticework.doors.sheets.texts import document_of
    from latticework.text.document import decode
    from latticework.text.read import read_documents

    content = sys.stdin.buffer.read() if str(file) == "-" else _content(file)
    document = document_of(decode(content), published, key=str(file))
    if document.published is None:
        click.echo("the day of publication is not known: judged as of today; give --published DAY", err=True)
    read = next(iter(read_documents([document])))
    now = atlas.world(run.as_of, run.known_by)
    then = atlas.world(document.published, document.published) if document.published else now
    return judge(then, now, read)


def _content(file: Path) -> bytes:
    from latticework.errors import UsageError

    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(
            f"cannot read {file}: {error.strerror}", next_step="name a file of text or HTML, or - for standard input"
        ) from error
