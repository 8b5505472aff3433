"""Make examples/dangerous_dyads.ipynb from examples/dangerous_dyads.py: `python tools/make_notebooks.py`.

A test holds the notebook against this, so the two never tell different things. Outputs are left out.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[1] / "examples"
SOURCE = EXAMPLES / "dangerous_dyads.py"


def dangerous_dyads() -> str:
    text = SOURCE.read_text(encoding="utf-8")
    tree = ast.parse(text)
    title, _, rest = (ast.get_docstring(tree) or "").partition("\n\n")
    story = "\n\n".join(part for part in rest.split("\n\n") if not part.startswith("Run: "))
    made = {node.name: whole(text, node) for node in tree.body if isinstance(node, ast.FunctionDef)}
    settings = [whole(text, node) for node in tree.body if isinstance(node, ast.Assign)]
    return notebook(
        [
            f"# {title.rstrip('.')}\n\n{story}\n\nName the folder of the official files in `LATTICEWORK_DATA` before you start."
            " Needs the extras `stats`, `frames` and `arrow`.",
            ["import os", "from pathlib import Path", "from typing import Any", "", "import numpy as np", "import polars as pl", "",
             "import latticework as lw", "", *settings, 'folder = Path(os.environ["LATTICEWORK_DATA"])'],
            "## The rows\n\nA panel shows its first rows; its choices, datasets and columns unfold below them.",
            ["lw.panel.dyad_years(years=YEARS, directed=False, data=folder).with_alliances().with_capabilities()"],
            "## The variables of the regression",
            [made["data"], "", "", made["prepared"], "", "", "frame = data(folder)", "frame.head()"],
            "## The logit",
            [made["fit"], "", "", made["table"], "", "", "result = fit(frame)", "print(table(frame, result))"],
        ]
    )  # fmt: skip


def whole(text: str, node: ast.stmt) -> str:
    """Give the lines of a statement, with the comment that ends them."""
    return "\n".join(text.splitlines()[node.lineno - 1 : node.end_lineno])


def notebook(cells: list[str | list[str]]) -> str:
    """Write cells as a notebook without outputs: texts become Markdown, lists of lines become code."""
    body: list[dict[str, Any]] = []
    for number, cell in enumerate(cells, start=1):
        text = cell if isinstance(cell, str) else "\n".join(cell)
        lines = text.splitlines(keepends=True)
        one: dict[str, Any] = {"id": f"cell-{number}", "metadata": {}, "source": lines}
        if isinstance(cell, str):
            body.append({"cell_type": "markdown", **one})
        else:
            body.append({"cell_type": "code", "execution_count": None, "outputs": [], **one})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = {
        "cells": body,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def why_japan() -> str:
    return notebook(
        [
            "# Why is Japan seeking military ties beyond its ally?\n\nAnswered from the facts that come with the package: no data to"
            " fetch, no network. Every answer below is an object; a notebook shows it with its sources.",
            ["import latticework as lw", "", "atlas = lw.open()", "atlas"],
            "## The brief\n\nEach figure is in bold, each sentence numbered; the list of sources unfolds at the end, the sum behind each score"
            " where it is told.",
            ['atlas.why("Japan", as_of="2023-01-13")'],
            "## Who threatens it\n\nA list of readings is a table; one reading shows the parts it is made of, and the facts behind it.",
            ['threats = atlas.threats("Japan", as_of="2023-01-13")', "threats"],
            ["threats[0]"],
            "## Who it is tied to",
            ['ties = atlas.ties(as_of="2023-01-13")', 'ties.between("JPN", "AUS")'],
            ['ties.between("JPN", "AUS")[0]'],
            "## The evidence\n\nFacts are shown with the place they were read; a single one with everything it carries.",
            ['atlas.facts(["pledge"], parties=["JPN"])'],
            ['atlas.facts(["troops_hosted"], parties=["JPN", "USA"], limit=1)[0]'],
            "## A measure, a picture, and what is not known\n\nUnknown is an answer with a reason, never a zero.",
            ["from latticework import charts, measures", "", 'world = atlas.world("2023-01-13")', 'measures.cover(world, "JPN", ["CHN"])'],
            ['charts.balance(world, ["CHN"], ["JPN"], sources=atlas.sources())'],
            ['measures.cover(atlas.world("1800-01-01"), "JPN", ["CHN"])'],
        ]
    )  # fmt: skip


NOTEBOOKS = {"dangerous_dyads.ipynb": dangerous_dyads, "why_japan.ipynb": why_japan}

if __name__ == "__main__":
    for name, made in NOTEBOOKS.items():
        (EXAMPLES / name).write_text(made(), encoding="utf-8")
        print(f"examples/{name}")
