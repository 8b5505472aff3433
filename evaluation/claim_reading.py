"""How well claims are read from text, before any fact is asked: over the written claims of corpus/claims.

    python evaluation/claim_reading.py [--part dev|second|third|held|all] [--type TYPE] [--half odd|even] [--errors]

Each row of corpus/claims tells what a careful reader takes from its words (see the guidelines there). `read` counts rows with a claim of a
fitting type about these words; `sides`, `value` (with how exactly it is meant, the step of an agreement or membership, and whether it is denied)
and `time` how many of those read have them right; `right` all of them together. What a row does not tell is not asked. The rows of type none tell nothing checkable: what is read from them is counted as `false`. Parts: `dev` and
`second` and `third` (by later writers, counted once before anyone worked on them) are for work on the readers, `held` (by another writer) is only counted, and
`--errors` does not print it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from latticework.text.claims.found import claims
from latticework.text.claims.shapes import Claim
from latticework.text.document import make_document
from latticework.text.read import read_documents
from latticework.text.time_span import Span

FOLDER = Path(__file__).resolve().parents[1] / "corpus" / "claims"
FITTING = {
    "ratio": {"ratio", "share"},
    "overtake": {"overtake"},
    "growth": {"growth", "first_since"},
    "rank": {"rank", "ratio"},
    "share": {"share", "ratio"},
    "pledge": {"pledge"},
    "quantity": {"quantity", "count", "share"},
    "count": {"count", "quantity", "membership", "hosting"},
    "agreement": {"agreement", "status"},
    "status": {"status", "agreement", "alliance"},
    "alliance": {"alliance", "status", "agreement"},
    "hosting": {"hosting", "count"},
    "membership": {"membership", "role"},
    "first_since": {"first_since"},
    "reach": {"reach"},
    "conversion": {"conversion"},
}
"""Types read here that fit a type of the corpus."""

ORDERED = ("ratio", "overtake", "reach")
"""Types whose sides have an order; a ratio the other way round has the inverse value."""

CLOSE = 0.02
"""How far a value may be from the one told, as a share of it."""

SAME_HOW = {
    "": "exact", "exactly": "exact", "approx": "about", "up_to": "at_most", "dozens": "vague", "hundreds": "vague", "several": "vague",
    "thousands": "vague", "scores": "vague", "few": "vague", "increase": "exact", "additional": "exact",
}  # fmt: skip
"""Comparators here under those of the corpus."""

STEPS = {
    "signed": {"signed"}, "in_force": {"in_force"}, "not_in_force": {"not_in_force"}, "ended": {"ended"}, "negotiated": {"negotiating", "proposed"},
    "ratified": {"ratified"}, "suspended": {"suspended"}, "extended": {"extended", "in_force"}, "never_signed": {"not_signed"},
    "joined": {"joined", "member"}, "member": {"member", "joined"}, "left": {"left"}, "chair": {"chair"}, "applied": {"applied"},
}  # fmt: skip
"""Steps of the corpus under what they are called here; one that is extended is still in force, and who joined is a member."""

NEAR = ({"exact", "about", "nearly"}, {"more_than", "at_least"}, {"less_than", "at_most", "nearly"}, {"vague"})
"""Ways of saying how exactly a figure is meant that are taken for one another."""


@dataclass(frozen=True)
class Outcome:
    """A row with what was read from it, and which of its fields are right."""

    row: dict[str, Any]
    found: Claim | None
    sides: bool = False
    value: bool = False
    time: bool = False

    @property
    def right(self) -> bool:
        return self.found is not None and self.sides and self.value and self.time


def rows(part: str, kind: str) -> Iterator[dict[str, Any]]:
    """The rows of one part and type, each with the type of its file as `file`."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        name, *middle = path.name.removesuffix(".jsonl").split(".")
        if part in ("all", *(middle or ["dev"])) and kind in ("", name):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield json.loads(line) | {"file": name, "held": middle == ["held"]}


def compared(row: dict[str, Any], claim: Claim) -> Outcome:
    """Hold a claim against a row, field by field; what the row does not tell is not asked."""
    wanted, told = [*row["of"]], [*row["with"]]
    parties = list(claim.parties) if claim.parties else [code for code in (claim.subject, claim.object) if code]
    value, high = claim.value, claim.high
    turned = False
    if row["type"] in ORDERED:
        own, other = parties[:1], parties[1:]
        turned = row["type"] == "ratio" and own != wanted[:1] and own == told[:1]
        sides = (own, other) == (wanted, told) or (turned and other == wanted)
        if not told:
            sides = own == wanted
    else:
        sides = set(parties) >= set(wanted) and (not told or set(told) <= set(parties))
        if row["type"] == "pledge":
            sides = set(wanted) <= set(parties)
    if not wanted:
        sides = True
    return Outcome(row, claim, sides, _value(row, claim, value, high, turned=turned), _time(row, claim))


def _value(row: dict[str, Any], claim: Claim, value: float | None, high: float | None, *, turned: bool) -> bool:
    if bool(row["denied"]) != claim.negated or claim.status not in STEPS.get(row["unit"], {claim.status}):
        return False
    if row["value"] is None:
        return row["how"] != "vague" or SAME_HOW.get(claim.comparator, claim.comparator) == "vague"
    if value is None:
        return False
    wanted = 1 / row["value"] if turned and row["value"] else float(row["value"])
    if row["type"] == "growth" and row["unit"] != claim.unit == "ratio" and value:
        value = 100 * (value - 1)
    elif row["type"] == "growth" and row["unit"] == "ratio" and claim.unit.startswith("percent"):
        value = 1 + value / 100
    if row["type"] == "growth":
        wanted, value = abs(wanted), abs(value)
    near = abs(value - wanted) <= CLOSE * abs(wanted) + 1e-9
    if row["high"] is not None:
        near = near and (high is None or abs(high - row["high"]) <= CLOSE * abs(row["high"]))
    how = SAME_HOW.get(claim.comparator, claim.comparator)
    return near and (turned or not row["how"] or any({how, row["how"]} <= group for group in NEAR) or how == row["how"])


def _time(row: dict[str, Any], claim: Claim) -> bool:
    """Whether the days told are within those read, to the precision told."""
    pairs = [(row["when"], claim.time), (row["since"], claim.since), (row["due"], claim.due)]
    return all(_within(text, span) for text, span in pairs if text)


def _within(text: str, span: Span | None) -> bool:
    if span is None:
        return False
    parts = [int(part) for part in text.split("-")]
    first = date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    years = span.last.year - span.first.year
    if len(parts) == 1:
        return span.first.year <= first.year <= span.last.year and years <= 1
    return span.first <= first <= span.last or (span.first.year, span.first.month) == (first.year, first.month)


def judge(wanted: list[dict[str, Any]]) -> list[Outcome]:
    """Read all texts, and take for each row the fitting claim with the most fields right."""
    documents = [
        make_document(row["text"], key=row["id"], published=date.fromisoformat(row["published"])) for row in wanted
    ]
    out = []
    for row, read in zip(wanted, read_documents(documents), strict=True):
        start = max(0, row["text"].find(row["claim"]))
        end, types = start + len(row["claim"]), FITTING[row["file"]]
        fitting = [claim for claim in claims(read) if claim.type in types and claim.start < end and start < claim.end]
        if row["type"] == "none":
            out.append(Outcome(row, fitting[0] if fitting else None))
        else:
            tried = [compared(row, claim) for claim in fitting]
            out.append(
                max(tried, key=lambda one: (one.right, one.sides + one.value + one.time), default=Outcome(row, None))
            )
    return out


def report(found: list[Outcome]) -> str:
    """The table: a line a type, and all."""
    lines = [f"{'type':12}{'rows':>6}{'read':>7}{'sides':>7}{'value':>7}{'time':>7}{'right':>7}{'none':>8}{'false':>7}"]
    for name in (*FITTING, "all"):
        own = [one for one in found if name in ("all", one.row["file"])]
        told, none = (
            [one for one in own if one.row["type"] != "none"],
            [one for one in own if one.row["type"] == "none"],
        )
        if not own:
            continue
        counts = Counter(
            {key: sum(bool(getattr(one, key)) for one in told) for key in ("found", "sides", "value", "time", "right")}
        )
        read = max(1, counts["found"])
        lines.append(
            f"{name:12}{len(told):>6}{counts['found'] / max(1, len(told)):>7.2f}"
            + "".join(f"{counts[key] / read:>7.2f}" for key in ("sides", "value", "time"))
            + f"{counts['right'] / max(1, len(told)):>7.2f}{len(none):>8}{sum(one.found is not None for one in none):>7}"
        )
    return "\n".join(lines)


def errors(found: list[Outcome]) -> Iterator[str]:
    """What went wrong, row by row; rows held out are not shown."""
    for one in found:
        row = one.row
        if row["held"] or (one.found is None if row["type"] == "none" else one.right):
            continue
        yield f"{row['id']} {row['published']} {row['text']}"
        if row["type"] == "none":
            yield f"    tells nothing checkable; read: {_said(one.found)}"
            continue
        wanted = {key: row[key] for key in ("claim", "of", "with", "value", "high", "unit", "how", "when", "since", "due", "denied") if row[key] not in (None, "", [], False)}  # fmt: skip
        wrong = " ".join(key for key in ("sides", "value", "time") if one.found and not getattr(one, key))
        yield f"    wanted {wanted}\n    {'wrong ' + wrong + ': ' + _said(one.found) if one.found else 'not read'}"


def _said(claim: Claim | None) -> str:
    if claim is None:
        return "nothing"
    parties = ",".join(claim.parties) or f"{claim.subject}>{claim.object}"
    days = " ".join(
        f"{name}={span}" for name, span in (("time", claim.time), ("since", claim.since), ("due", claim.due)) if span
    )
    return f"{claim.type} [{claim.words}] {parties} {claim.value} {claim.high or ''} {claim.unit} {claim.comparator} {claim.modality} {claim.status} {days}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--part", choices=("dev", "second", "third", "held", "all"), default="dev")
    options.add_argument("--half", choices=("odd", "even"), default="", help="only rows with odd or even numbers")
    options.add_argument("--type", choices=tuple(FITTING), default="")
    options.add_argument("--errors", action="store_true")
    given = options.parse_args()
    halves = {"": (0, 1), "odd": (1,), "even": (0,)}[given.half]
    found = judge([row for row in rows(given.part, given.type) if int(row["id"][-1]) % 2 in halves])
    print(report(found))
    if given.errors:
        print("\n" + "\n".join(errors(found)))


if __name__ == "__main__":
    main()
