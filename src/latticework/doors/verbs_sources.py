"""What `sources` does with files: fetch, read, recognise and check them, and cite where they are from."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from latticework.atlas import Atlas
from latticework.doors.render.table import Sheet, Value
from latticework.errors import UsageError
from latticework.sources.card import Card, csl
from latticework.sources.catalogue import CATALOGUE, find_source, recognise
from latticework.sources.fetch import Fetched, fetch, unpack
from latticework.sources.report import Report
from latticework.sources.table import check_file, files_of
from latticework.store.refused import COLUMNS, refused_rows

_SHOWN = 20


def files_folder() -> Path:
    """Where fetched files are kept: `LATTICEWORK_DATA`, or the platform's place for user data."""
    chosen = os.environ.get("LATTICEWORK_DATA")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("latticework") / "files"


def get(atlas: Atlas, keys: Sequence[str], folder: Path | None) -> Sheet:
    """Read sources into the store: from a folder, or from their official addresses when no folder is named."""
    if not keys:
        raise UsageError("which source?", next_step=f"name one of {', '.join(CATALOGUE)}")
    reports: list[Report] = []
    for key in keys:
        card = find_source(key)
        reports += atlas.get(card.key, folder or _fetched(card))
    return imported(reports)


def add(atlas: Atlas, files: Sequence[str]) -> Sheet:
    """Read single files into the store, each recognised by its publisher's name."""
    if not files:
        raise UsageError("which file?", next_step="name one or more files as their publisher named them")
    reports: list[Report] = []
    for name in files:
        path = Path(name)
        if not path.is_file():
            raise UsageError(f"there is no file {name!r}")
        reports += atlas.get(recognise(path).key, path)
    return imported(reports)


def refused(atlas: Atlas, keys: Sequence[str]) -> Sheet:
    """Lay out the rows that made no fact in an import, with file, row and reason; of all sources unless one is named."""
    if atlas.store is None:
        raise UsageError("there is no store that could have refused rows", next_step="name a folder with --store")
    rows = [row.values for row in refused_rows(atlas.store.folder, keys[0] if keys else "")]
    return Sheet("Refused rows", COLUMNS, list(rows))


def imported(reports: Sequence[Report]) -> Sheet:
    """Lay out what imports did, each state that was not matched and the first rows refused below."""
    columns = (
        "source",
        "release",
        "file",
        "rows read",
        "facts made",
        "new",
        "unknown values",
        "rows refused",
        "claims not matched",
    )
    rows: list[tuple[Value, ...]] = [
        (one.source, one.release, one.file, one.rows, one.facts, one.new, one.unknown, one.refused_rows, one.unmatched_claims)
        for one in reports
    ]  # fmt: skip
    notes: list[str] = []
    for report in reports:
        notes += [
            f"not matched: {one.system} {one.code} in {one.file}, {one.first_year}-{one.last_year} ({one.claims})"
            for one in report.not_matched
        ]
        notes += [f"refused: {one.file} row {one.row}: {one.reason}" for one in report.refused[:_SHOWN]]
        notes += [f"{report.file}: {note}" for note in report.notes]
    kept = (
        ("rows refused are kept whole beside the store, in the folder refused",)
        if any(r.refused for r in reports)
        else ()
    )
    return Sheet("Imported", columns, rows, (*notes, *kept))


def check(keys: Sequence[str], folder: Path | None) -> Sheet:
    """Hold the files of a folder against the cards, without reading them into the store."""
    import fnmatch

    place = folder or files_folder()
    rows: list[tuple[Value, ...]] = []
    for card in [find_source(key) for key in keys] or list(CATALOGUE.values()):
        for path in files_of(place):
            name = path.name.removesuffix(".gz")
            for file in card.files:
                if any(fnmatch.fnmatchcase(name, pattern) for pattern in file.names):
                    rows.append((card.key, file.release, path.name, check_file(file, path)))
    if not rows:
        raise UsageError("no file of any source is there", place=str(place), next_step="name a folder with --from")
    return Sheet(f"Files in {place}", ("source", "release", "file", "finding"), rows)


def cite(card: Card) -> Sheet:
    """Lay out how a source is cited, in words, as BibTeX and as CSL-JSON, and what its licence allows."""
    return Sheet(
        card.title,
        ("field", "value"),
        [
            ("publisher", card.producer),
            ("address", card.address),
            ("licence", card.licence),
            ("allows", card.allows),
            ("cite as", card.cite),
            ("BibTeX", card.bibtex),
            ("CSL-JSON", json.dumps(csl(card.bibtex), ensure_ascii=False)),
            ("kinds", ", ".join(card.kinds)),
            ("note", card.note),
        ],
    )


def _fetched(card: Card) -> Path:
    folder = files_folder() / card.key
    click.echo(f"fetching {card.title} into {folder}", err=True)
    done: list[Fetched] = fetch(card, folder, progress=_progress if sys.stderr.isatty() else None)
    for one in done:
        click.echo(f"{one.path.name}: {one.bytes:,} bytes, sha256 {one.sha256}", err=True)
        unpack(one.path)
    return folder


def _progress(name: str, have: int, total: int | None) -> None:
    share = f" of {total:,} ({100 * have // total}%)" if total else ""
    click.echo(f"\r{name}: {have:,} bytes{share}", nl=total is not None and have >= total, err=True)
