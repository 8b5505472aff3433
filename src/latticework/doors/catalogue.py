"""The catalogue as tables: sources, what they looked at, kinds of facts, measures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from latticework import measures
from latticework.atlas import Atlas
from latticework.doors.render.table import Sheet, Value
from latticework.errors import NameNotFound, UsageError
from latticework.model.kind import kinds
from latticework.sources.catalogue import CATALOGUE, find_source


def sources(atlas: Atlas, what: str, key: str | None) -> Sheet:
    """Lay out sources, coverage, kinds or measures."""
    table = atlas.sources()
    if what == "cite":
        if key is None or key not in table:
            raise NameNotFound("source", key or "", table)
        one = table[key]
        return Sheet(
            one.title,
            ("field", "value"),
            [
                ("publisher", one.publisher),
                ("address", one.address),
                ("licence", one.licence),
                ("cite as", one.citation or f"{one.publisher}, {one.title}, {one.address}"),
            ],
        )
    if what == "coverage":
        return Sheet(
            "Coverage",
            ("source", "kind", "states", "from", "to", "complete", "note"),
            [
                (
                    c.source,
                    c.kind,
                    f"{len(c.states)} states" if len(c.states) > 3 else ", ".join(sorted(c.states)) or "all",
                    c.start.isoformat(),
                    c.end.isoformat() if c.end else "",
                    "complete" if c.complete else "selection",
                    c.note,
                )
                for c in atlas.coverage()
            ],
        )
    if what == "catalogue":
        columns = ("source", "title", "producer", "terms", "files", "had from")
        read = {card.key for card in atlas.imported()}
        return Sheet(
            "Datasets that can be read with `latticework sources get KEY --from FOLDER` (* read already)",
            columns,
            [
                (card.key + ("*" if card.key in read else ""), card.title, card.producer, card.licence,
                 ", ".join(file.names[0] for file in card.files), card.address)
                for card in CATALOGUE.values()
            ],
        )  # fmt: skip
    if what == "kinds":
        return Sheet(
            "Kinds of facts",
            ("kind", "family", "roles", "rung", "says"),
            [
                (k.name, k.family, " > ".join(filter(None, (k.givers, k.receivers))) or "parties", k.rung, k.says)
                for k in kinds().values()
            ],
        )
    if what == "measures":
        return Sheet(
            "Measures",
            ("measure", "unit", "formula", "literature", "version"),
            [(c.name, c.unit, c.formula, c.literature, c.version) for c in measures.CARDS.values()],
        )
    return Sheet(
        f"{len(table)} sources",
        ("key", "title", "publisher", "kind", "licence", "address"),
        [
            (s.key, s.title, s.publisher, s.kind, s.licence, s.address)
            for s in sorted(table.values(), key=lambda s: s.key)
        ],
    )


def get(atlas: Atlas, keys: Sequence[str], folder: Path | None) -> Sheet:
    """Read sources from a folder and lay out what each import did."""
    if not keys:
        raise UsageError("which source?", next_step=f"name one of {', '.join(CATALOGUE)}")
    if folder is None:
        where = "; ".join(f"{key}: {find_source(key).address}" for key in keys)
        raise UsageError("where are the files?", next_step=f"get them ({where}) and name their folder with --from")
    rows: list[tuple[Value, ...]] = []
    notes: list[str] = []
    for key in keys:
        for report in atlas.get(key, folder):
            rows.append(
                (
                    report.source,
                    report.release,
                    report.file,
                    report.rows,
                    report.facts,
                    report.new,
                    report.refused_rows,
                    report.unmatched_claims,
                )
            )
            notes += [
                f"not matched: {one.system} {one.code} in {one.file}, {one.first_year}-{one.last_year} ({one.claims})"
                for one in report.not_matched[:20]
            ]
            notes += [f"refused: {one.file} row {one.row}: {one.reason}" for one in report.refused[:5]]
    columns = ("source", "release", "file", "rows read", "facts made", "new", "rows refused", "claims not matched")
    return Sheet(
        "Imported", columns, rows, (*notes, "rows refused are kept whole beside the store, in the folder refused")
    )
