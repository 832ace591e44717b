"""The network: a plain BERT encoder and the heads on the first piece of each word."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from sijil.language.pieces import SHAPES

if TYPE_CHECKING:
    from pathlib import Path

    from torch.autograd.function import FunctionCtx

_PATHS = 5  # syntactic paths between predicate and argument that the role head sees
_NEAR = 10  # distances beyond this many words are one bucket


@dataclass(frozen=True)
class Sizes:
    """Sizes of the network; those of the encoder are MiniLM-L6's."""

    tags: int
    relations: int
    roles: int
    names: int = 7
    name: int = 128
    pieces: int = 30_522
    positions: int = 512
    width: int = 384
    inner: int = 1_536
    layers: int = 6
    attention_heads: int = 12
    arc: int = 256
    relation: int = 128
    role: int = 128
    dropout: float = 0.15
    head_dropout: float = 0.25


class Dropout(nn.Module):
    """Dropout that cuts its masks from one pool of random bits; torch's own is slow on a CPU.

    Each call takes a stretch of the pool from a random place, so masks overlap over time.
    """

    pool = torch.empty(0)

    def __init__(self, share: float) -> None:
        """Set the share of values to drop."""
        super().__init__()
        self.share = share

    def forward(self, values: Tensor) -> Tensor:
        """The values, some of them zero, the others scaled up; as they are when not training."""
        if not self.training:
            return values
        count = values.numel()
        if Dropout.pool.numel() < 2 * count:
            Dropout.pool = torch.rand(max(1 << 23, 4 * count)).mul_(256).to(torch.uint8)
        at = int(torch.randint(Dropout.pool.numel() - count, ()))
        kept = (Dropout.pool[at : at + count] >= round(256 * self.share)).view(values.shape)
        return values * (kept.to(values.dtype) * (256 / (256 - round(256 * self.share))))


class _Rows(torch.autograd.Function):
    """Rows of a table whose gradient is added to `table.grad` in place.

    The usual gradient is a new tensor as big as the table for each step, which takes longer than
    the rest of the backward pass; here the caller clears the rows of the last step.
    """

    @staticmethod
    def forward(context: FunctionCtx, table: Tensor, index: Tensor) -> Tensor:
        """Rows (..., width) at an index (...)."""
        context.save_for_backward(index)
        context.table = table
        return table[index]

    @staticmethod
    def backward(context: FunctionCtx, gradient: Tensor) -> tuple[None, None]:
        """Add the gradient of the rows."""
        (index,) = context.saved_tensors
        rows = gradient.reshape(-1, gradient.shape[-1])
        context.table.grad.index_add_(0, index.flatten(), rows.to(context.table.dtype))
        return None, None


class Layer(nn.Module):
    """One encoder layer: self-attention and feed-forward, each added and normalised."""

    def __init__(self, sizes: Sizes) -> None:
        """Make the layer's weights."""
        super().__init__()
        width = sizes.width
        self.attention_heads = sizes.attention_heads
        self.mix = nn.Linear(width, 3 * width)
        self.output = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, sizes.inner), nn.Linear(sizes.inner, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(sizes.dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """New states (batch, pieces, width); bias (batch, 1, 1, pieces) hides the padding."""
        batch, length, width = states.shape
        part = width // self.attention_heads
        mixed = self.mix(states).view(batch, length, 3 * self.attention_heads, part)
        query, key, value = mixed.transpose(1, 2).chunk(3, dim=1)
        scores = (query * part**-0.5) @ key.transpose(-1, -2) + bias
        mixed = self.dropout(functional.softmax(scores, dim=-1)).to(value.dtype) @ value
        joined = self.output(mixed.transpose(1, 2).reshape(batch, length, width))
        states = self.attention_norm(states + self.dropout(joined))
        inner = self.down(functional.gelu(self.up(states)))
        return self.norm(states + self.dropout(inner))


class Encoder(nn.Module):
    """BERT (Devlin et al. 2019) with a zero-initialised embedding of word shapes."""

    def __init__(self, sizes: Sizes) -> None:
        """Make the encoder's weights."""
        super().__init__()
        self.pieces = nn.Embedding(sizes.pieces, sizes.width)
        self.positions = nn.Embedding(sizes.positions, sizes.width)
        self.shapes = nn.Embedding(len(SHAPES), sizes.width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = Dropout(sizes.dropout)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        """States (batch, pieces, width) of piece numbers and shapes (batch, pieces)."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        rows = self.pieces(pieces)
        if self.training:
            rows = _Rows.apply(self.pieces.weight, pieces)
        states = rows + self.positions(places) + self.shapes(shapes)
        states = self.dropout(self.norm(states))
        bias = (pieces == 0).to(states.dtype)[:, None, None, :] * -10_000.0
        for layer in self.layers:
            states = layer(states, bias)
        return states


def load_base(encoder: Encoder, path: Path) -> None:
    """Fill the encoder with the weights of a Hugging Face BERT file."""
    base = load_file(path)
    ours = {
        "pieces.weight": base["embeddings.word_embeddings.weight"],
        "positions.weight": base["embeddings.position_embeddings.weight"]
        + base["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
        "shapes.weight": encoder.shapes.weight.detach(),
    }
    parts = {
        "output": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm": "output.LayerNorm",
    }
    for layer, kind in product(range(len(encoder.layers)), ("weight", "bias")):
        old, new = f"encoder.layer.{layer}", f"layers.{layer}"
        ours.update({f"{new}.{n}.{kind}": base[f"{old}.{p}.{kind}"] for n, p in parts.items()})
        mix = [base[f"{old}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
        ours[f"{new}.mix.{kind}"] = torch.cat(mix)
    encoder.load_state_dict(ours)


class Network(nn.Module):
    """Encoder and heads.

    Word states are those of each word's first piece; place 0 is [CLS], which stands for the root.
    Names are a linear-chain CRF (Lafferty et al. 2001) whose forbidden moves are left to the reader.
    Arcs and relations are biaffine (Dozat and Manning 2017); roles are biaffine over predicate and
    argument word, helped by how likely the tree leads from one to the other.
    """

    def __init__(self, sizes: Sizes) -> None:
        """Make the weights of all heads."""
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes)
        self.tag = nn.Linear(sizes.width, sizes.tags)
        self.name = nn.Sequential(self._mlp(sizes.name), nn.Linear(sizes.name, sizes.names))
        self.name_moves = nn.Parameter(torch.zeros(sizes.names, sizes.names))
        self.predicate = nn.Linear(sizes.width, 1)
        self.vector = nn.Linear(sizes.width, sizes.width)
        nn.init.eye_(self.vector.weight)
        nn.init.zeros_(self.vector.bias)
        self.dropout = Dropout(sizes.dropout)
        self.arc_child, self.arc_parent = self._mlp(sizes.arc), self._mlp(sizes.arc)
        self.arc = nn.Linear(sizes.arc, sizes.arc)
        self.arc_distance = nn.Embedding(2 * _NEAR + 2, 1)
        self.relation_child = self._mlp(sizes.relation)
        self.relation_parent = self._mlp(sizes.relation)
        self.relation = _Biaffine(sizes.relation, sizes.relations)
        self.role_predicate, self.role_word = self._mlp(sizes.role), self._mlp(sizes.role)
        self.role = _Biaffine(sizes.role, sizes.roles)
        self.role_distance = nn.Embedding(2 * _NEAR + 2, sizes.roles)
        self.path_predicate = nn.Linear(sizes.role, _PATHS * sizes.roles)
        self.path_word = nn.Linear(sizes.role, _PATHS * sizes.roles)
        for table in (self.arc_distance, self.role_distance):
            nn.init.zeros_(table.weight)

    def _mlp(self, width: int) -> nn.Sequential:
        """One hidden layer from word state to head space."""
        return nn.Sequential(nn.Linear(self.sizes.width, width), nn.GELU(), Dropout(self.sizes.head_dropout))

    def encode(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """Word states (batch, 1 + words, width) and unit sentence vectors (batch, width)."""
        states = self.encoder(pieces, shapes)
        real = (pieces != 0).to(states.dtype)[:, :, None]
        vectors = functional.normalize(self.vector((states * real).sum(1) / real.sum(1)), dim=-1)
        index = first[:, :, None].expand(-1, -1, states.shape[-1])
        return self.dropout(torch.gather(states, 1, index)), vectors

    def arcs(self, words: Tensor, first: Tensor) -> Tensor:
        """Head scores (batch, words, 1 + words); places that hold no word get -10,000."""
        child, parent = self.arc_child(words[:, 1:]), self.arc_parent(words)
        scores = self.arc(child) @ parent.transpose(1, 2)
        scores = scores * (self.sizes.arc**-0.5) + self.arc_distance(_arc_gaps(first))[..., 0]
        empty = (first == 0).to(scores.dtype)
        empty = torch.cat([torch.zeros_like(empty[:, :1]), empty[:, 1:]], dim=1)
        return scores - 10_000.0 * empty[:, None, :]

    def relations(self, words: Tensor) -> Tensor:
        """Relation scores (batch, words, relations, 1 + words) for every head."""
        child, parent = self.relation_child(words[:, 1:]), self.relation_parent(words)
        return self.relation.pairs(child, parent)

    def relations_of(self, words: Tensor, heads: Tensor) -> Tensor:
        """Relation scores (batch, words, relations) to given heads (batch, words); 0 is [CLS]."""
        child = self.relation_child(words[:, 1:])
        index = heads[:, :, None].expand(-1, -1, child.shape[-1])
        parent = torch.gather(self.relation_parent(words), 1, index)
        return self.relation.each(child, parent)

    def roles(self, words: Tensor, arcs: Tensor, rows: Tensor, places: Tensor) -> Tensor:
        """Role scores (n, words, roles) of n predicates at (row, place) for each word."""
        word = self.role_word(words[:, 1:])
        predicate = self.role_predicate(words[rows, places + 1])
        scores = self.role.pairs(predicate[:, None], word[rows])[:, 0].transpose(1, 2)
        gaps = torch.arange(word.shape[1], device=word.device)[None, :] - places[:, None]
        scores = scores + self.role_distance(_bucket(gaps))
        paths = _paths(arcs, rows, places).to(scores.dtype)
        shape = (_PATHS, self.sizes.roles)
        by_word = self.path_word(word).unflatten(-1, shape)[rows]
        by_predicate = self.path_predicate(predicate).unflatten(-1, shape)[:, None]
        return scores + (paths[..., None] * (by_word + by_predicate)).sum(2)


class _Biaffine(nn.Module):
    """Scores of labels for pairs of vectors: a'Ub + Va + Wb + c, for each label."""

    def __init__(self, width: int, labels: int) -> None:
        """Make the weights; U is kept as (width, labels * width)."""
        super().__init__()
        self.width, self.labels = width, labels
        self.both = nn.Linear(width, labels * width, bias=False)
        nn.init.normal_(self.both.weight, std=1.0 / width)
        self.left = nn.Linear(width, labels)
        self.right = nn.Linear(width, labels, bias=False)

    def pairs(self, left: Tensor, right: Tensor) -> Tensor:
        """Scores (batch, n, labels, m) of left (batch, n, width) with right (batch, m, width)."""
        batch, count, _ = left.shape
        mixed = self.both(left).view(batch, count * self.labels, self.width)
        scores = (mixed @ right.transpose(1, 2)).view(batch, count, self.labels, right.shape[1])
        return scores + self.left(left)[..., None] + self.right(right).transpose(1, 2)[:, None]

    def each(self, left: Tensor, right: Tensor) -> Tensor:
        """Scores (batch, n, labels) of each left with the right at the same place."""
        mixed = self.both(left).unflatten(-1, (self.labels, self.width))
        scores = (mixed @ right[..., None])[..., 0]
        return scores + self.left(left) + self.right(right)


def _bucket(gaps: Tensor) -> Tensor:
    """Distance buckets from signed distances in words."""
    return gaps.clamp(-_NEAR, _NEAR) + _NEAR


def _arc_gaps(first: Tensor) -> Tensor:
    """Buckets (words, 1 + words) of the distance from child to head; the root has its own."""
    places = torch.arange(first.shape[1], device=first.device)
    gaps = _bucket(places[None, :] - places[1:, None])
    return torch.where(places[None, :] == 0, torch.full_like(gaps, 2 * _NEAR + 1), gaps)


def _paths(arcs: Tensor, rows: Tensor, places: Tensor) -> Tensor:
    """Likelihoods (n, words, paths) that the tree leads from a predicate to each word.

    The paths: word under predicate, predicate under word, sisters, word two below the predicate,
    predicate two below the word. No gradient flows back into the arcs.
    """
    under = functional.softmax(arcs.detach().float(), dim=-1)[:, :, 1:]
    up = under[rows]
    down_one = up.gather(2, places[:, None, None].expand(-1, up.shape[1], 1))[..., 0]
    up_one = up.gather(1, places[:, None, None].expand(-1, 1, up.shape[2]))[:, 0]
    sisters = (up @ up_one[..., None])[..., 0]
    down_two = (up @ down_one[..., None])[..., 0]
    up_two = (up_one[:, None] @ up)[:, 0]
    return torch.stack([down_one, up_one, sisters, down_two, up_two], dim=-1)
