"""How well raw sentences are read into source, target and root: precision, recall and F1 on public validation records.

`uv run python evaluation/sentences.py [FILE] [--errors]` reads the functional records of Universal PETRARCH (MIT; default: the copy
beside the project). Most of their countries are made up and stand in that program's own dictionaries only, so each made-up name is
replaced by that of a real state first (`LANDS`); CAMEO codes are compared by the PLOVER roots they fall under (`ROOTS`). Records
of actors that are no states, and of CAMEO's root 01 (statements, which PLOVER does not code), are left out on both sides and counted.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from latticework.text.document import make_document
from latticework.text.events import MUTUAL
from latticework.text.read import read_documents

RECORDS = (
    Path(__file__).resolve().parents[2]
    / "shared" / "gold" / "universal-petrarch" / "PETR_Validate_records_2_02.xml"
)  # fmt: skip
LANDS = {
    "GON": ("Germany", "German", ("Gondor", "Gxndor", "Minas Tirith", "Cirith Ungol")),
    "ARN": ("Argentina", "Argentinian", ("Arnor",)),
    "OSG": ("Oman", "Omani", ("Osgiliath",)),
    "ERI": ("Eritrea", "Eritrean", ("Eriador",)),
    "MOR": ("Morocco", "Moroccan", ("Mordor",)),
    "CAL": ("Canada", "Canadian", ("Calenardhon", "Cxlenardhon")),
    "BRE": ("Brazil", "Brazilian", ("Bree",)),
    "ITH": ("Italy", "Italian", ("Ithilen",)),
    "DAG": ("Denmark", "Danish", ("Dagolath",)),
    "ROH": ("Romania", "Romanian", ("Rohan",)),
    "DOL": ("Dominica", "Dominican", ("Dol Amroth",)),
    "SHR": ("Serbia", "Serbian", ("Shire",)),
}
"""For each made-up code: a real state's name and adjective, and the names that are replaced."""
REAL = {"DAG": "DNK", "GON": "DEU", "ARN": "ARG", "OSG": "OMN", "MOR": "MAR", "CAL": "CAN", "BRE": "BRA", "ITH": "ITA",
        "ROH": "ROU", "DOL": "DMA", "SHR": "SRB"}  # fmt: skip
ROOTS = {
    "02": {"REQUEST"}, "03": {"AGREE", "SUPPORT"}, "04": {"CONSULT"}, "05": {"SUPPORT", "AGREE"}, "06": {"COOPERATE"},
    "07": {"AID"}, "08": {"CONCEDE", "RETREAT"}, "09": {"ACCUSE"}, "10": {"REQUEST"}, "11": {"ACCUSE"}, "12": {"REJECT"},
    "13": {"THREATEN"}, "14": {"PROTEST"}, "15": {"MOBILIZE"}, "16": {"SANCTION"}, "17": {"COERCE"}, "18": {"ASSAULT"},
    "19": {"ASSAULT"}, "20": {"ASSAULT"},
}  # fmt: skip
STATES = frozenset(
    {"ETH", "LBY", "PHL", "AUS", "USA", "FRA", "PRK", "KOR", "PAK", "RUS", "DNK", "CAF", "AFG", "ZWE", "KWT", "CHN"}
)
_RECORD = re.compile(r"<Sentence ([^>]*)>(.*?)</Sentence>", re.S)
_CODING = re.compile(r"<EventCoding ([^>]*)/>")
_FIELD = re.compile(r'(\w+)="([^"]*)"')
Triple = tuple[str, str, frozenset[str]]


@dataclass(frozen=True)
class Record:
    """One sentence with the events expected of it; `left_out` counts those this comparison cannot judge."""

    key: str
    category: str
    day: date
    text: str
    events: tuple[Triple, ...]
    left_out: int


def read(path: Path) -> list[Record]:
    """Read the records that ask to be evaluated. The file is not well-formed XML, so its records are cut out by their tags."""
    found = []
    for match in _RECORD.finditer(path.read_text(encoding="utf-8", errors="replace")):
        fields = dict(_FIELD.findall(match[1]))
        text = re.search(r"<Text>(.*?)</Text>", match[2], re.S)
        if fields.get("evaluate") == "false" or fields.get("category") == "ERROR" or not text:
            continue
        codings = [dict(_FIELD.findall(one)) for one in _CODING.findall(match[2])]
        judged = [_triple(one) for one in codings if "eventcode" in one]
        day = fields["date"]
        found.append(
            Record(
                fields["id"], fields["category"], date(int(day[:4]), int(day[4:6]), int(day[6:])),
                _renamed(" ".join(html.unescape(text[1]).split())), tuple(one for one in judged if one), judged.count(None),
            )
        )  # fmt: skip
    return found


def _triple(coding: dict[str, str]) -> Triple | None:
    source, target = (_state(coding.get(side, "")) for side in ("sourcecode", "targetcode"))
    roots = ROOTS.get(coding["eventcode"][:2])
    if coding["eventcode"].startswith("057"):
        roots = {"AGREE"}
    return (source, target, frozenset(roots)) if source and target and roots else None


def _state(code: str) -> str | None:
    """The state of an actor's code; None for actors that are no state's."""
    three = code[:3]
    if three in LANDS:
        return REAL.get(three, three)
    return three if three in STATES else None


def _renamed(text: str) -> str:
    for real, adjective, names in LANDS.values():
        for name in names:
            text = re.sub(rf"\b{name}(?:ian|i)\b", adjective, text)
            text = re.sub(rf"\b{name}\b", real, text)
    return text


def compare(expected: tuple[Triple, ...], found: list[tuple[str, str, str]]) -> tuple[int, int, int]:
    """Count hits, false alarms and misses; an event told from the other side of a mutual act is the same event."""
    left, hits = list(dict.fromkeys(expected)), 0
    alarms = 0
    for source, target, root in dict.fromkeys(found):
        mutual = root in MUTUAL
        match = next(
            (one for one in left if root in one[2] and ((source, target) == one[:2] or (mutual and (target, source) == one[:2]))),
            None,
        )  # fmt: skip
        if match:
            hits += 1
            left.remove(match)
            twin = next((one for one in left if (one[1], one[0]) == match[:2] and mutual and root in one[2]), None)
            if twin:
                left.remove(twin)
        else:
            alarms += 1
    return hits, alarms, len(left)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", nargs="?", type=Path, default=RECORDS)
    options.add_argument("--errors", action="store_true", help="print the sentences that are not read as expected")
    given = options.parse_args()
    if not given.file.is_file():
        sys.exit(f"{given.file}: not there; give the file of validation records")
    records = read(given.file)
    judged = [one for one in records if one.events or not one.left_out]
    documents = (make_document(one.text, key=one.key, published=one.day) for one in judged)
    total: dict[str, Counter[str]] = {}
    for record, done in zip(judged, read_documents(documents), strict=True):
        found = [
            (source, target, event.root) for event in done.events for source in (event.source, *event.others) for target in event.targets
            if _is_state(source) and _is_state(target) and source != target
        ]  # fmt: skip
        counts = compare(record.events, found)
        for part in (record.category, "all"):
            total.setdefault(part, Counter()).update(dict(zip(("hit", "alarm", "miss"), counts, strict=True)))
        if given.errors and (counts[1] or counts[2]):
            print(f"{record.key}: {record.text}\n   expected {record.events}\n   found    {found}")
    print(f"{len(judged)} sentences; left out: {len(records) - len(judged)} sentences without an event between states")
    print(f"{'category':12}{'precision':>10}{'recall':>10}{'f1':>10}{'events':>8}")
    for part, c in sorted(total.items(), key=lambda item: (item[0] == "all", item[0])):
        precision, recall = (c["hit"] / max(1, c["hit"] + c[other]) for other in ("alarm", "miss"))
        both = 2 * c["hit"] / max(1, 2 * c["hit"] + c["alarm"] + c["miss"])
        print(f"{part:12}{precision:10.3f}{recall:10.3f}{both:10.3f}{c['hit'] + c['miss']:8}")


def _is_state(code: str) -> bool:
    return len(code) == 3 and code.isupper()


if __name__ == "__main__":
    main()
