# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.5", "numpy>=2.0", "platformdirs>=4", "click>=8.1"]
# ///
"""Mix what the reader in the package makes of all texts and marked sentences into what a larger network made of them.

`python tools/reread.py --taught FILE.npz --out MIXED.npz` reads the same stretches as `tools/teach_reader.py` with the shipped weights of signs and
of the network, and writes for each share the mean of the two; rows of words stay those of the larger network. `tools/train_links.py --taught
MIXED.npz` then learns from both: what an earlier, better taught network knew is handed on when a new one is trained with more texts.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools"), str(ROOT / "evaluation")]
from act_examples import Example, of_marked, of_texts  # noqa: E402
from act_fitting import batches, made_of  # noqa: E402
from act_student import WORDS, Student, tensors  # noqa: E402
from articles import scorer  # noqa: E402
from link_examples import CORPUS, sentences, texts  # noqa: E402
from taught_files import Arrays, as_file, read_again  # noqa: E402

from latticework.text.links import ROLES  # noqa: E402
from latticework.text.network_layers import read_weights  # noqa: E402
from latticework.text.stored import stored_weights  # noqa: E402

SHARE = 0.5
"""What the shipped reader counts in each mean."""


def shipped() -> Student:
    """Make the network in its trained form of the weights in the package; what they do not have adds nothing."""
    model = Student()
    with stored_weights("act_model") as stored:
        held = {name: torch.from_numpy(array) for name, array in read_weights(stored).items()}
    with stored_weights("link_model") as stored:
        scales = stored["scales"]
        roles = torch.from_numpy(stored["roles"].astype(np.float32) * scales[: len(ROLES)].astype(np.float32))
        held["wide_pair.weight"], held["wide_party.weight"] = roles[:, :2], roles[:, 2:]
        for name, column, step in (("cue", "cues", scales[-2]), ("kind", "kinds", scales[-1])):
            held[f"wide_{name}.weight"] = torch.from_numpy(stored[column].astype(np.float32) * np.float32(step))
    missing = model.state_dict().keys() - held.keys()
    model.load_state_dict(held | {name: torch.zeros_like(model.state_dict()[name]) for name in missing})
    return model.eval()


@torch.no_grad()
def reread(given: Sequence[Example]) -> dict[int, Arrays]:
    """Read stretches with the shipped weights: shares, by their identity."""
    model, found = shipped(), dict[int, Arrays]()
    for batch in batches(given, WORDS, shuffle=False):
        t = tensors(batch, hide=False)
        found |= made_of(model.read(model.encode(t), t), t, batch)
    return found


def mixed(one: Arrays, other: Arrays) -> Arrays:
    """Give the mean of two readings; what only the second has stays."""
    return other | {name: (SHARE * one[name].astype(np.float32) + (1 - SHARE) * other[name]).astype(np.float16) for name in one}  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--taught", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    every = [*of_texts(texts([CORPUS / "articles"], scorer())), *of_marked(sentences())]
    with np.load(given.taught) as held:
        taught = list(read_again(every, held))
    known = [one for one, _ in taught]
    made = reread(known)
    np.savez(given.out, **as_file(known, {id(one): mixed(made[id(one)], arrays) for one, arrays in taught}))
    print(f"{len(known):,} of {len(every):,} stretches: {given.out}, {given.out.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
