"""The header of a panel: what a reader must know to use it and to cite it."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from latticework.panels.datasets import find_dataset

if TYPE_CHECKING:
    from latticework.panels.core import Core


def header(panel: Core) -> dict[str, Any]:
    """Give unit, rows, choices in order, datasets with release, digest and citation, and each column's label and known share."""
    used = list(dict.fromkeys([name for step in panel.steps for name in step.datasets]))
    return {
        "made_by": f"latticework {version('latticework')}",
        "unit": panel.unit,
        "system": panel.rows.system.name,
        "rows": len(panel),
        "choices": [
            {"step": step.verb, **step.chosen, **({"notes": list(step.notes)} if step.notes else {})}
            for step in panel.steps
        ],
        "datasets": [_dataset(panel, name) for name in used],
        "facts": _facts(panel),
        "columns": [
            {"name": name, "label": column.label, "dataset": column.dataset, "unknown": int((~column.known).sum())}
            for name, column in panel.columns.items()
        ],
        "unknown": "Unknown is null, never zero. A year outside a dataset's coverage is unknown.",
    }


def _dataset(panel: Core, name: str) -> dict[str, Any]:
    card = find_dataset(name)
    return {
        "name": name,
        "title": card.title,
        "release": card.release,
        "years": list(card.years),
        "citation": card.citation,
        "address": card.address,
        "file": card.file,
        "version": panel.tables.version(name),
    }


def _facts(panel: Core) -> list[dict[str, Any]]:
    """Give the sources of facts that steps have read from a store or the pack: release, citation and how many facts each step read."""
    counted: dict[tuple[str, str], dict[str, int]] = {}
    for step in panel.steps:
        for told in step.facts:
            counted.setdefault((told.source, told.release), {})[step.verb] = told.count
    if not counted:
        return []
    from latticework.pack.sources import sources
    from latticework.sources.catalogue import CATALOGUE

    known = sources() | {key: card.source() for key, card in CATALOGUE.items()}
    rows = []
    for (name, release), count in sorted(counted.items()):
        source = known.get(name)
        said = (source.title, source.citation, source.address) if source else (name, "", "")
        rows.append({"name": name, "release": release, "facts_read": count} | dict(zip(_SAID, said, strict=True)))
    return rows


_SAID = ("title", "citation", "address")


def as_markdown(told: dict[str, Any]) -> str:
    """Give a header as a page of Markdown."""
    lines = [
        f"# {told['unit']} ({told['system']}), {told['rows']:,} rows",
        "",
        f"Made by {told['made_by']}. {told['unknown']}",
        "",
    ]
    lines += ["## Choices, in order", ""]
    for step in told["choices"]:
        chosen = "; ".join(f"{key}: {value}" for key, value in step.items() if key not in ("step", "notes"))
        lines.append(f"- **{step['step']}**{': ' + chosen if chosen else ''}")
        lines += [f"  - {note}" for note in step.get("notes", ())]
    lines += ["", "## Datasets", ""]
    for row in told["datasets"]:
        years = f"{row['years'][0]}-{row['years'][1]}"
        lines.append(f"- {row['title']}, release {row['release']}, {years}. {row['citation']} <{row['address']}>")
    if told["facts"]:
        lines += ["", "## Facts", ""]
        lines += [
            f"- {row['title']}{', release ' + row['release'] if row['release'] else ''}; facts read: "
            f"{', '.join(f'{verb} {count:,}' for verb, count in row['facts_read'].items())}. "
            f"{row['citation'] and row['citation'] + ' '}<{row['address']}>"
            for row in told["facts"]
        ]
    lines += ["", "## Columns", "", "| column | what it is | dataset | unknown |", "|---|---|---|---|"]
    lines += [f"| {c['name']} | {c['label']} | {c['dataset']} | {c['unknown']:,} |" for c in told["columns"]]
    return "\n".join([*lines, ""])
