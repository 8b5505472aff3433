"""Feed the reader what a coverage-guided fuzzer finds: `python tools/fuzz_reading.py -max_total_time=1800`.

Needs atheris (not a dependency of the project). Any error but the project's own is a finding, and so is a quote that is not in the
text it was read from, a claim that does not lie in it, and a fact
without grounds.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
with atheris.instrument_imports(include=["latticework.text"]):
    from latticework.errors import LatticeworkError
    from latticework.text.claims.found import claims
    from latticework.text.coder import linear
    from latticework.text.document import decode, make_document
    from latticework.text.facts import facts_of
    from latticework.text.gold import as_gold
    from latticework.text.grounds import grounds
    from latticework.text.read import read_documents

LONGEST = 1_500


def one(content: bytes) -> None:
    try:
        document = make_document(decode(content)[:LONGEST], key="fuzz", published=date(2023, 1, 13))
    except LatticeworkError:
        return
    for read in read_documents([document]):
        gold = as_gold(read)
        list(facts_of(read, "fuzz"))
        told = len(read.events) + len(read.ties) + len(read.figures) + len(read.namings)
        assert len(list(grounds(read, linear()))) == told
        for claim in claims(read):
            assert 0 <= claim.start < claim.end <= len(read.document.text), claim
        for facts in ("ties", "events", "quantities"):
            for fact in gold[facts]:
                assert fact["quote"] in document.original, fact


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
