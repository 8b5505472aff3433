"""Pin every resolved version in pyproject.toml: `python tools/pin.py` after `uv lock` (the lock itself is not kept)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    versions: dict[str, set[str]] = {}
    for package in lock["package"]:
        if package["name"] != "latticework":
            versions.setdefault(package["name"], set()).add(package["version"])
    split = [name for name, found in versions.items() if len(found) > 1]
    pins = "".join(f'    "{name}=={found.pop()}",\n' for name, found in sorted(versions.items()) if name not in split)
    path = ROOT / "pyproject.toml"
    text = re.sub(r"constraint-dependencies = \[\n.*?\]\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = text.replace("default-groups = []\n", f"default-groups = []\nconstraint-dependencies = [\n{pins}]\n")
    path.write_text(text, encoding="utf-8")
    print(f"{len(versions) - len(split)} pinned; several versions by Python, left to the resolver: {split}")


if __name__ == "__main__":
    main()
