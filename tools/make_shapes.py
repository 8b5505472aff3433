"""Make the map's shapes from Natural Earth 1:110m: `python tools/make_shapes.py ne_110m_countries.geojson`.

Run by hand; the result, `charts/shapes/world.json`, is committed, the file is not. Natural Earth is in the public domain.
Ids become codes of states; coordinates are rounded; areas in dispute are cut out as shapes of their own, so that no state's
fill covers them; the lines of `charts/tables/disputed.csv` are found as edges that two shapes share.
"""

from __future__ import annotations

import csv
import itertools
import json
import sys
from pathlib import Path

ROOM = Path(__file__).parents[1] / "src/latticework/charts"
CODES = {"SDS": "SSD", "PSX": "PSE", "KOS": "XKX", "SAH": "ESH", "CYN": "NCY", "SOL": "SOMALILAND", "FLK": "FALKLANDS"}
OWNERS = {"GRL": "DNK", "NCL": "FRA", "PRI": "USA"}
LEFT_OUT = {"ATA", "ATF"}  # no state's land, and a dependency without inhabitants
DIGITS = 2

Point = tuple[float, float]
Ring = list[Point]

CUTS: dict[str, tuple[str, Point, Point]] = {
    "CRIMEA": ("UKR", (34.96, 46.27), (33.59, 45.85)),
    "GOLAN": ("ISR", (35.55, 33.26), (35.7, 32.72)),
    "SAHARA_WEST": ("MAR", (-8.67, 27.66), (-13.12, 27.65)),
}
"""New shape: the shape it is cut from, and the two corners between which its outline runs, in ring order."""


def main(path: str) -> None:
    shapes: dict[str, list[list[Ring]]] = {}
    for feature in json.loads(Path(path).read_text(encoding="utf-8"))["features"]:
        code = feature["properties"]["adm0_a3"]
        if code in LEFT_OUT:
            continue
        coordinates = feature["geometry"]["coordinates"]
        polygons = coordinates if feature["geometry"]["type"] == "MultiPolygon" else [coordinates]
        rounded = [[ring for ring in map(rounding, polygon) if len(ring) > 3] for polygon in polygons]
        shapes.setdefault(OWNERS.get(code, CODES.get(code, code)), []).extend(p for p in rounded if p)
    for new, (old, start, end) in CUTS.items():
        shapes[new] = [[cut(shapes[old], start, end)]]
    shapes["ESH"] = [[joined(shapes["ESH"][0][0], shapes.pop("SAHARA_WEST")[0][0])]]
    lines = {row["key"]: found for row in table() if (found := shared(shapes, row["lines"]))}
    made = {
        "about": "Natural Earth 1:110m (public domain), rounded, with areas in dispute cut out by tools/make_shapes.py",
        "shapes": {code: [[flat(ring) for ring in polygon] for polygon in found] for code, found in sorted(shapes.items())},
        "lines": {key: [flat(line) for line in found] for key, found in sorted(lines.items())},
    }  # fmt: skip
    text = json.dumps(made, separators=(",", ":"), ensure_ascii=False).replace('],"', '],\n"')
    (ROOM / "shapes/world.json").write_text(text + "\n", encoding="utf-8")
    print(f"{len(shapes)} shapes, {sum(map(len, lines.values()))} lines, {len(text):,} bytes")
    print("without a line:", [row["key"] for row in table() if row["key"] not in lines])


def table() -> list[dict[str, str]]:
    return list(csv.DictReader((ROOM / "tables/disputed.csv").open(encoding="utf-8")))


def rounding(ring: list[list[float]]) -> Ring:
    points = [(round(x, DIGITS), round(y, DIGITS)) for x, y in ring]
    return [point for place, point in enumerate(points) if place == 0 or point != points[place - 1]]


def cut(polygons: list[list[Ring]], start: Point, end: Point) -> Ring:
    """Take the outline from one corner to the other out of a shape and give it as a closed ring."""
    for polygon in polygons:
        if start in polygon[0] and end in polygon[0]:
            ring = polygon[0][:-1]
            first = ring.index(start)
            turned = ring[first:] + ring[:first]
            last = turned.index(end)
            polygon[0] = [start, *turned[last:], start]
            return [*turned[: last + 1], start]
    raise SystemExit(f"no ring has both {start} and {end}")


def joined(one: Ring, other: Ring) -> Ring:
    """Unite two rings that share a stretch of edge: what is left are the edges only one of them has."""
    edges = {edge: None for ring in (one, other) for edge in itertools.pairwise(ring)}
    outer = {a: b for a, b in edges if (b, a) not in edges}
    start = next(iter(outer))
    ring = [start]
    while (following := outer[ring[-1]]) != start:
        ring.append(following)
    assert len(ring) == len(outer), "the union is not one ring"
    return [*ring, start]


def shared(shapes: dict[str, list[list[Ring]]], written: str) -> list[Ring]:
    """Give the edges two shapes share, drawn together into lines; `A-B@west south east north` only those within a box."""
    found: list[Ring] = []
    for pair in filter(None, written.split(";")):
        names, _, box = pair.partition("@")
        one, other = names.split("-")
        west, south, east, north = map(float, box.split()) if box else (-180, -90, 180, 90)
        theirs = {frozenset(edge) for ring in rings(shapes[other]) for edge in itertools.pairwise(ring)}
        for ring in rings(shapes[one]):
            begun = False
            for a, b in itertools.pairwise(ring):
                inside = all(west <= x <= east and south <= y <= north for x, y in (a, b))
                if frozenset((a, b)) in theirs and inside:
                    if begun:
                        found[-1].append(b)
                    else:
                        found.append([a, b])
                    begun = True
                else:
                    begun = False
    return found


def rings(polygons: list[list[Ring]]) -> list[Ring]:
    return [ring for polygon in polygons for ring in polygon]


def flat(line: Ring) -> list[float]:
    return [number for point in line for number in point]


if __name__ == "__main__":
    main(sys.argv[1])
