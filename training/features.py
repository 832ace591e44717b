"""Labelled sentences to padded tensors, in batches of like length."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from sijil.language.pieces import WordPieces, sentence_shapes

from .data import NAME_TAGS, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

IGNORED = -100
_LONGEST = 300  # pieces; the few longer training sentences are left out
_SORTED_TOGETHER = 60  # batches whose sentences are sorted by length together
_STEP = 8  # lengths are rounded up to this, so that few tensor shapes occur: each is compiled once
_PREDICATE_STEP = 32  # the same for the number of predicates


@dataclass(frozen=True)
class Labels:
    """Label lists; a label's place is its number. Relation 'root' and role 'none' are implied."""

    tags: tuple[str, ...]
    relations: tuple[str, ...]
    roles: tuple[str, ...]

    @classmethod
    def of(cls, sentences: Iterable[Sentence], rarest: int = 3) -> Labels:
        """Labels of the training sentences; roles seen fewer than `rarest` times are left out."""
        tags, relations, roles = set(), set(), dict[str, int]()
        for sentence in sentences:
            tags.update(sentence.tags)
            relations.update(sentence.relations)
            for found in (sentence.predicates or {}).values():
                for role in found.values():
                    roles[role] = roles.get(role, 0) + 1
        kept = sorted(role for role, count in roles.items() if count >= rarest)
        return cls(
            tags=tuple(sorted(tags)),
            relations=tuple(sorted(relations - {"root"})),
            roles=("none", *kept),
        )


@dataclass(frozen=True)
class Batch:
    """Padded tensors of some sentences.

    Shapes: pieces and shapes (batch, pieces); first (batch, 1 + words) with 0 for [CLS] and for no
    word; tags, heads, relations, names (batch, words) with -100 for unknown; predicates (batch,
    words) 0/1/-100; rows, places (n) of true predicates and roles (n, words) of theirs, filled up with
    predicates without any role; vectors (batch, 384) with a zero row where there is no target.
    """

    pieces: Tensor
    shapes: Tensor
    first: Tensor
    tags: Tensor
    heads: Tensor
    relations: Tensor
    names: Tensor
    predicates: Tensor
    rows: Tensor
    places: Tensor
    roles: Tensor
    vectors: Tensor


class Features:
    """Turns sentences into batches, given the vocabulary, the labels and the target vectors."""

    def __init__(self, pieces: WordPieces, labels: Labels, vectors: Tensor | None = None) -> None:
        """Number the labels."""
        self.pieces, self.labels, self.vectors = pieces, labels, vectors
        self._tag = {tag: n for n, tag in enumerate(labels.tags)}
        self._relation = {relation: n for n, relation in enumerate(labels.relations)}
        self._role = {role: n for n, role in enumerate(labels.roles)}
        self._name = {tag: n for n, tag in enumerate(NAME_TAGS)}

    def length(self, sentence: Sentence) -> int:
        """Pieces of a sentence with [CLS] and [SEP]."""
        return 2 + sum(len(self.pieces.split(word)) for word in sentence.words)

    def batches(self, sentences: Sequence[Sentence], size: int, seed: int) -> Iterator[Batch]:
        """Shuffled batches of up to `size` padded pieces, of sentences of like length."""
        rng = random.Random(seed)  # noqa: S311 (shuffling, not secrecy)
        sized = [(self.length(s), s) for s in sentences]
        sized = [pair for pair in sized if pair[0] <= _LONGEST]
        rng.shuffle(sized)
        mean = sum(length for length, _ in sized) / len(sized)
        chunk = max(1, int(_SORTED_TOGETHER * size / mean))
        groups = []
        for at in range(0, len(sized), chunk):
            part = sorted(sized[at : at + chunk], key=lambda pair: pair[0])
            groups.extend(_fill(part, size))
        rng.shuffle(groups)
        return (self.batch(group) for group in groups)

    def batch(self, sentences: Sequence[Sentence]) -> Batch:
        """Padded tensors of sentences."""
        words = _round(max(len(s.words) for s in sentences), _STEP)
        split = [[self.pieces.split(word) for word in s.words] for s in sentences]
        width = _round(max(2 + sum(map(len, parts)) for parts in split), _STEP)
        count = len(sentences)
        pieces, shapes = (torch.zeros(count, width, dtype=torch.long) for _ in range(2))
        first = torch.zeros(count, 1 + words, dtype=torch.long)
        for row, (sentence, parts) in enumerate(zip(sentences, split, strict=True)):
            ids, places, forms = self._flat(sentence, parts)
            pieces[row, : len(ids)] = torch.tensor(ids)
            shapes[row, : len(ids)] = torch.tensor(forms)
            first[row, 1 : 1 + len(places)] = torch.tensor(places)
        return Batch(pieces, shapes, first, **self._targets(sentences, words))

    def _flat(self, sentence: Sentence, parts: list[tuple[int, ...]]) -> tuple[list[int], list[int], list[int]]:
        """Piece numbers, place of each word's first piece, and shape of each piece."""
        ids, places, shapes = [self.pieces.start], [], [0]
        for part, shape in zip(parts, sentence_shapes(sentence.words), strict=True):
            places.append(len(ids))
            ids.extend(part)
            shapes.extend([shape] * len(part))
        return [*ids, self.pieces.stop], places, [*shapes, 0]

    def _targets(self, sentences: Sequence[Sentence], words: int) -> dict[str, Tensor]:
        """The label tensors of a batch."""
        shape = (len(sentences), words)
        tags, heads, relations, names, predicates = (torch.full(shape, IGNORED, dtype=torch.long) for _ in range(5))
        at: list[tuple[int, int]] = []
        roles: list[Tensor] = []
        for row, s in enumerate(sentences):
            n = len(s.words)
            if s.tags:
                tags[row, :n] = torch.tensor([self._tag[t] for t in s.tags])
                heads[row, :n] = torch.tensor(s.heads) + 1
                known = [self._relation.get(r, IGNORED) for r in s.relations]
                relations[row, :n] = torch.tensor(known)
            if s.names is not None:
                names[row, :n] = self._name_row(s)
            if s.predicates is not None:
                predicates[row, :n] = 0
                for place, found in s.predicates.items():
                    predicates[row, place] = 1
                    at.append((row, place))
                    roles.append(self._role_row(found, n, words))
        for _ in range(-len(at) % _PREDICATE_STEP):
            at.append((0, 0))
            roles.append(torch.full((words,), IGNORED, dtype=torch.long))
        both = torch.tensor(at, dtype=torch.long).view(-1, 2)
        return {
            "tags": tags,
            "heads": heads,
            "relations": relations,
            "names": names,
            "predicates": predicates,
            "rows": both[:, 0],
            "places": both[:, 1],
            "roles": torch.stack(roles) if roles else torch.zeros((0, words), dtype=torch.long),
            "vectors": self._vectors(sentences),
        }

    def _name_row(self, sentence: Sentence) -> Tensor:
        """BIO numbers of a sentence's words."""
        row = torch.zeros(len(sentence.words), dtype=torch.long)
        for start, end, kind in sentence.names or ():
            row[start:end] = self._name[f"I-{kind}"]
            row[start] = self._name[f"B-{kind}"]
        return row

    def _role_row(self, found: dict[int, str], count: int, words: int) -> Tensor:
        """Role numbers of one predicate for each word."""
        row = torch.full((words,), IGNORED, dtype=torch.long)
        row[:count] = 0
        for head, role in found.items():
            row[head] = self._role.get(role, IGNORED)
        return row

    def _vectors(self, sentences: Sequence[Sentence]) -> Tensor:
        """Target vectors, zero where there is none."""
        if self.vectors is None:
            return torch.zeros(len(sentences), 1)
        index = torch.tensor([s.vector for s in sentences])
        return self.vectors[index.clamp(min=0)] * (index >= 0)[:, None]


def _round(count: int, step: int) -> int:
    """The count rounded up to a multiple of the step."""
    return -(-count // step) * step


def _fill(sized: list[tuple[int, Sentence]], size: int) -> Iterator[list[Sentence]]:
    """Groups of sorted sentences whose padded size stays within `size`."""
    group: list[Sentence] = []
    for length, sentence in sized:
        if group and _round(length, _STEP) * (len(group) + 1) > size:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group
