"""How long a reader waits for the HTTP door: alone, moving a clock, and with fifty at once while a writer imports.

    uv run --group dev python benchmarks/serving.py [READERS] [SECONDS]

The server, the writer and the readers are processes of their own. Without a browser the first paint is left out.
"""

from __future__ import annotations

import asyncio
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx2

DAYS = "as_of=2023-01-13&known_by=2026-01-13"
QUESTIONS = (
    "/v1/why?state={}", "/v1/threats?state={}", "/v1/ties?state={}", "/v1/pledges?state={}", "/v1/balance?side_a=CHN&side_b={}", "/why/{}", "/map/{}",
    "/threats/{}", "/v1/facts?terms={}", "/health",
)  # fmt: skip
STATES = ("JPN", "KOR", "AUS", "PHL", "POL", "FRA", "DEU", "IND", "USA", "GBR")
WRITER = """
import sys, time
from datetime import date
from latticework.atlas import Atlas
from latticework.model.fact import About, Citation, Fact
from latticework.model.period import Period
atlas, end, number = Atlas.open(sys.argv[1]), time.time() + float(sys.argv[2]), 0
while time.time() < end:
    facts = [Fact(kind="hostile_act", about=About.parse("PLW>NRU"), period=Period(date(2020, 1, 1), None, "day"), known_from=date(2020, 1, 1),
                  citation=Citation("text", "made up", "", ""), value=None, unit="", basis="", status="", detail={"title": f"act {number} {n}"}) for n in range(500)]
    atlas.add(facts, origin=f"bench:{number}")
    number += 1
    time.sleep(0.2)
print(number)
"""


MOVE = """year => new Promise(done => {
    const slider = document.querySelector("[data-year=as_of]"), start = performance.now();
    document.addEventListener("latticework:drawn", () => { document.body.offsetHeight; done(performance.now() - start); }, {once: true});
    slider.value = year;
    slider.dispatchEvent(new Event("input"));
})"""


def told(name: str, taken: list[float]) -> None:
    """Print the median, the 95th percentile and the slowest of some seconds."""
    taken.sort()
    late = taken[int(len(taken) * 0.95) - 1] if len(taken) > 1 else taken[0]
    print(f"{name}: {len(taken)} answers, median {1000 * statistics.median(taken):.0f} ms, 95% {1000 * late:.0f} ms, slowest {1000 * taken[-1]:.0f} ms")  # fmt: skip


async def readers(base: str, count: int, seconds: float) -> tuple[list[float], dict[int, int]]:
    """Let readers ask one question after another for some seconds; gives how long each took, and how many had each status."""
    taken: list[float] = []
    codes: dict[int, int] = {}
    end = time.perf_counter() + seconds

    async def one(client: httpx2.AsyncClient, number: int) -> None:
        turn = number
        while time.perf_counter() < end:
            path = QUESTIONS[turn % len(QUESTIONS)].format(STATES[(turn // 3) % len(STATES)])
            begun = time.perf_counter()
            got = await client.get(
                f"{path}{'&' if '?' in path else '?'}{DAYS if not path.startswith('/health') else ''}"
            )
            taken.append(time.perf_counter() - begun)
            codes[got.status_code] = codes.get(got.status_code, 0) + 1
            turn += 7

    limits = httpx2.Limits(max_connections=count)
    async with httpx2.AsyncClient(base_url=base, timeout=120, limits=limits, follow_redirects=True) as client:
        await asyncio.gather(*(one(client, number) for number in range(count)))
    return taken, codes


def alone(base: str) -> None:
    """Print how long each kind of question takes alone, asked of a store that has just been opened and once more."""
    with httpx2.Client(base_url=base, timeout=60, follow_redirects=True) as client:
        for state in ("JPN", "AUS"):
            taken = []
            for path in QUESTIONS:
                begun = time.perf_counter()
                client.get(f"{path.format(state)}{'&' if '?' in path else '?'}{DAYS}")
                taken.append(time.perf_counter() - begun)
            told(f"alone, {'first questions' if state == 'JPN' else 'another state'}", taken)
        taken = []
        for year in range(1960, 2024):
            begun = time.perf_counter()
            client.get(f"/map/JPN?as_of={year}-01-13&known_by=2026-01-13&data=x&part=1").raise_for_status()
            taken.append(time.perf_counter() - begun)
        told("the map, year after year", taken)


def painted(base: str) -> None:
    """Print when the browser first paints the brief and the map."""
    path = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("first paint: playwright is not here")
        return
    if path is None:
        print("first paint: no browser here")
        return
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for view in ("/", "/why/JPN", "/map/JPN", "/threats/JPN"):
            page = browser.new_page()
            page.goto(f"{base}{view}?{DAYS}&data=x")
            page.wait_for_timeout(500)
            paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
            print(f"first paint of {view}: {paint:.0f} ms")
            page.close()
        for view in ("/map/JPN", "/ego/USA"):
            page = browser.new_page()
            page.goto(f"{base}{view}?{DAYS}&data=x")
            told(
                f"a move of the slider of {view} until it is drawn",
                [page.evaluate(MOVE, year) / 1000 for year in range(1990, 2024)],
            )
        browser.close()


def main() -> None:
    """Run all of it."""
    count, seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 50, float(sys.argv[2]) if len(sys.argv) > 2 else 20
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        command = [
            sys.executable,
            "-c",
            "from latticework.doors.cli import main; main()",
            "serve",
            "--port",
            str(port),
            "--store",
            store,
        ]
        server = subprocess.Popen(command)
        try:
            for _ in range(240):
                try:
                    httpx2.get(f"{base}/health")
                    break
                except httpx2.ConnectError:
                    time.sleep(0.25)
            alone(base)
            painted(base)
            taken, codes = asyncio.run(readers(base, count, seconds))
            told(f"{count} readers, {dict(sorted(codes.items()))}", taken)
            writer = subprocess.Popen(
                [sys.executable, "-c", WRITER, store, str(seconds)], stdout=subprocess.PIPE, text=True
            )
            taken, codes = asyncio.run(readers(base, count, seconds))
            told(
                f"{count} readers while {writer.communicate()[0].strip()} imports are written, {dict(sorted(codes.items()))}",
                taken,
            )
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
