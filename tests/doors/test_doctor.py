"""The doctor looks at the installation by the digests that came with it."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

import pytest

from latticework.doors import doctor


def release(tmp_path: Path) -> Distribution:
    info, table = tmp_path / "latticework-1.dist-info", tmp_path / "latticework" / "x.csv"
    info.mkdir()
    table.parent.mkdir()
    table.write_text("a,b")
    digest = urlsafe_b64encode(sha256(b"a,b").digest()).rstrip(b"=").decode()
    (info / "RECORD").write_text(f"latticework/x.csv,sha256={digest},3\nlatticework-1.dist-info/RECORD,,\n")
    (info / "METADATA").write_text("Name: latticework\n")
    return PathDistribution(info)


def test_a_changed_file_of_the_installation_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = release(tmp_path)
    monkeypatch.setattr(doctor, "distribution", lambda _: found)
    assert doctor.installed() == "sound: 1 files as released"
    (tmp_path / "latticework" / "x.csv").write_text("a,c")
    assert "changed since it was installed: latticework/x.csv" in doctor.installed()
    (tmp_path / "latticework" / "x.csv").unlink()
    assert "latticework/x.csv" in doctor.installed()


def test_a_source_tree_is_not_checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = release(tmp_path)
    (tmp_path / "latticework-1.dist-info" / "RECORD").write_text("latticework-1.dist-info/RECORD,,\n")
    monkeypatch.setattr(doctor, "distribution", lambda _: found)
    assert "source tree" in doctor.installed()
