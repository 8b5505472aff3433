"""Write the pages of docs/ that are drawn from tables and cards: `python tools/write_docs.py`.

A test holds the pages against this, so they are never out of date.
"""

from __future__ import annotations

import html
import inspect
import re
import sys
from collections import Counter
from pathlib import Path

import click

from latticework.doors.cli import cli
from latticework.measures import CARDS
from latticework.measures.depth import ladder
from latticework.measures.threats import VARIANTS, weights
from latticework.model.kind import kinds
from latticework.pack.sources import coverage, sources
from latticework.sources.catalogue import CATALOGUE

sys.path.insert(0, str(Path(__file__).parent))
from python_page import python_page

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


def catalogue_page() -> str:
    lines = [DRAWN + "# The catalogue of sources\n", f"{len(CATALOGUE)} datasets that [`latticework sources get`](verbs.md#sources) reads, from their cards in"
             " `sources/`. What an import does stands in [Sources](sources.md).\n"]  # fmt: skip
    for card in CATALOGUE.values():
        years = [f"`{c.kind}` {c.first}-{c.last or ''}{'' if c.complete else ' (a selection)'}" for c in card.covers]
        names = [f"`{name}`" for name in dict.fromkeys([file.names[0] for file in card.files] + list(card.patterns))]
        lines += [
            f"## {card.key}\n", f"{plain(card.title)}. {plain(card.producer)}. <{card.address}>\n", f"- **Terms** {plain(card.licence)}: {plain(card.allows)}",
            f"- **Kinds and years** {'; '.join(years)}", f"- **Files** {', '.join(names)}", f"- **Cite** {plain(card.cite)}",
            *([f"- **Note** {plain(card.note)}"] if card.note else []), "",
        ]  # fmt: skip
    return "\n".join(lines)


def verbs_page() -> str:
    lines = [
        DRAWN + "# Verbs\n",
        "`latticework VERB`, with every option, as the commands themselves declare them; `latticework VERB --help` prints the same.\n",
    ]
    for name, command in sorted(cli.commands.items()):
        lines += verb(command, f"latticework {name}", 2)
    return "\n".join(lines)


def verb(command: click.Command, path: str, depth: int) -> list[str]:
    """Draw a verb, and the verbs below it."""
    context = click.Context(
        command, info_name=path, parent=click.Context(cli, info_name="latticework", **cli.context_settings)
    )
    usage = " ".join((path, *command.collect_usage_pieces(context)))
    said = inspect.cleandoc(command.help or "").replace("\b", "")
    assert said, f"{path} says nothing of itself"
    lines = [f"{'#' * depth} {path.removeprefix('latticework ')}\n", f"```text\n{usage}\n```\n", plain(said) + "\n"]
    records = [
        record
        for one in command.get_params(context)
        if isinstance(one, click.Option) and (record := one.get_help_record(context))
    ]
    assert all(words for _, words in records), f"{path} has an option that says nothing of itself"
    lines += ["| option | what it does |", "|---|---|"]
    lines += [
        f"| <code>{cell(html.escape(left))}</code> | {cell(plain(' '.join(words.split())))} |"
        for left, words in records
    ]
    lines.append("")
    if isinstance(command, click.Group):
        for name, below in sorted(command.commands.items()):
            lines += verb(below, f"{path} {name}", depth + 1)
    return lines


def plain(text: str) -> str:
    """Keep words from being read as marks, but for `code`."""
    parts = text.split("`")
    kept = [re.sub(r"([*_<>\[\]])", r"\\\1", part) if number % 2 == 0 else part for number, part in enumerate(parts)]
    return "`".join(kept)


def cell(text: str) -> str:
    return text.replace("|", "&#124;")


def terms_page() -> str:
    text = (
        (DOCS.parent / "PACK-TERMS.md").read_text(encoding="utf-8").replace("([LICENSE](LICENSE))", "(file `LICENSE`)")
    )
    return DRAWN.replace("the tables", "PACK-TERMS.md") + text


PAGES = {
    "kinds.md": kinds_page, "measures.md": measures_page, "coverage.md": coverage_page, "catalogue.md": catalogue_page,
    "verbs.md": verbs_page, "python.md": python_page, "terms.md": terms_page,
}  # fmt: skip

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        print(f"docs/{name}")
