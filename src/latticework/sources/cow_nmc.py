"""National Material Capabilities: six components and their index, by state and year."""

from __future__ import annotations

from latticework.sources.card import COW, Card, Covers, Download, File
from latticework.sources.say import figures

_COMPONENTS = {
    "milex": ("", "=case when try_cast(year as integer) < 1914 then 'GBP' else 'current US$' end"),
    "milper": ("", "persons"),
    "irst": ("", "tons"),
    "pec": ("", "coal-ton equivalents"),
    "tpop": ("", "persons"),
    "upop": ("", "persons"),
    "cinc": ("", "share"),
}
_THOUSANDS = dict.fromkeys(("milex", "milper", "irst", "pec", "tpop", "upop"), "1000")


def _read(*names: str, release: str, published: str, ignore: tuple[str, ...], md5: dict[str, str]) -> File:
    """Read a release: each component is one fact a state-year, in units of one (the file counts thousands)."""
    return File(
        names=names,
        release=release,
        published=published,
        take=("ccode", "year", *_COMPONENTS),
        ignore=ignore,
        missing=("", "NA", ".", "-9", "-9.0"),
        claims=figures("capability", "ccode", _COMPONENTS, scale=_THOUSANDS),
        md5=md5,
    )


CARD = Card(
    key="cow-nmc",
    title="National Material Capabilities",
    producer="Correlates of War Project",
    address="https://correlatesofwar.org/data-sets/national-material-capabilities/",
    licence=COW.licence,
    allows=COW.allows,
    cite="Singer, J. David. 1987. Reconstructing the Correlates of War Dataset on Material Capabilities of States, 1816-1985. International Interactions 14: 115-132.",
    bibtex="@article{singer1987, author={Singer, J. David}, year={1987}, title={Reconstructing the Correlates of War Dataset on Material Capabilities of States, 1816-1985}, journal={International Interactions}, volume={14}, pages={115--132}}",
    files=(
        _read(
            "NMC-60-abridged.csv",
            release="6.0",
            published="2021",
            ignore=("stateabb", "version"),
            md5={"NMC-60-abridged.csv": "a3feb3774927118015c142e9f224c568"},
        ),
        _read(
            "NMC-70-abridged.csv",
            "cow_nmc_v7_peacesciencer.csv",
            release="7.0",
            published="2026-02-25",
            ignore=("stateabb", "version"),
            md5={"cow_nmc_v7_peacesciencer.csv": "ff48bb914722af31765d3bfb1e2ced32"},
        ),
    ),
    covers=(Covers("capability", 1816, 2022),),
    downloads=(
        Download(
            "NMC-70-abridged.csv",
            "https://correlatesofwar.org/wp-content/uploads/NMCv7.zip",
        ),
    ),
    note="Military spending is in British pounds before 1914. The two releases differ in energy for one row in six.",
)
