"""Downloading official files when asked: resumed after a break, whole or not at all, checked against a known digest."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from latticework.errors import FetchFailed, UsageError
from latticework.sources.card import Card, Download

ATTEMPTS = 6
"""How often a file is asked for before giving up; what came before a break is kept and not asked for again."""

WAIT_SECONDS = 1.0
"""The pause before the second attempt; each further one waits twice as long."""

TIMEOUT_SECONDS = 30.0
_PIECE = 1 << 16
_LOOKED_AT = 1 << 10
_AGENT = "latticework (reads public research data on request)"

Progress = Callable[[str, int, int | None], None]
"""Told the name, the bytes so far and the bytes in all, where the server says how many."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was downloaded: where it is, its size and digest, and how often the download was taken up again."""

    path: Path
    bytes: int
    sha256: str
    resumed: int


def fetch(card: Card, folder: Path, *, progress: Progress | None = None, pause: float = WAIT_SECONDS) -> list[Fetched]:
    """Download the files of a source into a folder.

    Raises UsageError where the publisher's page asks for a form or a choice (and says which), FetchFailed when the address
    cannot be reached.
    """
    direct = [one for one in card.downloads if not one.form]
    if not direct:
        page = (
            card.downloads[0]
            if card.downloads
            else Download("", card.address, "the files are not offered as a download")
        )
        raise UsageError(
            f"{card.title} cannot be fetched without you: {page.form}",
            place=page.address,
            next_step=f"download there, then run: latticework sources get {card.key} --from FOLDER",
        )
    return [fetch_file(one.address, folder / _name(one), progress=progress, pause=pause) for one in direct]


def unpack(archive: Path) -> list[Path]:
    """Unpack a downloaded archive beside itself, and the archives in it; only names are taken from it, never its folders."""
    if not zipfile.is_zipfile(archive):
        return []
    made: list[Path] = []
    with zipfile.ZipFile(archive) as packed:
        for member in packed.infolist():
            name = Path(member.filename).name
            if member.is_dir() or not name or name.startswith(("._", ".")):
                continue
            target = archive.with_name(name)
            with packed.open(member) as source, target.open("wb") as out:
                shutil.copyfileobj(source, out, _PIECE)
            made += [target, *(unpack(target) if target.suffix == ".zip" else [])]
    return made


def fetch_file(
    address: str,
    target: Path,
    *,
    sha256: str = "",
    progress: Progress | None = None,
    pause: float = WAIT_SECONDS,
) -> Fetched:
    """Download one address to a file, which appears only when it is complete.

    A broken connection is taken up where it broke when the server names its version of the file (a strong ETag or a
    date) and can give the rest; else from the start. Raises FetchFailed after `ATTEMPTS`, or when the digest is not `sha256`.
    """
    part = target.with_name(f".{target.name}.part")
    mark = target.with_name(f".{target.name}.etag")
    target.parent.mkdir(parents=True, exist_ok=True)
    taken_up: list[int] = []
    why = ""
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(pause * 2 ** (attempt - 1))
        try:
            _attempt(address, part, mark, progress, target.name, taken_up)
            _no_page(part, mark, target.name, address)
            return _finish(part, mark, target, sha256, len(taken_up))
        except HTTPError as error:
            _refused(error, address, target.name)
            why = f"the server answered {error.code}"
        except (URLError, HTTPException, OSError) as error:
            why = str(getattr(error, "reason", error)) or type(error).__name__
    raise FetchFailed(
        f"{target.name} could not be downloaded: {why}",
        place=address,
        next_step="try again later (what came is kept and taken up again), or download it yourself and use --from",
    )


def _attempt(address: str, part: Path, mark: Path, progress: Progress | None, name: str, taken_up: list[int]) -> None:
    """Ask for the file, or for what is missing of it; notes in `taken_up` from which byte on it went on."""
    have = part.stat().st_size if part.exists() else 0
    version = mark.read_text(encoding="utf-8") if mark.exists() and have else ""
    asked = Request(address, headers={"User-Agent": _AGENT})
    if version:
        asked.add_header("Range", f"bytes={have}-")
        asked.add_header("If-Range", version)
    with urlopen(asked, timeout=TIMEOUT_SECONDS) as answer:
        goes_on = answer.status == 206 and version != ""
        if goes_on:
            taken_up.append(have)
        else:
            have = 0
        mark.write_text(_version(answer.headers), encoding="utf-8")
        length = answer.headers.get("Content-Length")
        total = have + int(length) if length else None
        with part.open("ab" if goes_on else "wb") as out:
            while piece := answer.read(_PIECE):
                out.write(piece)
                have += len(piece)
                if progress:
                    progress(name, have, total)
    if total is not None and have < total:
        raise HTTPException(f"the connection broke after {have:,} of {total:,} bytes")


def _version(headers: HTTPMessage) -> str:
    """Give what names this version of the file surely enough to take it up again: a strong ETag, else its date."""
    etag = str(headers.get("ETag") or "")
    return etag if etag and not etag.startswith("W/") else str(headers.get("Last-Modified") or "")


def _finish(part: Path, mark: Path, target: Path, sha256: str, resumed: int) -> Fetched:
    with part.open("rb") as handle:
        found = hashlib.file_digest(handle, "sha256").hexdigest()
        os.fsync(handle.fileno())
    if sha256 and found != sha256:
        part.unlink()
        mark.unlink(missing_ok=True)
        raise FetchFailed(
            f"{target.name} is not the file that was expected",
            place=f"sha256 {found}, expected {sha256}",
            next_step="the publisher may have put up a new release; nothing was kept",
        )
    os.replace(part, target)
    mark.unlink(missing_ok=True)
    return Fetched(target, target.stat().st_size, found, resumed)


def _no_page(part: Path, mark: Path, name: str, address: str) -> None:
    """Stop where a web page came: sites answer 200 with one where a form, a consent or a login stands before the file."""
    with part.open("rb") as handle:
        begin = handle.read(_LOOKED_AT).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith((b"<!doctype html", b"<html")) and not name.lower().endswith((".html", ".htm")):
        part.unlink()
        mark.unlink(missing_ok=True)
        raise FetchFailed(
            f"the site gave a web page in place of {name}: a form, a consent or a token stands before the file",
            place=address,
            next_step="open the source's page in a browser, download the file, and use --from FOLDER; nothing was kept",
        )


def _refused(error: HTTPError, address: str, name: str) -> None:
    """Stop at once where asking again cannot help."""
    if error.code in (401, 403):
        raise FetchFailed(
            f"the site does not give {name} without a form or a token (it answered {error.code})",
            place=address,
            next_step="open the address in a browser, download the file, and use --from FOLDER",
        ) from error
    if 400 <= error.code < 500 and error.code not in (408, 416, 425, 429):
        raise FetchFailed(
            f"{name} is not at its address any more (the site answered {error.code})",
            place=address,
            next_step="look for it on the publisher's page, and use --from FOLDER",
        ) from error


def _name(download: Download) -> str:
    """The file's name on the publisher's server, or the card's name where the address has none."""
    name = unquote(Path(urlsplit(download.address).path).name)
    return name if "." in name else download.name
