"""How well `check` judges claims: accuracy, precision of contradicted, and confusion by type over claims.jsonl.

    python evaluation/check.py [--part seen|held|all|blind|blind_2|blind_3|blind_4|blind_5|blind_6|blind_7] [--errors] [--type TYPE]

A quarter of the claims (numbers 2, 6, 10 ...) was held out: its texts were not looked at until the rules of 26 November 2026 stood. A claim that was not
read from its text counts as not checkable, and is counted apart. Verdicts are those as published and as of today.
`needs` names, for a claim whose expected verdict rests on facts that the pack does not have, what it would take; accuracy is printed with and
without these.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from latticework.answers.check import CheckedClaim, check
from latticework.atlas import Atlas
from latticework.text.document import make_document
from latticework.text.read import read_documents

CLAIMS = Path(__file__).parent / "claims.jsonl"
BLIND = ("blind", "blind_2", "blind_3", "blind_4", "blind_5", "blind_6", "blind_7")
"""Sets of claims (`claims_<name>.jsonl`) written with their verdicts before the program saw one of them; the figure that counts is that of the first run."""
SAME = {
    "agreement_date": {"agreement", "status"},
    "agreement_status": {"status", "agreement", "alliance"},
    "hosting": {"hosting", "count"},
    "count": {"count", "quantity", "membership", "hosting"},
    "quantity": {"quantity", "count"},
    "membership": {"membership", "role", "count"},
    "overtake": {"overtake", "ratio"},
    "growth": {"growth", "ratio"},
    "pledge": {"pledge", "quantity"},
    "share": {"share", "ratio"},
    "rank": {"rank", "ratio"},
}
"""Types of the claims file under the types read here, the first of which is the one meant."""
VERDICTS = ("supported", "contradicted", "depends", "not_checkable")


@dataclass(frozen=True)
class Judged:
    """One line of the file with what was found."""

    row: dict[str, Any]
    found: CheckedClaim | None

    @property
    def then(self) -> str:
        return self.found.then.verdict if self.found else "not_checkable"

    @property
    def now(self) -> str:
        return self.found.now.verdict if self.found else "not_checkable"


def rows(part: str, kind: str) -> Iterator[dict[str, Any]]:
    """The lines of the claims file of one part and type."""
    for line in (
        (CLAIMS.with_name(f"claims_{part}.jsonl") if part in BLIND else CLAIMS).read_text(encoding="utf-8").splitlines()
    ):
        row = json.loads(line)
        digits = "".join(ch for ch in row["id"].rpartition("-")[2] if ch.isdigit())
        held = int(digits or 0) % 4 == 2
        if (part in ("all", *BLIND) or held == (part == "held")) and kind in ("", row["type"]):
            yield row


def judge(wanted: list[dict[str, Any]]) -> list[Judged]:
    """Read and check all texts, and take for each line the claim that is meant."""
    atlas = Atlas.in_memory()
    now = atlas.world()
    documents = [
        make_document(row["text"], key=row["id"], published=date.fromisoformat(row["published"])) for row in wanted
    ]
    out = []
    for row, read in zip(wanted, read_documents(documents), strict=True):
        then = atlas.world(row["published"], row["published"])
        out.append(Judged(row, meant(row, list(check(then, now, read).claims))))
    return out


def meant(row: dict[str, Any], claims: list[CheckedClaim]) -> CheckedClaim | None:
    """The claim of the wanted type that shares most characters with the words, else none."""
    start = max(0, row["text"].find(row["claim"]))
    end = start + len(row["claim"])
    types = SAME.get(row["type"], {row["type"]})
    fitting = [c for c in claims if c.claim.type in types and c.claim.start < end and start < c.claim.end]
    first = (
        next(iter(SAME.get(row["type"], [row["type"]])))
        if row["type"] not in SAME
        else row["type"].replace("agreement_date", "agreement").replace("agreement_status", "status")
    )
    return max(
        fitting, key=lambda c: (c.claim.type == first, min(end, c.claim.end) - max(start, c.claim.start)), default=None
    )


def precision(pairs: list[tuple[str, str]], verdict: str) -> str:
    """The share of claims given a verdict that have it."""
    given = [wanted for got, wanted in pairs if got == verdict]
    return f"{given.count(verdict)}/{len(given)} = {given.count(verdict) / len(given):.2f}" if given else "none given"


def recall(pairs: list[tuple[str, str]], verdict: str) -> str:
    """The share of claims that have a verdict which are given it."""
    had = [got for got, wanted in pairs if wanted == verdict]
    return f"{had.count(verdict)}/{len(had)} = {had.count(verdict) / len(had):.2f}" if had else "none"


def report(judged: list[Judged]) -> str:
    """The tables as text."""
    lines = [f"{len(judged)} claims, {sum(j.found is not None for j in judged)} read from their text"]
    for name, pairs in (
        ("as published", [(j.then, j.row["expected"]) for j in judged]),
        ("as of today", [(j.now, j.row.get("expected_now") or j.row["expected"]) for j in judged]),
    ):
        right = sum(got == wanted for got, wanted in pairs)
        lines.append(f"\n{name}: accuracy {right}/{len(pairs)} = {right / max(1, len(pairs)):.3f}")
        for verdict in VERDICTS:
            lines.append(f"  {verdict:<14} precision {precision(pairs, verdict):<18} recall {recall(pairs, verdict)}")
        lines.append(f"  {'wanted / given':<16}" + "".join(f"{v:>15}" for v in VERDICTS))
        table = Counter((wanted, got) for got, wanted in pairs)
        lines += [f"  {wanted:<16}" + "".join(f"{table[wanted, got]:>15}" for got in VERDICTS) for wanted in VERDICTS]
    whole = [j for j in judged if not j.row.get("needs")]
    if len(whole) < len(judged):
        then = sum(j.then == j.row["expected"] for j in whole)
        now = sum(j.now == (j.row.get("expected_now") or j.row["expected"]) for j in whole)
        lines.append(
            f"\nwithout the {len(judged) - len(whole)} whose verdict needs what the pack does not have: as published {then}/{len(whole)} = {then / len(whole):.3f}, as of today {now}/{len(whole)} = {now / len(whole):.3f}"
        )
        lines += [
            f"  {count:>3}  {what}"
            for what, count in Counter(j.row["needs"] for j in judged if j.row.get("needs")).most_common()
        ]
    lines.append(f"\n{'type':<18}{'claims':>7}{'read':>6}{'right':>7}{'contradicted: right/given/wanted':>36}")
    by_type: defaultdict[str, list[Judged]] = defaultdict(list)
    for j in judged:
        by_type[j.row["type"]].append(j)
    for kind, found in by_type.items():
        given = [j for j in found if j.then == "contradicted"]
        hit = sum(j.row["expected"] == "contradicted" for j in given)
        wanted = sum(j.row["expected"] == "contradicted" for j in found)
        right = sum(j.then == j.row["expected"] for j in found)
        lines.append(
            f"{kind:<18}{len(found):>7}{sum(j.found is not None for j in found):>6}{right:>7}{f'{hit}/{len(given)}/{wanted}':>36}"
        )
    return "\n".join(lines)


def errors(judged: list[Judged]) -> str:
    """The claims judged otherwise than wanted, as published or today."""
    lines = []
    for j in judged:
        if j.then != j.row["expected"] or j.now != (j.row.get("expected_now") or j.row["expected"]):
            read = (
                f"{j.found.claim.type} [{j.found.claim.words}] {j.found.claim.subject}>{j.found.claim.object}"
                if j.found
                else "not read"
            )
            why = (
                f"{j.found.then.because}; {', '.join(c.basis + ' ' + c.text for c in j.found.then.cells[:4])}"
                if j.found
                else ""
            )
            lines.append(
                f"{j.row['id']} wanted {j.row['expected']}/{j.row.get('expected_now')} got {j.then}/{j.now}\n   {j.row['published']} {j.row['text']}\n   {read}: {why}\n   {j.row['why']}"
            )
    return "\n".join(lines)


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", choices=("seen", "held", "all", *BLIND), default="all")
    asked.add_argument("--type", default="", dest="kind")
    asked.add_argument("--errors", action="store_true")
    given = asked.parse_args()
    if not CLAIMS.exists():
        print(f"no claims: {CLAIMS} is absent")
        return
    judged = judge(list(rows(given.part, given.kind)))
    print(f"{date.today().isoformat()}, part {given.part}: {report(judged)}")
    if given.errors:
        print("\n" + errors(judged))


if __name__ == "__main__":
    main()
