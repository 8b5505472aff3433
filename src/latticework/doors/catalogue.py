"""The catalogue as tables: sources, what they looked at, kinds of facts, measures."""

from __future__ import annotations

from latticework import measures
from latticework.atlas import Atlas
from latticework.doors import verbs_sources
from latticework.doors.render.table import Sheet
from latticework.errors import NameNotFound
from latticework.model.kind import kinds
from latticework.sources.catalogue import CATALOGUE


def sources(atlas: Atlas, what: str, key: str | None) -> Sheet:
    """Lay out sources, coverage, kinds or measures."""
    table = atlas.sources()
    if what == "cite":
        if key in CATALOGUE:
            return verbs_sources.cite(CATALOGUE[key])
        if key is None or key not in table:
            raise NameNotFound("source", key or "", [*table, *CATALOGUE])
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
