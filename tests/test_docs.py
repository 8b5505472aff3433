"""Pages drawn from tables are up to date, and every verb is documented."""

from __future__ import annotations

import importlib.util
import sys

import pytest

from latticework.doors.cli import cli
from tests.conftest import ROOT


def pages() -> dict[str, object]:
    spec = importlib.util.spec_from_file_location("write_docs", ROOT / "tools" / "write_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["write_docs"] = module
    spec.loader.exec_module(module)
    return dict(module.PAGES)


@pytest.mark.parametrize("name", ["kinds.md", "measures.md", "coverage.md"])
def test_drawn_pages_are_up_to_date(name: str) -> None:
    page = pages()[name]
    assert callable(page)
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == page(), "run: python tools/write_docs.py"


def test_every_verb_is_documented() -> None:
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in [ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/*.md")]
    )
    assert [name for name in cli.commands if name not in text] == []
