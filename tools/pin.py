"""Pin every resolved version in pyproject.toml: `python tools/pin.py` after `uv lock` (the lock itself is not kept)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def pin(package: dict[str, Any]) -> str:
    """Write one requirement; a version that holds for some Pythons only carries the lock's markers."""
    markers = (re.sub(r" and sys_platform [!=]= '\w+'", "", marker) for marker in package.get("resolution-markers", ()))
    only = " or ".join(f"({marker})" for marker in dict.fromkeys(markers))
    return f"{package['name']}=={package['version']}" + (f" ; {only}" if only else "")


def main() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    packages = [package for package in lock["package"] if package["name"] != "latticework"]
    pins = "".join(f'    "{pin(package)}",\n' for package in sorted(packages, key=lambda p: (p["name"], p["version"])))
    path = ROOT / "pyproject.toml"
    text = re.sub(r"constraint-dependencies = \[\n.*?\]\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = text.replace("default-groups = []\n", f"default-groups = []\nconstraint-dependencies = [\n{pins}]\n")
    path.write_text(text, encoding="utf-8")
    print(f"{len(packages)} pinned")


if __name__ == "__main__":
    main()
