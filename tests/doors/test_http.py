"""The HTTP door: one question gives the answer the command line gives, with what travels with it."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

pytest.importorskip("fastapi", reason="the extra web is not installed")
pytest.importorskip("httpx2", reason="httpx2, which the tests call the door with, is not installed")

from latticework.atlas import Atlas
from latticework.doors.cli import cli
from latticework.doors.http.app import create_app
from latticework.doors.http.envelope import Bounds
from latticework.doors.http.openapi import examples
from latticework.doors.http.verbs import VERBS
from latticework.doors.verbs_whatif import CHANGES
from tests.conftest import fact

DAY = "2023-01-13"
HOSTS = ("testserver",)

SAME: tuple[tuple[tuple[str, ...], str, dict[str, Any]], ...] = (
    (("why", "Japan", "--as-of", DAY), "why", {"state": "Japan", "as_of": DAY}),
    (("ties", "Japan", "--as-of", DAY), "ties", {"state": "Japan", "as_of": DAY}),
    (
        ("ties", "Japan", "Australia", "--ended", "--since", "2000", "--as-of", DAY, "--known-by", DAY),
        "ties",
        {"state": "Japan", "other": "Australia", "ended": "true", "since": "2000", "as_of": DAY, "known_by": DAY},
    ),
    (("threats", "Japan", "--as-of", DAY), "threats", {"state": "Japan", "as_of": DAY}),
    (("threats", "Poland", "--explain", "--as-of", DAY), "threats", {"state": "Poland", "explain": "true", "as_of": DAY}),
    (("balance", "USA+Japan", "China", "--as-of", DAY), "balance", {"side_a": "USA+Japan", "side_b": "China", "as_of": DAY}),
    (("balance", "China", "Japan", "--no-cite"), "balance", {"side_a": "China", "side_b": "Japan", "cite": "false"}),
    (
        ("first", "overflight", "PRK", "JPN", "--mode", "ballistic_missile", "--on", "2022-10-04"),
        "first",
        {"kind": "overflight", "parties": ["PRK", "JPN"], "mode": "ballistic_missile", "on": "2022-10-04"},
    ),
    (("pledges", "Japan", "--as-of", DAY), "pledges", {"state": "Japan", "as_of": DAY}),
    (("reach", "North Korea", "Japan"), "reach", {"state": "North Korea", "target": "Japan"}),
    (("facts", "Japan", "Australia", "--limit", "7"), "facts", {"terms": ["Japan", "Australia"], "limit": "7"}),
    (("sources", "cite", "sipri"), "sources", {"what": "cite", "keys": "sipri"}),
    (("sources", "coverage"), "sources", {"what": "coverage"}),
    (("sources", "refused"), "sources", {"what": "refused"}),
    (("relation", "PRK", "KOR", "--months", "3"), "relation", {"state": "PRK", "other": "KOR", "months": "3"}),
    (("relation", "PRK", "KOR", "--acts", "--as-of", DAY), "relation", {"state": "PRK", "other": "KOR", "acts": "true", "as_of": DAY}),
    (("network", "Japan", "Australia", "India", "--as-of", DAY), "network", {"states": ["Japan", "Australia", "India"], "as_of": DAY}),
    (("network", "Japan", "India", "--pairs"), "network", {"states": ["Japan", "India"], "pairs": "true"}),
    (("similarity", "Japan", "--by", "s", "--as-of", DAY), "similarity", {"state": "Japan", "by": "s", "as_of": DAY}),
    (("similarity", "Japan", "Australia"), "similarity", {"state": "Japan", "other": "Australia"}),
    (("durations",), "durations", {}),
    (("durations", "--kind", "reciprocal_access"), "durations", {"kind": "reciprocal_access"}),
    (("exposure", "Japan", "USA", "--as-of", DAY), "exposure", {"state": "Japan", "partner": "USA", "as_of": DAY}),
    (("diff", "2013", "2023", "--state", "Japan"), "diff", {"day1": "2013", "day2": "2023", "state": "Japan"}),
    (
        ("diff", "2013", "2023", "--state", "Japan", "--clock", "known-by", "--as-of", "2013"),
        "diff",
        {"day1": "2013", "day2": "2023", "state": "Japan", "clock": "known-by", "as_of": "2013"},
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def client(pack_folder: Path) -> Iterator[Any]:
    from starlette.testclient import TestClient

    with TestClient(create_app(pack_folder, hosts=HOSTS)) as made:
        yield made


def small(folder: Path, **more: Any) -> Any:
    from starlette.testclient import TestClient

    return TestClient(create_app(folder, hosts=HOSTS, **more))


@pytest.mark.parametrize(("words", "verb", "asked"), SAME, ids=[" ".join(words[:3]) for words, _, _ in SAME])
def test_one_question_gives_one_answer_through_both_doors(
    client: Any, pack_folder: Path, words: tuple[str, ...], verb: str, asked: dict[str, Any]
) -> None:
    shell = CliRunner().invoke(cli, [*words, "--store", str(pack_folder), "--format", "json"], catch_exceptions=False)
    said, got = json.loads(shell.stdout), client.get(f"/v1/{verb}", params=asked)
    assert got.status_code == 200, got.text
    if verb == "why":
        assert got.json()["data"] == said
    else:
        assert got.json()["data"] == said["rows"]
        assert got.json()["meta"]["notes"] == said["notes"]
        assert got.json()["meta"]["title"] == said["title"]


def test_every_verb_has_the_options_of_the_command_line() -> None:
    # the suffix, the response, the server's own store, folders and files, and what only a shell has
    here = {
        "form",
        "out",
        "store",
        "folder",
        "data",
        "file",
        "paths",
        "gold",
        "page",
        "into_store",
        "coder_name",
        "strict",
        "record",
        "workers",
        "cluster",
        "shards",
        "shard_size",
    }
    here |= {"chart", "draw", "dark"}  # pictures have suffixes, and options of their own
    here |= {"sql", "table", "layout", "counts"}  # a query is for a warehouse of the user's, and is not run
    lines = set(CHANGES) | {"text", "all"}  # changes are given as lines, with `do`
    for name, verb in VERBS.items():
        command = cli.commands[name]
        assert isinstance(command, click.Command)
        theirs = {
            param.opts[0].lstrip("-").replace("-", "_") if isinstance(param, click.Option) else str(param.name)
            for param in command.params
            if param.name not in here
        } - (lines if name == "whatif" else set())
        assert {option.name for option in verb.all_options if option.form != "words"} == theirs, name


def test_the_meta_says_what_travels_with_an_answer(client: Any) -> None:
    meta = client.get("/v1/balance", params={"side_a": "China", "side_b": "Japan", "as_of": DAY}).json()["meta"]
    assert (meta["as_of"], meta["methods"]) == (DAY, ["balance v1", "overtake v1"])
    assert "2025-04" in meta["releases"]["sipri"]
    assert {source["key"] for source in meta["sources"]} == {"sipri", "worldbank-milex"}
    assert all(source["licence"] for source in meta["sources"])
    assert meta["licences"]
    assert {"military_spending"} == {one["kind"] for one in meta["coverage"]}
    assert meta["truncated"] is None
    assert client.get("/v1/why.metadata.json", params={"state": "Japan", "as_of": DAY}).json().keys() == {"meta"}


def test_unknown_is_not_zero(client: Any) -> None:
    got = client.get("/v1/threats", params={"state": "Bhutan", "as_of": "1990"}).json()
    assert got["data"] == []
    assert "unknown" in got["meta"]["notes"][0]


def test_each_suffix_gives_its_form(client: Any, pack_folder: Path, tmp_path: Path) -> None:
    import duckdb

    asked = {"state": "Japan", "as_of": DAY}
    rows = client.get("/v1/ties.json", params=asked).json()["data"]
    shell = CliRunner().invoke(cli, ["ties", "Japan", "--as-of", DAY, "--store", str(pack_folder), "--format", "csv"])
    table = client.get("/v1/ties.csv", params=asked)
    assert table.text == shell.stdout
    assert table.headers["link"] == f'</v1/ties.metadata.json?state=Japan&as_of={DAY}>; rel="describedby"'
    target = tmp_path / "ties.parquet"
    target.write_bytes(client.get("/v1/ties.parquet", params=asked).content)
    assert duckdb.connect().execute("select count(*) from read_parquet($f)", {"f": str(target)}).fetchone() == (
        len(rows),
    )
    places = client.get("/v1/ties.geojson", params=asked).json()
    assert [feature["properties"] for feature in places["features"]] == rows
    assert any(feature["geometry"] for feature in places["features"])
    assert places["meta"]["sources"]
    lines = client.get("/v1/reach.geojson", params={"state": "North Korea", "target": "Japan"}).json()["features"]
    assert {feature["geometry"]["type"] for feature in lines} == {"LineString"}
    points = client.get("/v1/threats.geojson", params=asked).json()["features"]
    assert points[0]["geometry"]["type"] == "Point"


def test_a_text_is_read_and_checked_by_get_and_by_post(client: Any, pack_folder: Path, tmp_path: Path) -> None:
    text = "TOKYO, Jan 13 2023 - Japan hosts 54,000 U.S. troops."
    asked = {"text": text, "published": DAY}
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    words = ["check", str(tmp_path / "a.txt"), "--published", DAY, "--store", str(pack_folder), "--format", "json"]
    said = json.loads(CliRunner().invoke(cli, words, catch_exceptions=False).stdout)
    for got in (client.get("/v1/check", params=asked), client.post("/v1/check", json=asked)):
        assert got.status_code == 200, got.text
        body = got.json()
        assert body["data"] | {"key": ""} == said | {"key": ""}
        assert body["data"]["claims"][0]["as_published"]["verdict"] in ("supported", "depends")
        assert set(body["meta"]["releases"]) == {one["key"] for one in body["meta"]["sources"] if one["releases"]}
        assert body["meta"]["sources"]
    assert "# 1 claims checked" in client.post("/v1/check.md", json=asked).text
    rows = client.post("/v1/read", json=asked).json()["data"]
    assert "figure" in {row["kind"] for row in rows}
    parts = {row["part"] for row in client.post("/v1/read", json=asked | {"explain": True}).json()["data"]}
    assert parts >= {"fact", "words", "tokens", "mention"}
    assert client.get("/v1/read", params={"text": "x" * 7000}).status_code == 422
    assert client.post("/v1/read", json={"text": " "}).status_code == 422
    assert client.post("/v1/read", json={"text": "x" * 100_001}).status_code == 422
    large = client.post("/v1/read", json={"text": "x" * 1_000_001})
    assert (large.status_code, large.json()["error"]["kind"]) == (413, "TooLarge")
    assert client.post("/v1/read", content=json.dumps(asked), headers={"content-type": "text/plain"}).status_code == 422


def test_pictures_are_a_suffix(client: Any) -> None:
    pytest.importorskip("vl_convert", reason="the extra charts is not installed")
    asked = {"side_a": "China", "side_b": "Japan", "as_of": DAY}
    light, dark = (client.get("/v1/balance.svg", params=asked | {"dark": dark}) for dark in ("false", "true"))
    assert light.headers["content-type"] == "image/svg+xml"
    assert light.text.startswith("<svg")
    assert "<desc>" in light.text
    assert light.text != dark.text
    assert light.headers["link"].endswith(f'side_b=Japan&as_of={DAY}>; rel="describedby"')
    assert client.get("/v1/balance.png", params=asked).content.startswith(b"\x89PNG")
    time = client.get("/v1/ties.svg", params={"state": "Japan", "other": "Australia", "draw": "time", "as_of": DAY})
    assert "Australia" in time.text
    wrong = client.get("/v1/ties.svg", params={"state": "Japan", "draw": "pie"})
    assert wrong.json()["error"]["valid"] == ["map", "time", "ego"]
    assert client.get("/v1/ties", params={"state": "Japan", "dark": "true"}).status_code == 422
    nothing = client.get("/v1/threats.svg", params={"state": "Bhutan", "as_of": "1990"})
    assert (nothing.status_code, nothing.json()["error"]["kind"]) == (404, "NothingToDraw")


def test_markdown_carries_days_sources_and_licences(client: Any) -> None:
    text = client.get("/v1/balance.md", params={"side_a": "China", "side_b": "Japan", "as_of": DAY}).text
    for said in (
        "as of 13 January 2023",
        "SIPRI",
        "release 2025-04",
        "Made by latticework",
        "balance v1",
        "| source |",
    ):
        assert said in text


def test_releases_are_those_the_answer_rests_on(client: Any, atlas: Atlas) -> None:
    asked = {"side_a": "China", "side_b": "Japan", "as_of": DAY, "known_by": "2022-06-01"}
    told = client.get("/v1/balance", params=asked).json()
    assert {row["release"] for row in told["data"]} == set(told["meta"]["releases"]["sipri"])
    held = {
        f.citation.release for f in atlas.facts(["military_spending"], parties=["JPN"]) if f.citation.source == "sipri"
    }
    assert held > set(told["meta"]["releases"]["sipri"])
    without = client.get("/v1/balance", params=asked | {"cite": "false"}).json()["meta"]
    assert without["releases"] == told["meta"]["releases"]


def test_a_panel_too_large_is_refused_before_it_is_made(client: Any) -> None:
    got = client.get("/v1/panel", params={"unit": "dyad-months", "years": "1900-2020"})
    assert got.status_code == 422
    assert "rows" in got.json()["error"]["thing"]
    assert {"name": "spells"} in client.get("/v1/panel", params={"with": "list"}).json()["data"]


def test_an_etag_saves_the_second_answer_until_the_store_changes(tmp_path: Path) -> None:
    folder, asked = tmp_path / "store", {"terms": "Palau", "kind": "hostile_act"}
    with small(folder) as client:
        first = client.get("/v1/facts", params=asked)
        again = {"if-none-match": first.headers["etag"]}
        assert first.json()["data"] == []
        assert client.get("/v1/facts", params=asked, headers=again).status_code == 304
        other = client.get("/v1/facts", params=asked | {"limit": 3})
        assert other.headers["etag"] != first.headers["etag"]
        Atlas.open(folder).add([fact("hostile_act", "PLW>NRU", "2020-01-01", title="A made-up act")], origin="test")
        fresh = client.get("/v1/facts", params=asked, headers=again)
        assert fresh.status_code == 200
        assert [row["what"] for row in fresh.json()["data"]] == ["A made-up act"]


@pytest.mark.parametrize(
    ("path", "status", "place", "valid"),
    [
        ("/v1/why?state=Japn", 404, "", "Japan"),
        ("/v1/why?state=Korea", 422, "", "South Korea (KOR)"),
        ("/v1/why?state=zzzzzzz", 404, "", "Japan"),
        ("/v1/why", 422, "state", ""),
        ("/v1/ties?state=Japan&asof=2023", 422, "asof", "as_of"),
        ("/v1/ties?state=Japan&as_of=2023-02-30", 422, "as_of", ""),
        ("/v1/ties?state=Japan&as_of=0001", 422, "as_of", ""),
        ("/v1/ties?state=Japan&as_of=9999", 422, "as_of", ""),
        ("/v1/ties?state=%C2%B2", 422, "state", ""),
        ("/v1/ties?state=Japan&ended=perhaps", 422, "ended", "true"),
        ("/v1/facts?kind=overflite", 404, "", "overflight"),
        ("/v1/facts?limit=0", 422, "limit", ""),
        ("/v1/sources?what=get", 422, "what", "coverage"),
        ("/v1/sources?what=cite&keys=sipry", 404, "", "sipri"),
        ("/v1/ties.xml?state=Japan", 404, "", "/v1/ties.csv"),
        ("/v1/why.csv?state=Japan", 404, "", "/v1/why.json"),
        ("/v1/nothing", 404, "", "/v1/why.json"),
    ],
)
def test_errors_have_one_shape_and_the_valid_values(
    client: Any, path: str, status: int, place: str, valid: str
) -> None:
    got = client.get(path)
    assert got.status_code == status, got.text
    error = got.json()["error"]
    assert set(error) == {"status", "kind", "thing", "place", "next_step", "valid"}
    assert (error["status"], error["place"]) == (status, place)
    assert error["thing"]
    assert error["next_step"]
    assert not valid or valid in error["valid"]


def test_bounds_cut_and_say_so(pack_folder: Path) -> None:
    asked = {"state": "Japan", "as_of": DAY}
    with small(pack_folder, bounds=Bounds(rows=5)) as client:
        got = client.get("/v1/ties", params=asked).json()
        assert len(got["data"]) == 5
        assert got["meta"]["truncated"]["of"] > 100
        assert client.get("/v1/facts?limit=6").status_code == 422
        assert len(client.get("/v1/ties.csv", params=asked).text.splitlines()) == 6
    with small(pack_folder, bounds=Bounds(bytes=30_000)) as client:
        whole = client.get("/v1/ties", params=asked)
        assert len(whole.content) <= 30_000
        assert "bytes" in whole.json()["meta"]["truncated"]["because"]
        brief = client.get("/v1/why", params=asked).json()
        assert brief["data"]["facts"] == {}
        assert brief["meta"]["truncated"]
    facts = small(pack_folder).get("/v1/facts?terms=Japan&limit=3").json()
    assert facts["meta"]["truncated"] == {"rows": 3, "of": None, "because": "limit=3: there may be more"}


def test_an_answer_that_takes_too_long_is_refused_and_had_later(pack_folder: Path) -> None:
    with small(pack_folder, bounds=Bounds(seconds=0.001)) as client:
        late = client.get("/v1/ties", params={"state": "Japan", "as_of": DAY})
        assert late.status_code == 503
        assert late.headers["retry-after"]
        assert late.json()["error"]["kind"] == "TookTooLong"
    with small(pack_folder, bounds=Bounds(waiting=0)) as client:
        assert client.get("/v1/ties?state=Japan").json()["error"]["kind"] == "TooBusy"


def test_the_guard_stands_before_the_door(client: Any) -> None:
    foreign = client.get("/v1", headers={"host": "evil.example"})
    assert foreign.status_code == 421
    assert foreign.json()["error"]["kind"] == "ForeignHost"
    for got in (foreign, client.get("/v1"), client.get("/v1/why?state=Japn")):
        assert "default-src 'none'" in got.headers["content-security-policy"]
        assert got.headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in got.headers
    head = client.head("/v1/sources")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"]
    assert client.get("/health").json()["status"] == "ok"


def test_it_only_reads_unless_started_to_write(client: Any, tmp_path: Path) -> None:
    for method in ("post", "put", "delete", "patch"):
        got = getattr(client, method)("/v1/sources")
        assert got.status_code == 405
        assert got.json()["error"]["kind"] == "NotAllowed"
    assert client.post("/v1/sources/get", json={"keys": ["cow-nmc"]}).status_code in (404, 405)
    files = tmp_path / "files"
    files.mkdir()
    with small(tmp_path / "store", write=True, files=files) as writing:
        empty = writing.post("/v1/sources/get", json={"keys": ["cow-nmc"]})
        assert empty.status_code == 422
        assert "National Material Capabilities" in empty.json()["error"]["thing"]
        plain = writing.post("/v1/sources/get", content='{"keys": ["cow-nmc"]}', headers={"content-type": "text/plain"})
        assert plain.status_code == 422  # what a foreign page may send unasked is not read
        assert "folder" not in plain.json()["error"]["thing"]


def test_the_openapi_page_names_every_verb_with_examples(client: Any) -> None:
    page = client.get("/openapi.json").json()
    for name, verb in VERBS.items():
        for suffix in verb.suffixes:
            assert f"/v1/{name}.{suffix}" in page["paths"]
        said = page["paths"][f"/v1/{name}"]["get"]
        assert {parameter["name"] for parameter in said["parameters"]} == {option.name for option in verb.all_options}
        assert all(
            parameter["schema"].get("description") or parameter.get("description") for parameter in said["parameters"]
        )
        example = said["responses"]["200"]["content"]["application/json"]["example"]
        assert example["meta"]["title"] == examples()[name]["meta"]["title"]
        example = examples()[name]
        shown = client.get(f"/v1/{name}", params=example["meta"]["asked"]).json()
        assert set(shown["meta"]) == set(example["meta"])
        if verb.gives == "table":
            assert list(shown["data"][0]) == list(example["data"][0])


def test_fifty_readers_while_a_writer_imports(tmp_path: Path) -> None:
    import httpx2 as httpx

    folder, done, seen = tmp_path / "store", threading.Event(), set()
    app = create_app(folder, hosts=HOSTS)

    def write() -> None:
        atlas = Atlas.open(folder)
        for number in range(40):
            if done.is_set():
                break
            day = f"2020-{number % 12 + 1:02}-{number % 28 + 1:02}"
            atlas.add([fact("hostile_act", "PLW>NRU", day, title=f"Act {number}")], origin=f"test:{number}")

    async def read(client: httpx.AsyncClient, number: int) -> list[int]:
        codes = []
        for turn in range(4):
            path = ("/v1/facts?terms=Palau", "/v1/balance?side_a=CHN&side_b=JPN", "/v1/pledges?state=JPN", "/health")[
                (number + turn) % 4
            ]
            got = await client.get(path, params={"limit": number + 1} if "facts" in path else None)
            codes.append(got.status_code)
            if path == "/health":
                seen.add(got.json()["generation"])
        return codes

    async def all_of_them() -> list[list[int]]:
        door = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=door, base_url="http://testserver", timeout=120) as client:
            return await asyncio.gather(*(read(client, number) for number in range(50)))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        codes = asyncio.run(all_of_them())
    finally:
        done.set()
        writer.join()
    assert {code for row in codes for code in row} == {200}
    assert len(seen) > 1
    app.state.desk.close()
