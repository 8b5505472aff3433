"""Write the pages of docs/ that are drawn from tables and cards: `python tools/write_docs.py`.

A test holds the pages against this, so they are never out of date.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from latticework.measures import CARDS
from latticework.measures.depth import ladder
from latticework.measures.threats import VARIANTS, weights
from latticework.model.kind import kinds
from latticework.pack.sources import coverage, sources

DOCS = Path(__file__).parents[1] / "docs"
DRAWN = "<!-- drawn by tools/write_docs.py; edit the tables, not this page -->\n\n"


def kinds_page() -> str:
    lines = [
        DRAWN + "# Kinds of facts\n",
        "From `model/tables/kinds.toml`. A directed fact is written `A>B`, giver first.\n",
    ]
    for family in dict.fromkeys(kind.family for kind in kinds().values()):
        lines += [f"## {family.capitalize()}\n", "| kind | roles | rung | says |", "|---|---|---|---|"]
        for kind in kinds().values():
            if kind.family == family:
                roles = " > ".join(filter(None, (kind.givers, kind.receivers))) or "parties"
                lines.append(f"| `{kind.name}` | {roles} | {kind.rung or ''} | {kind.says} |")
        lines.append("")
    return "\n".join(lines)


def measures_page() -> str:
    lines = [
        DRAWN + "# Measures\n",
        "One measure, one function, one card. A reading carries its parts; unknown carries its reason.\n",
    ]
    for card in CARDS.values():
        lines += [
            f"## {card.name}\n", card.says + "\n", f"- **Unit** {card.unit}", f"- **Formula** {card.formula}",
            f"- **Needs** {', '.join(f'`{kind}`' for kind in card.needs) or 'no facts'}", f"- **Literature** {card.literature}",
            f"- **Version** {card.version}\n",
        ]  # fmt: skip
    table = weights()
    lines += ["## The numbers of `threats`\n", f"{len(VARIANTS)} variants: capability by spending, output or warheads; proximity by"
              " capital distance, minimum distance or exponential; intent by documents and acts, documents, or acts.\n"]  # fmt: skip
    lines += [
        f"- `{group}.{name}` = {value}"
        for group in table
        for name, value in table[group].items()
        if not isinstance(value, dict)
    ]
    lines += [f"- `acts.plover.{name}` = {value}" for name, value in table["acts"]["plover"].items()]
    lines += ["\n## The ladder of `depth`\n"]
    lines += [f"- rung {number}: {name}" for number, name in ladder()["rungs"].items()]
    lines += [
        f"- a tie that is {status.replace('_', ' ')} counts {worth} of its rung"
        for status, worth in ladder()["status"].items()
    ]
    lines += [
        "\nThe ladder saturates: two partners with something on every rung below the defence pledge are level. On 13 January 2023 it"
        " orders Japan's ties United States, Australia, Britain, India, Vietnam (a test holds it).\n"
    ]
    return "\n".join(lines)


def coverage_page() -> str:
    table = sources()
    lines = [DRAWN + "# What the pack looked at\n", "Inside coverage, no fact means none was found; outside it, the answer is unknown."
             " A selection gives lower bounds, and no \"first since\".\n", "| kind | source | states | from | to | how | note |",
             "|---|---|---|---|---|---|---|"]  # fmt: skip
    for c in coverage():
        where = (
            "all" if not c.states else f"{len(c.states)} states" if len(c.states) > 3 else ", ".join(sorted(c.states))
        )
        lines.append(
            f"| `{c.kind}` | {c.source} | {where} | {c.start} | {c.end or ''} | {'complete' if c.complete else 'selection'} | {c.note} |"
        )
    licences = Counter(source.licence for source in table.values())
    lines += [
        f"\n{len(table)} sources, by terms:\n",
        *(f"- {licence}: {number}" for licence, number in sorted(licences.items())),
    ]
    return "\n".join([*lines, ""])


PAGES = {"kinds.md": kinds_page, "measures.md": measures_page, "coverage.md": coverage_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        print(f"docs/{name}")
