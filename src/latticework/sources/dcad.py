"""Defence cooperation agreements of two states, with the days of signature and entry into force."""

from __future__ import annotations

from latticework.sources.card import CITE, Card, Claim, Covers, Download, File, bib, columns
from latticework.sources.say import day, precision


def _step(status: str, prefix: str) -> Claim:
    """Read a step of an agreement; days and months below zero are unknown."""
    when = tuple(f"{prefix}{part}" for part in ("Year", "Month", "Day"))
    return Claim(
        "agreement", "ccode1", "ccode2", start=day(*when), precision=precision(when[1], when[2]), status=f"'{status}'", basis="'DCAD'",
        detail={
            "tie": "concat('dcad:', DCAid)", "type": "type", "category": "nullif(concat_ws(', ', category1, category2, category3), '')",
            "span": "span", "terminated": "case terminated when '1' then 'yes' when '0' then 'no' end",
            "asymmetric": "case asymmetry when '1' then 'yes' when '0' then 'no' end", "source": "source",
        },
        where=f"{when[0]} is not null", keys=("DCAid",),
    )  # fmt: skip


CARD = Card(
    key="dcad",
    title="Defense Cooperation Agreement Dataset",
    producer="Brandon J. Kinne",
    address="https://correlatesofwar.org/data-sets/defense-cooperation-agreement-dataset/",
    licence=CITE.licence,
    allows=CITE.allows,
    cite="Kinne, Brandon J. 2020. The Defense Cooperation Agreement Dataset (DCAD). Journal of Conflict Resolution 64(4): 729-755.",
    bibtex=bib("article", "kinne2020", author="Kinne, Brandon J.", year="2020", title="The Defense Cooperation Agreement Dataset ({DCAD})", journal="Journal of Conflict Resolution", volume="64", pages="729--755"),
    files=(
        File(
            ("DCAD-v1.0-main.csv",), "1.0", "2020",
            columns("ccode1 ccode2 signDay signMonth signYear EIFDay EIFMonth EIFYear type category1 category2 category3 span terminated asymmetry source DCAid"),
            (_step("signed", "sign"), _step("in_force", "EIF")), missing=("", "NA", "-44", "-66", "-77", "-88", "-99"),
            ignore=columns("cowName1 cowName2 renewType renewYears durationActual endYearEstimate categoryConf UNTS fullText sourceType factivaConf factivaSign factivaEIF"),
        ),
    ),
    covers=(Covers("agreement", 1980, 2010),),
    downloads=(Download("kinne_dca.zip", "https://correlatesofwar.org/wp-content/uploads/kinne_dca.zip"),),
    note="The estimate of when an agreement ended (endYearEstimate) looks into the future of its day and is left out.",
)  # fmt: skip
