"""The replication runs from the folder of files to the table, and finds what the literature found."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dangerous_dyads", ROOT / "examples" / "dangerous_dyads.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["dangerous_dyads"] = module
    spec.loader.exec_module(module)
    return module


def test_signs_are_those_of_bremer(example: ModuleType, data: Path) -> None:
    pytest.importorskip("statsmodels", reason="statsmodels is not installed")
    frame = example.data(data)
    result = example.fit(frame)
    z = dict(zip(("constant", *example.REGRESSORS), result.tvalues.tolist(), strict=True))
    assert min(z[name] for name in ("land_contiguous", "both_major", "parity", "militarisation")) > 2
    assert max(z[name] for name in ("least_democracy", "peace")) < -2
    assert z["defence_pact"] < 0
    assert f"{frame.height:,} pair-years" in example.table(frame, result)
