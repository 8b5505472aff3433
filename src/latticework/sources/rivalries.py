"""Strategic rivalries and arms races of pairs of states."""

from __future__ import annotations

from latticework.sources.card import CITE, Card, Claim, Covers, File, bib, columns

_TYPES = "nullif(concat_ws(', ', {0}), '')"
_MARKED = ", ".join(
    f"case when \"{name}\" = '1' then '{name}' end"
    for name in columns("positional spatial ideological interventionary")
)


def _end(last: str) -> str:
    """A rivalry written as lasting to the list's last year goes on: nobody looked further."""
    return f'case when "end" = \'{last}\' then null else make_date(cast("end" as integer) + 1, 1, 1) end'


CARD = Card(
    key="rivalries",
    title="Strategic Rivalries and Arms Races",
    producer="William R. Thompson and others; Gibler, Rider and Hutchison; as in peacesciencer",
    address="https://svmiller.com/peacesciencer/",
    licence=CITE.licence,
    allows=CITE.allows,
    cite="Thompson, William R., Kentaro Sakuwa, and Prashant Hosur Suhas. 2021. Analyzing Strategic Rivalries in World Politics. Springer; Thompson, William R., and David R. Dreyer. 2012. Handbook of International Rivalries. CQ Press; Gibler, Douglas M., Toby J. Rider, and Marc L. Hutchison. 2005. Taking Arms against a Sea of Troubles. Journal of Peace Research 42(2): 131-147.",
    bibtex=bib("book", "thompson2021", author="Thompson, William R. and Sakuwa, Kentaro and Suhas, Prashant Hosur", year="2021", title="Analyzing Strategic Rivalries in World Politics", publisher="Springer"),
    files=(
        File(
            ("tss_rivalries.csv",), "Thompson-Sakuwa-Suhas 2021", "2021",
            columns("tssr_id rivalry ccode1 ccode2 start end positional spatial ideological interventionary"),
            (
                Claim(
                    "rivalry", "ccode1", "ccode2", start='make_date(cast("start" as integer), 1, 1)', end=_end("2020"), precision="'year'",
                    basis="'TSS'", detail={"title": "rivalry", "types": _TYPES.format(_MARKED), "list": "'TSS'", "number": "tssr_id"},
                    where='cast("end" as integer) >= 1816', keys=("tssr_id",),
                ),
            ),
            ignore=columns("principal aprin"),
        ),
        File(
            ("td_rivalries.csv",), "Thompson-Dreyer 2012", "2012", columns("rivalryno rivalryname ccode1 ccode2 styear endyear region type1 type2 type3"),
            (
                Claim(
                    "rivalry", "ccode1", "ccode2", start="make_date(cast(styear as integer), 1, 1)",
                    end="case when endyear = '2010' then null else make_date(cast(endyear as integer) + 1, 1, 1) end", precision="'year'",
                    basis="'TD'", detail={
                        "title": "rivalryname", "types": _TYPES.format("type1, type2, type3"), "region": "region", "list": "'TD'",
                        "number": "rivalryno",
                    },
                    where="cast(endyear as integer) >= 1816", keys=("rivalryno",),
                ),
            ),
        ),
        File(
            ("grh_arms_races.csv",), "Gibler-Rider-Hutchison 2005", "2005", columns("race_id ccode1 ccode2 styear endyear"),
            (
                Claim(
                    "arms_race", "ccode1", "ccode2", start="make_date(cast(styear as integer), 1, 1)",
                    end="make_date(cast(endyear as integer) + 1, 1, 1)", precision="'year'", detail={"number": "race_id"}, keys=("race_id",),
                ),
            ),
        ),
    ),
    covers=(Covers("rivalry", 1816, 2020), Covers("arms_race", 1816, 2000, complete=False)),
)  # fmt: skip
