"""The weights of the installation: what is damaged is named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from latticework.errors import DataError
from latticework.text import stored
from tests.conftest import ROOT

WHOLE = (ROOT / "src" / "latticework" / "text" / "coder_model" / "weights.npz").read_bytes()


@pytest.mark.parametrize(
    "content", [b"", WHOLE[:1000], b"x" * 1000, WHOLE[:50_000] + b"\0" * 512 + WHOLE[50_512:], None]
)
def test_damaged_weights_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None) -> None:
    (tmp_path / "coder_model").mkdir()
    if content is not None:
        (tmp_path / "coder_model" / "weights.npz").write_bytes(content)
    monkeypatch.setattr(stored, "files", lambda _: tmp_path)
    with pytest.raises(DataError, match="install latticework again"), stored.stored_weights("coder_model") as found:
        [np.asarray(found[name]) for name in found.files]
