"""The examples of docs/ are run: every line of the shell, every block of Python, and what is shown is what is printed."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT, shared
from tests.test_docs import DRAWN

PAGES = sorted(path.name for path in (ROOT / "docs").glob("*.md") if path.name not in DRAWN)

NOT_RUN = {
    "latticework serve": "a server stays; tests/doors start it",
    "latticework mcp": "a server stays; tests/doors start it",
    "latticework sources get cow-nmc$": "asks the network",
    "latticework sources add 2014": "the file of events of a day is large, and not at hand",
}
"""Lines that are not run, each with its reason."""

NEEDS_DATA = {"sources.md": "cow-nmc", "reading.md": "", "panels.md": ""}
"""Pages whose examples read files that users fetch, with the folder of them."""

OTHER_CODES = {"--strict": {0, 3, 4}}
"""Options under which another exit code is an answer."""

PYTHON_NOT_RUN = {"coders.md": "needs a model of one's own"}

PYTHON_LINES_NOT_RUN = {"panel.with_events": "needs days of event data in the store, which are large"}
"""Lines left out of a block, each with its reason."""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_examples", ROOT / "tools" / "run_examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["run_examples"] = module
    spec.loader.exec_module(module)
    return module


def text_of(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def with_lines(pattern: str) -> list[str]:
    return [name for name in PAGES if re.search(pattern, text_of(name), re.MULTILINE)]


@pytest.fixture
def desk(tmp_path: Path, pack_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files the examples name, and a store of its own."""
    article = (ROOT / "examples" / "explainer.txt").read_text(encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for name in ("article.txt", "folder/article.txt"):
        (tmp_path / name).write_text(article, encoding="utf-8")
    page = f'<html><head><meta name="date" content="2023-01-13"></head><body><p>{article}</p></body></html>'
    (tmp_path / "article.html").write_text(page, encoding="utf-8")
    row = {"id": "one", "text": article, "date": "2023-01-13"}
    (tmp_path / "articles.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    shutil.copytree(pack_folder, tmp_path / "store")
    monkeypatch.setenv("LATTICEWORK_STORE", str(tmp_path / "store"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", with_lines(r"^(\$ )?latticework "))
def test_each_line_of_a_page_runs(tool: ModuleType, desk: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name in NEEDS_DATA:
        monkeypatch.setenv("LATTICEWORK_DATA", str(shared("data")))
        (desk / "FOLDER").symlink_to(shared("data", NEEDS_DATA[name]))
    if name == "reading.md":
        (desk / "gold").mkdir()
        shutil.copy(next(shared("gold", "articles-dev").glob("*.json")), desk / "gold")
    failed, ran = [], 0
    for line in tool.lines(text_of(name)):
        if any(re.match(start, line) for start in NOT_RUN):
            continue
        ran += 1
        there = set(desk.rglob("*"))
        code, out, said = tool.printed(line, dict(os.environ), desk)
        allowed = next((codes for option, codes in OTHER_CODES.items() if option in line), {0})
        if code not in allowed or not (out or said or set(desk.rglob("*")) - there):
            failed.append(f"{line}\n  exit code {code}: {said[-300:]}")
    assert failed == []
    assert ran or all(any(re.match(start, line) for start in NOT_RUN) for line in tool.lines(text_of(name)))


@pytest.mark.parametrize("name", with_lines(r"^```\n\$ latticework [^\n]*\n[^`$]"))
def test_what_is_shown_is_what_is_printed(tool: ModuleType, pack_folder: Path, tmp_path: Path, name: str) -> None:
    environment = {"LATTICEWORK_STORE": str(pack_folder)}
    page = text_of(name)
    assert page == tool.redrawn(page, lambda line: tool.printed(line, environment, tmp_path)[1]), (
        "run: python tools/run_examples.py"
    )


@pytest.mark.parametrize("name", with_lines(r"^```python$"))
def test_the_python_of_a_page_runs(desk: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name in PYTHON_NOT_RUN:
        pytest.skip(PYTHON_NOT_RUN[name])
    if name in NEEDS_DATA:
        pytest.importorskip("polars", reason="polars is not installed")
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
        monkeypatch.setenv("LATTICEWORK_DATA", str(shared("data")))
    if name == "charts.md":
        pytest.importorskip("vl_convert", reason="vl-convert is not installed")
    space: dict[str, object] = {}
    for block in re.findall(r"^```python\n(.*?)^```$", text_of(name), re.MULTILINE | re.DOTALL):
        block = "\n".join(line for line in block.splitlines() if not line.startswith(tuple(PYTHON_LINES_NOT_RUN)))
        exec(compile(block, f"docs/{name}", "exec"), space)
    assert "__builtins__" in space
    assert len(space) > 2


def test_every_line_that_is_not_run_is_still_there(tool: ModuleType) -> None:
    every = [line for name in PAGES for line in tool.lines(text_of(name))]
    assert len(every) > 40
    assert [start for start in NOT_RUN if not any(re.match(start, line) for line in every)] == []


def test_a_shown_output_that_is_not_printed_is_found(tool: ModuleType) -> None:
    page = "```\n$ latticework x\n one\n two\n...\n```\n"
    made = tool.redrawn(page, lambda line: f" {line.split()[1]}\n two  \n three\n")
    assert made == "```\n$ latticework x\n x\n two\n...\n```\n"
