"""The house keeps its rules: imports look down, nothing is unlisted, the tools agree."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

SRC = ROOT / "src" / "latticework"
FLOOR = {
    "errors": 0, "model": 1, "views": 2, "store": 2, "pack": 2, "sources": 2, "text": 2, "measures": 3, "panels": 3,
    "answers": 4, "warehouse": 4, "atlas": 5, "charts": 6, "doors": 7,
}  # fmt: skip
"""Who may import whom: a room may import from lower floors and from itself. `__init__` only opens the doors."""


def room_of(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imports() -> Iterator[tuple[Path, str, str]]:
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            if isinstance(node, ast.ImportFrom) and node.module == "latticework":
                names = [f"latticework.{alias.name}" for alias in node.names]
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            for name in names:
                parts = name.split(".")
                if parts[0] == "latticework" and len(parts) > 1:
                    yield path, room_of(path), parts[1]


def test_every_room_has_a_floor() -> None:
    rooms = {room_of(path) for path in SRC.rglob("*.py")} - {"__init__"}
    assert rooms <= set(FLOOR), f"rooms without a floor: {rooms - set(FLOOR)}"


def test_rooms_only_import_from_floors_below() -> None:
    climbing = [
        f"{path.relative_to(SRC)}: {room} imports {other}"
        for path, room, other in imports()
        if room not in ("__init__", other) and FLOOR[room] <= FLOOR[other]
    ]
    assert not climbing


def test_only_the_store_knows_duckdb() -> None:
    allowed = {"store", "sources", "panels"}  # the readers of datasets hand over columns, and read files with it
    knowing = [
        str(path.relative_to(SRC))
        for path in sorted(SRC.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import) and any(alias.name == "duckdb" for alias in node.names)
    ]
    output = "doors/render/table.py"
    assert [name for name in knowing if name.split("/")[0] not in allowed and name != output] == []


def test_every_measure_has_a_card_and_a_source_in_the_literature() -> None:
    from latticework.measures import CARDS, __all__

    functions = set(__all__) - {"CARDS", "Card"}
    assert functions == set(CARDS)
    assert all(card.literature and card.formula and card.unit and card.says.endswith(".") for card in CARDS.values())


def test_every_pack_file_is_read() -> None:
    tables = SRC / "pack" / "tables"
    code = "".join(path.read_text(encoding="utf-8") for path in (SRC / "pack").glob("*.py"))
    folders = {"ties", "sources"}  # read whole
    unread = [
        str(path.relative_to(tables))
        for path in tables.rglob("*.csv")
        if path.parent.name not in folders and path.name not in code and f"{path.stem}" not in ("gdp", "population")
    ]
    assert unread == []


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from latticework.doors.cli import cli\n"
        "try: cli(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'duckdb', 'numpy', 'rich', 'pandas', 'polars', 'pyarrow'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_answering_does_not_import_numpy(pack_folder: Path) -> None:
    code = (
        "import sys; from latticework.atlas import Atlas\n"
        f"Atlas.open({str(pack_folder)!r}).why('Japan', as_of='2023-01-13')\n"
        "assert 'numpy' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "--quiet", "."],
        ["ruff", "format", "--check", "--quiet", "."],
        ["mypy", "--no-error-summary"],
    ],
    ids=["lint", "format", "types"],
)
def test_tools_agree(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
