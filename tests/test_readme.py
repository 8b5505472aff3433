"""What the README promises is run."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = re.findall(r"^latticework .*$", README.split("## Lines to try")[1].split("In Python")[0], flags=re.MULTILINE)


def test_there_are_lines_for_every_kind_of_question() -> None:
    verbs = {line.split()[1] for line in LINES}
    assert {
        "why",
        "ties",
        "threats",
        "balance",
        "first",
        "pledges",
        "reach",
        "facts",
        "read",
        "check",
        "network",
    } <= verbs


@pytest.mark.parametrize("line", LINES)
def test_each_line_runs(line: str, pack_folder: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from latticework.doors.cli import main; main()", *shlex.split(line)[1:]],
        capture_output=True, text=True, check=False, cwd=ROOT if "examples/" in line else tmp_path, stdin=subprocess.DEVNULL,
        env=os.environ | {"LATTICEWORK_STORE": str(pack_folder)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout or "wrote" in done.stderr


def test_the_python_example_runs(pack_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LATTICEWORK_STORE", str(pack_folder))
    block = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    for text in block:
        test = doctest.DocTestParser().get_doctest(text, {}, "README", "README.md", 0)
        assert doctest.DocTestRunner(verbose=False).run(test).failed == 0


def test_ci_calls_exactly_the_readmes_test_command() -> None:
    command = "python3 -m pip install uv && python3 -m uv run --group dev pytest"
    assert command in README
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_links_inside_the_repository_lead_somewhere() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http://", "https://", "mailto:")) and not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []
