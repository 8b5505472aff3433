"""How long one question on a pair takes over a million facts in the store.

uv run --group dev python benchmarks/as_of.py 1000000
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date

import duckdb

from latticework.model.fact import COLUMNS, ID_SQL
from latticework.model.state import states
from latticework.store.store import Store


def main() -> None:
    rows = int(sys.argv[1])
    codes = list(states())
    con = duckdb.connect(config={"threads": 2})
    pick = "list_extract($codes, 1 + (hash(i * {0}) % {1})::int)"
    con.execute(
        "create table facts as select "
        + ID_SQL
        + " as id, * from (select case i % 3 when 0 then 'trade' when 1 then 'dispute' "
        f"else 'igo_memberships' end as kind, {pick.format(3, len(codes))} || '>' || {pick.format(5, len(codes))} as about, "
        "make_date((1900 + i % 120)::int, 1, 1) as valid_from, make_date((1901 + i % 120)::int, 1, 1) as valid_to, 'year' as precision, "
        "i::double as value, 'count' as unit, 'made up' as basis, '' as status, '' as detail, date '2020-01-01' as known_from, "
        "'bench' as source, '1' as release, 'row ' || i as locator, '' as quote, 'bench' as read_by "
        f"from range({rows}) t(i))",
        {"codes": codes},
    )
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(folder)
        store.add_relations([("bench:1:made", con.sql(f"select {', '.join(COLUMNS)} from facts"))])
        for label in ("first question", "later questions"):
            taken = []
            for party in ("CHN",) if label.startswith("first") else ("USA", "KOR", "RUS", "AUS", "IND") * 4:
                begun = time.perf_counter()
                found = store.select(parties=["JPN", party], as_of=date(1960, 7, 1))
                taken.append(time.perf_counter() - begun)
            print(
                f"{rows:,} facts, a pair as of a day, {label}: median {1000 * sorted(taken)[len(taken) // 2]:.1f} ms ({len(found)} facts)"
            )


if __name__ == "__main__":
    main()
