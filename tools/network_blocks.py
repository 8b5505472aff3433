"""Layers of the networks as they are trained, with the names that `latticework.text.network_layers` reads; needs torch."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

WIDTH, HEADS, REACH, DROPPED = 128, 4, 24, 0.12


def drop(x: torch.Tensor, training: bool) -> torch.Tensor:
    return functional.dropout(x, DROPPED, training)


class Conv(nn.Module):
    """Each word with its neighbours, and with as many further words (its head) as are given."""

    def __init__(self, further: int = 0) -> None:
        super().__init__()
        self.mix, self.norm = nn.Linear((3 + further) * WIDTH, 2 * WIDTH), nn.LayerNorm(WIDTH)

    def forward(self, x: torch.Tensor, mask: torch.Tensor, *further: torch.Tensor) -> torch.Tensor:
        x = x * mask
        left, right = functional.pad(x, (0, 0, 1, 0))[:, :-1], functional.pad(x, (0, 0, 0, 1))[:, 1:]
        others = [x.flatten(0, 1)[places] for places in further]
        a, b = self.mix(torch.cat((left, x, right, *others), -1)).chunk(2, -1)
        return self.norm(x + drop(torch.maximum(a, b), self.training))


class Block(nn.Module):
    """Words that look at one another, then change each by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.far = nn.Parameter(torch.zeros(HEADS, 2 * REACH + 1))
        self.up, self.down = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.first, self.second = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        n, length, _ = x.shape
        q, k, v = (part.view(n, length, HEADS, -1).transpose(1, 2) for part in self.qkv(x).chunk(3, -1))
        place = torch.arange(length)
        near = self.far[:, (place[None] - place[:, None]).clamp(-REACH, REACH) + REACH]
        bias = (near[None] + (mask[:, None, None, :, 0] - 1) * 1e4).expand(n, -1, -1, -1)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).reshape(x.shape)
        x = self.first(x + drop(self.out(seen), self.training))
        return self.second(x + drop(self.down(functional.relu(self.up(x))), self.training))
