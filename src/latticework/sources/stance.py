"""The tone in which states' strategy documents speak of other states, year by year."""

from __future__ import annotations

from latticework.sources.card import Card, Claim, Covers, Download, File, bib, columns
from latticework.sources.say import year_end, year_start

CARD = Card(
    key="stance",
    title="Directed Stance in National Security Documents",
    producer="J Andres Gannon and others",
    address="https://militarydoctrines.com",
    licence="MIT",
    allows="to share and adapt with the notice",
    cite="Gannon, J Andres, and others. Military Doctrines: national security documents and the stance they take. militarydoctrines.com",
    bibtex=bib("misc", "gannon", author="Gannon, J Andres and others", title="Military Doctrines", year="2025"),
    files=(
        File(
            ("directed_dyad_aggregated_directed_stance.csv",), "2025-04", "2025-04-10", columns("origin_country year target_country avg_directed_vader se_directed_vader num_mentions ccode1 ccode2"),
            (
                Claim(
                    "stance", "ccode1", "ccode2", True, start=year_start("year"), end=year_end("year"), precision="'year'",
                    value="avg_directed_vader", unit="'score'", basis="'mean tone toward the state'",
                    detail={"mentions": "num_mentions", "deviation": "se_directed_vader"}, where="ccode1 is not null and ccode2 is not null",
                    keys=("origin_country", "target_country", "year"),
                ),
            ),
            ignore=columns("avg_vader se_vader"),
        ),
    ),
    covers=(Covers("stance", 1962, 2024, complete=False, note="the documents that were found"),),
    downloads=(Download("directed_dyad_aggregated_directed_stance.csv", "https://militarydoctrines.com"),),
    note="Targets without a code are organizations or people and are left out. Few mentions make noisy means.",
)  # fmt: skip
