"""How well annotated texts are read: precision, recall and F1 of ties, events and figures, loose and strict.

`uv run python evaluation/articles.py [FOLDER...]` reads the texts of folders in the gold format (default: the project's own) and
scores them with `score.py` of the gold folder, which must be beside the project. No model or threshold is fitted to them. With
`--reader OTHER` another annotation of the same texts is scored in the place of what is read here, without what it marks as optional: how
far two annotations by the same guidelines agree, the second made without sight of the first.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType

from latticework.text.document import Document
from latticework.text.gold import as_gold
from latticework.text.inputs import documents
from latticework.text.read import read_documents

HERE = Path(__file__).resolve().parent
SCORE = HERE.parents[1] / "shared" / "gold" / "score.py"


def scorer() -> ModuleType:
    """Load the scoring program."""
    if not SCORE.is_file():
        sys.exit(f"{SCORE}: not there; the gold folder must be beside the project")
    spec = importlib.util.spec_from_file_location("score", SCORE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _annotations(folder: Path, out: Path) -> int:
    """Copy annotations without their optional facts; returns how many texts there are."""
    paths = sorted(folder.glob("*.json"))
    for path in paths:
        held = json.loads(path.read_text(encoding="utf-8"))
        kept = {
            name: [one for one in held.get(name, ()) if not one.get("optional")]
            for name in ("ties", "events", "quantities")
        }
        (out / path.name).write_text(json.dumps(kept), encoding="utf-8")
    return len(paths)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", nargs="*", type=Path, default=[HERE / "articles"])
    options.add_argument("--errors", action="store_true", help="list misses and false alarms")
    options.add_argument("--reader", type=Path, help="score the annotations of this folder instead")
    given = options.parse_args()
    score = scorer()
    if given.reader:
        for folder in given.folders:
            with tempfile.TemporaryDirectory() as out:
                texts = _annotations(given.reader, Path(out))
                print(f"{folder.name}: {texts} texts as annotated a second time")
                print("\n".join(score.lines({**score.score(folder, Path(out)), "errors": []})))
        return
    for folder in given.folders:
        with tempfile.TemporaryDirectory() as out:
            began = time.process_time()
            texts = [one for one in documents(map(str, sorted(folder.glob("*.json")))) if isinstance(one, Document)]
            for read in read_documents(texts):
                (Path(out) / f"{read.document.key}.json").write_text(json.dumps(as_gold(read)), encoding="utf-8")
            spent = time.process_time() - began
            result = score.score(folder, Path(out))
        if not given.errors:
            del result["errors"]
        print(f"{folder.name}: {result['texts']} texts, {spent:.1f} CPU seconds")
        print("\n".join(score.lines(result)))


if __name__ == "__main__":
    main()
