"""A server on this machine and a browser to visit it with, where there is one; a small corpus and its facts."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.doors.corpora import ids, make_corpus, run

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def served(pack_folder: Path) -> Iterator[str]:
    """Serve the pack at an address of this machine."""
    uvicorn = pytest.importorskip("uvicorn", reason="the extra web is not installed")
    pytest.importorskip("fastapi", reason="the extra web is not installed")
    from latticework.doors.http.app import create_app

    config = uvicorn.Config(create_app(pack_folder), host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    while not server.started:
        time.sleep(0.05)
        assert running.is_alive(), "the server did not start"
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    running.join(timeout=10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start a headless browser of this machine; it is closed with the module, so that no event loop is left running."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip(f"no browser is installed ({', '.join(BROWSERS)})")
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return make_corpus(tmp_path)


@pytest.fixture
def reference(corpus: Path, tmp_path: Path) -> Path:
    """The facts as one process gives them, all at one go."""
    out = tmp_path / "reference"
    summary = run(corpus, out)
    assert summary.total("documents") == 24
    assert len(ids(out)) > 24
    return out
