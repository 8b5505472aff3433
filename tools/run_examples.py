"""Run the examples of docs/ and write the outputs they show anew: `python tools/run_examples.py`.

An example is a line that begins with `latticework`. Where it stands behind `$` and lines follow it in its block, those are what it
prints; where the last line is `...`, the end is left out. The tests run every line, and hold what is shown
against what is printed.
"""

from __future__ import annotations

import re
import shlex
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from click.testing import CliRunner

from latticework.atlas import Atlas
from latticework.doors.cli import cli

DOCS = Path(__file__).parents[1] / "docs"
WIDTH = 118
"""How wide the terminal of the shown outputs is."""
_BLOCK = re.compile(r"^```(?:console|python|text)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SHOWN = re.compile(r"(^```\n\$ (latticework [^\n]*)\n)(.+?)(^```$)", re.MULTILINE | re.DOTALL)


def lines(page: str) -> Iterator[str]:
    """Give the lines of a page that call `latticework`, without the words beside them."""
    for block in _BLOCK.findall(page):
        for line in block.splitlines():
            said = line.removeprefix("$ ")
            if said.startswith("latticework "):
                yield re.split(r"\s{3,}|\s+# ", said)[0].strip()


def printed(line: str, environment: dict[str, str], folder: Path) -> tuple[int, str, str]:
    """Run a line in a folder as a shell would, with `<`, `>` and `*`; gives exit code, output and talk."""
    words, given, target = [], None, None
    rest = iter(shlex.split(line)[1:])
    for word in rest:
        if word == "<":
            given = (folder / next(rest)).read_bytes()
        elif word == ">":
            target = folder / next(rest)
        elif "*" in word:
            words += sorted(str(path.relative_to(folder)) for path in folder.glob(word))
        else:
            words.append(word)
    done = CliRunner(env=environment | {"COLUMNS": str(WIDTH)}).invoke(cli, words, input=given)
    if done.exception and not isinstance(done.exception, SystemExit):
        return 1, done.stdout, f"{type(done.exception).__name__}: {done.exception}"
    if target:
        target.write_text(done.stdout, encoding="utf-8")
    return done.exit_code, done.stdout, done.stderr


def redrawn(page: str, run: Callable[[str], str]) -> str:
    """Give the page with every shown output as `run` prints it."""

    def anew(found: re.Match[str]) -> str:
        opening, line, shown, closing = found.groups()
        made = [one.rstrip() for one in run(line).strip("\n").splitlines()]
        had = shown.rstrip("\n").splitlines()
        if had[-1] == "...":
            made = [*made[: len(had) - 1], "..."]
        return opening + "\n".join(made) + "\n" + closing

    return _SHOWN.sub(anew, page)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        Atlas.open(store := f"{folder}/store")
        for path in sorted(DOCS.glob("*.md")):
            before = path.read_text(encoding="utf-8")
            after = redrawn(before, lambda line: printed(line, {"LATTICEWORK_STORE": store}, Path(folder))[1])
            if after != before:
                path.write_text(after, encoding="utf-8")
                print(f"docs/{path.name}")
