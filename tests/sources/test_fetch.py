"""Downloads: resumed after breaks, whole or not at all, and clear where a site wants a form. Only the loopback is asked."""

from __future__ import annotations

import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from latticework.atlas import Atlas
from latticework.errors import FetchFailed, UsageError
from latticework.sources.card import Download
from latticework.sources.catalogue import find_source
from latticework.sources.fetch import fetch, fetch_file, unpack
from latticework.store.store import Store
from tests.sources.test_sources import HEADING

BODY = bytes(range(256)) * 2000
DROP_AFTER = 150_000


class Shaky(BaseHTTPRequestHandler):
    """A server that drops the connection after some bytes, for as long as `drops` lasts."""

    drops = 0
    etag = '"one"'
    status = 200
    body = BODY
    asked: list[str | None] = []  # noqa: RUF012

    def do_GET(self) -> None:
        kind = type(self)
        wanted = self.headers.get("Range")
        kind.asked.append(wanted)
        if kind.status != 200:
            self.send_error(kind.status)
            return
        fresh = wanted is None or self.headers.get("If-Range") != kind.etag
        start = 0 if fresh else int(str(wanted).removeprefix("bytes=").rstrip("-"))
        self.send_response(200 if fresh else 206)
        if kind.etag:
            self.send_header("ETag", kind.etag)
        self.send_header("Content-Length", str(len(kind.body) - start))
        self.end_headers()
        rest = kind.body[start:]
        if kind.drops:
            kind.drops -= 1
            rest = rest[:DROP_AFTER]
        self.wfile.write(rest)
        self.wfile.flush()
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, ARG002
        return


@pytest.fixture
def server() -> Iterator[str]:
    Shaky.drops, Shaky.etag, Shaky.status, Shaky.asked, Shaky.body = 0, '"one"', 200, [], BODY
    running = ThreadingHTTPServer(("127.0.0.1", 0), Shaky)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}/file.csv"
    running.shutdown()
    thread.join()
    running.server_close()


def test_a_dropped_download_goes_on_where_it_broke(server: str, tmp_path: Path) -> None:
    Shaky.drops = 3
    seen: list[tuple[str, int, int | None]] = []
    done = fetch_file(server, tmp_path / "file.csv", pause=0.0, progress=lambda *told: seen.append(told))
    assert (tmp_path / "file.csv").read_bytes() == BODY
    assert (done.resumed, done.sha256) == (3, hashlib.sha256(BODY).hexdigest())
    assert Shaky.asked == [None, "bytes=150000-", "bytes=300000-", "bytes=450000-"]
    assert seen[-1] == ("file.csv", len(BODY), len(BODY))
    assert [path.name for path in tmp_path.iterdir()] == ["file.csv"]


def test_without_a_version_it_starts_again(server: str, tmp_path: Path) -> None:
    Shaky.drops, Shaky.etag = 1, ""
    assert fetch_file(server, tmp_path / "file.csv", pause=0.0).resumed == 0
    assert (tmp_path / "file.csv").read_bytes() == BODY


def test_a_weak_version_is_not_trusted(server: str, tmp_path: Path) -> None:
    Shaky.drops, Shaky.etag = 1, 'W/"one"'
    assert fetch_file(server, tmp_path / "file.csv", pause=0.0).resumed == 0


def test_a_wrong_digest_leaves_nothing(server: str, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="not the file"):
        fetch_file(server, tmp_path / "file.csv", sha256="0" * 64, pause=0.0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("status", "said"), [(403, "form or a token"), (404, "not at its address"), (503, "answered 503")]
)
def test_a_refusal_is_said(server: str, tmp_path: Path, status: int, said: str) -> None:
    Shaky.status = status
    with pytest.raises(FetchFailed, match=said):
        fetch_file(server, tmp_path / "file.csv", pause=0.0)
    assert len(Shaky.asked) == (6 if status == 503 else 1)
    assert not (tmp_path / "file.csv").exists()


def test_a_source_behind_a_form_says_where_to_go(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"atopdata\.org"):
        fetch(find_source("atop"), tmp_path)


def test_a_later_run_takes_up_what_an_earlier_left(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("latticework.sources.fetch.ATTEMPTS", 1)
    Shaky.drops = 1
    with pytest.raises(FetchFailed, match="broke after 150,000"):
        fetch_file(server, tmp_path / "file.csv", pause=0.0)
    assert not (tmp_path / "file.csv").exists()
    assert fetch_file(server, tmp_path / "file.csv", pause=0.0).resumed == 1
    assert (tmp_path / "file.csv").read_bytes() == BODY


def test_a_file_that_changed_meanwhile_is_fetched_anew(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("latticework.sources.fetch.ATTEMPTS", 1)
    Shaky.drops = 1
    with pytest.raises(FetchFailed):
        fetch_file(server, tmp_path / "file.csv", pause=0.0)
    Shaky.etag, Shaky.body = '"two"', BODY[::-1]
    assert fetch_file(server, tmp_path / "file.csv", pause=0.0).resumed == 0
    assert (tmp_path / "file.csv").read_bytes() == BODY[::-1]


@pytest.mark.parametrize(
    "page", [b"<!DOCTYPE html><title>Sign in</title>", b"\xef\xbb\xbf\n <html lang=en><form>Your name</form>"]
)
def test_a_page_in_place_of_a_file_is_no_file(server: str, tmp_path: Path, page: bytes) -> None:
    Shaky.body = page
    with pytest.raises(FetchFailed, match=r"a web page in place of file\.csv") as caught:
        fetch_file(server, tmp_path / "file.csv", pause=0.0)
    assert caught.value.place == server
    assert len(Shaky.asked) == 1
    assert list(tmp_path.iterdir()) == []


def test_an_archive_is_fetched_unpacked_and_read(server: str, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        row = "JPN,740,2016,1,2,3,4,5,6,0.1,2021"
        archive.writestr("NMC/NMC-60-abridged.csv", f"{HEADING}{row}\n")
        archive.writestr("../outside.txt", "kept inside the folder")
    Shaky.body, Shaky.drops = packed.getvalue(), 0
    address = server.replace("file.csv", "NMC_6.zip")
    card = replace(find_source("cow-nmc"), downloads=(Download("NMC_6.zip", address),))
    (done,) = fetch(card, tmp_path / "files", pause=0.0)
    assert done.sha256 == hashlib.sha256(packed.getvalue()).hexdigest()
    assert sorted(path.name for path in unpack(done.path)) == ["NMC-60-abridged.csv", "outside.txt"]
    assert not (tmp_path / "outside.txt").exists()
    store = Store.open(tmp_path / "store")
    assert Atlas(store, store).get("cow-nmc", tmp_path / "files")[0].facts == 7
