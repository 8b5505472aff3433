"""Build the documentation site and hold it to its word: `python tools/build_docs.py [FOLDER]` (default: site/).

Zensical builds it strictly. What it does not look at is looked at here, over the pages as built: every link inside leads to a page
and to an anchor of it, every page stands in the navigation, and no page has another host load anything.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

ROOT = Path(__file__).parents[1]
LOADS = {
    "audio": ("src",), "embed": ("src",), "form": ("action",), "iframe": ("src",), "img": ("src", "srcset"), "input": ("src",), "link": ("href",),
    "object": ("data",), "script": ("src",), "source": ("src", "srcset"), "track": ("src",), "use": ("href",), "video": ("src", "poster"),
}  # fmt: skip
"""Which attributes make a browser ask for something by itself; `a href` is followed by readers only."""

OUTSIDE = re.compile(r"url\(\s*['\"]?(?:https?:)?//|@import\s+(?:url\()?['\"]?(?:https?:)?//", re.IGNORECASE)
"""What makes a style sheet ask another host."""


class Page(HTMLParser):
    """The anchors of a page, its links, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        self.anchors |= {had[name] for name in ("id", "name") if name in had}
        if tag == "a" and "href" in had:
            self.links.append(had["href"])
        if tag == "link" and had.get("rel") == "canonical":
            return  # names the page, loads nothing
        self.loads += [had[name] for name in LOADS.get(tag, ()) if name in had]
        self.loads += re.findall(r"url\(['\"]?([^)'\"]+)", had.get("style", ""))


def build(site: Path, root: Path = ROOT) -> list[str]:
    """Build the site of a tree into a folder, strictly; gives what is wrong with it, empty when nothing is."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copytree(root / "docs", work / "docs")
        shutil.copy(root / "mkdocs.yml", work)
        command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "-f", str(work / "mkdocs.yml")]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=work)
        if done.returncode:
            return [f"zensical: {_bare(done.stdout + done.stderr)}"]
        shutil.copytree(work / "site", site, dirs_exist_ok=True)
    return [*out_of_navigation(root), *problems(site)]


def out_of_navigation(root: Path) -> list[str]:
    """Give the pages of docs/ that the navigation leaves out, and those it names that are not there."""
    named = re.findall(
        r"([\w-]+\.md)\s*$", (root / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:")[1], re.MULTILINE
    )
    there = {path.name for path in (root / "docs").glob("*.md")}
    twice = {name for name in named if named.count(name) > 1}
    return [f"mkdocs.yml: {name} is not named once" for name in sorted(there.symmetric_difference(named) | twice)]


def problems(site: Path) -> list[str]:
    """Give broken links, missing anchors and loads from other hosts in a built site."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    found = [] if pages else [f"{site}: no page was built"]
    for path, page in pages.items():
        where = path.relative_to(site)
        for link in page.links:
            if path.name != "404.html" and (wrong := _wrong(site, path, link, pages)):
                found.append(f"{where}: {link} {wrong}")
        found += [f"{where}: loads {load}" for load in page.loads if urlsplit(load).netloc]
    for sheet in sorted(site.rglob("*.css")):
        if OUTSIDE.search(sheet.read_text(encoding="utf-8")):
            found.append(f"{sheet.relative_to(site)}: loads from another host")
    return found


def _wrong(site: Path, path: Path, link: str, pages: dict[Path, Page]) -> str:
    address, anchor = urldefrag(link)
    if urlsplit(link).scheme or urlsplit(link).netloc:
        return "" if urlsplit(link).scheme in ("http", "https", "mailto") else "has an unknown scheme"
    target = (path.parent / unquote(urlsplit(address).path)).resolve() if address else path
    target = target / "index.html" if target.is_dir() else target
    if not target.exists():
        return "leads nowhere"
    if not target.is_relative_to(site.resolve()):
        return "leads out of the site"
    there = {one.resolve(): page for one, page in pages.items()}.get(target.resolve())
    return "has no such anchor" if anchor and there and unquote(anchor) not in there.anchors | {"__top"} else ""


def _bare(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text).strip()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    wrong = build(target)
    print("\n".join(wrong) or f"{target}: {len(list(target.glob('*.html')))} pages, nothing broken")
    raise SystemExit(bool(wrong))
