"""The notebooks of examples/ are what their tool makes, hold no outputs, and run from the first cell to the last."""

from __future__ import annotations

import json
import sys
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.conftest import ROOT, shared

EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = util.spec_from_file_location("make_notebooks", ROOT / "tools" / "make_notebooks.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules["make_notebooks"] = module
    spec.loader.exec_module(module)
    return module


def run(name: str, **environment: str) -> list[dict[str, Any]]:
    """Run a notebook of the examples in a kernel of its own; gives the outputs of its cells, the last of each."""
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    book = nbformat.read(EXAMPLES / name, as_version=4)
    nbformat.validate(book)
    nbclient.NotebookClient(book, timeout=300, kernel_name="python3").execute()
    return [dict(cell.outputs[-1]) for cell in book.cells if cell.cell_type == "code" and cell.outputs]


def html(output: dict[str, Any]) -> str:
    return str(output["data"].get("text/html", ""))


@pytest.mark.parametrize("name", ["dangerous_dyads.ipynb", "why_japan.ipynb"])
def test_notebooks_are_up_to_date_and_without_outputs(tool: ModuleType, name: str) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    assert text == tool.NOTEBOOKS[name](), "run: python tools/make_notebooks.py"
    assert all(not cell.get("outputs") for cell in json.loads(text)["cells"])
    assert sorted(path.name for path in EXAMPLES.glob("*.ipynb")) == sorted(tool.NOTEBOOKS)


def test_the_tour_of_japan_runs_from_the_pack_alone(pack_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LATTICEWORK_STORE", str(pack_folder))
    shown = run("why_japan.ipynb")
    place, brief, threats, first, ties, tie, pledges, fact, cover, picture, nothing = map(html, shown)
    assert "none: the pack alone" in place
    assert 'class="figure"' in brief
    assert "<summary>Sources (" in brief
    assert "China" in threats
    assert "The facts behind it" in first
    assert "Australia, Japan" in ties
    assert "signed" in tie
    assert "pledge" in pledges
    assert "known from" in fact
    assert "own: JPN" in cover
    assert nothing.startswith("<p><b>Unknown</b>: ")
    assert "application/vnd.vegalite.v6+json" in shown[9]["data"]
    assert not picture or "data:image/png;base64," in picture  # drawn where the extra is there
    for made in map(html, shown):
        assert "<script" not in made
        assert 'src="http' not in made
    assert (
        len(json.dumps(shown[1])) < 300_000
    )  # a brief with every fact behind it printed in full would be many times that


def test_the_replication_runs_as_a_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("statsmodels", reason="statsmodels is not installed")
    pytest.importorskip("polars", reason="polars is not installed")
    monkeypatch.setenv("LATTICEWORK_DATA", str(shared("data")))
    panel, _, printed = run("dangerous_dyads.ipynb")
    assert "dyad-years without direction" in html(panel)
    assert "<summary>Datasets</summary>" in html(panel)
    lines = str(printed["text"]).splitlines()
    z = {line.split()[0]: float(line.split()[-1]) for line in lines[2:-1]}
    assert "pair-years" in lines[0]
    assert min(z[name] for name in ("land_contiguous", "both_major", "parity", "militarisation")) > 2
    assert max(z[name] for name in ("least_democracy", "peace")) < -2
