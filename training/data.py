"""Labelled sentences from the corpora: EWT, UNER, PropBank and re3d."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sijil.language.decode import name_spans
from sijil.language.sentences import split_sentences
from sijil.language.tokens import split_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME_TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
_RE3D = {"Person": "PER", "Location": "LOC", "Organisation": "ORG"}
_SURE = 0.5


@dataclass
class Sentence:
    """One sentence and what is known of it; a missing layer is empty or None.

    Attributes:
        id: Sentence id of the corpus.
        words: The words.
        lemmas: Lemma of each word, or empty.
        tags: UPOS of each word, or empty.
        heads: Index of each word's head, -1 for the root, or empty.
        relations: Full UD relation of each word, or empty.
        names: (start, end, PER/LOC/ORG) spans, or None where names were not annotated.
        predicates: Predicate index to {argument head index: role}, or None where not annotated.
        vector: Row of the sentence in the table of target vectors, -1 for none.
    """

    id: str
    words: list[str]
    lemmas: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    names: list[tuple[int, int, str]] | None = None
    predicates: dict[int, dict[int, str]] | None = None
    vector: int = -1


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file; word ranges and empty nodes are left out."""
    sentence_id, rows = "", []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id"):
                sentence_id = line.split("=", 1)[1].strip()
            elif not line.strip():
                if rows:
                    yield _conllu_sentence(sentence_id, rows)
                rows = []
            elif not line.startswith("#"):
                cells = line.rstrip("\n").split("\t")
                if cells[0].isdigit():
                    rows.append(cells)


def _conllu_sentence(sentence_id: str, rows: list[list[str]]) -> Sentence:
    """A sentence from its CoNLL-U rows."""
    return Sentence(
        id=sentence_id,
        words=[row[1] for row in rows],
        lemmas=[row[2] for row in rows],
        tags=[row[3] for row in rows],
        heads=[int(row[6]) - 1 for row in rows],
        relations=[row[7] for row in rows],
    )


def read_names(path: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Name spans of an IOB2 file, by sentence id."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    sentence_id, tags = "", []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id"):
                sentence_id = line.split("=", 1)[1].strip()
            elif not line.strip():
                if tags:
                    found[sentence_id] = list(name_spans(tags))
                tags = []
            elif not line.startswith("# "):
                tags.append(line.rstrip("\n").split("\t")[2])
    return found


def read_predicates(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Predicates of a PropBank file, by sentence id."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["id"]: row["predicates"] for row in rows}


def argument_head(start: int, end: int, predicate: int, heads: list[int]) -> int:
    """The word that stands for an argument span: the one whose head lies outside the span.

    Where several words do, one that hangs on the predicate itself wins, then the first.
    """
    tops = [i for i in range(start, end) if not start <= heads[i] < end]
    return next((i for i in tops if heads[i] == predicate), tops[0])


def roles_by_head(predicates: list[dict[str, Any]], heads: list[int]) -> dict[int, dict[int, str]]:
    """Roles of each predicate by argument head; C- and R- labels are kept as they are."""
    found: dict[int, dict[int, str]] = {}
    for predicate in predicates:
        index = predicate["index"]
        roles = found.setdefault(index, {})
        for argument in predicate["args"]:
            head = argument_head(argument["start"], argument["end"], index, heads)
            roles.setdefault(head, argument["role"])
    return found


def read_split(data: Path, split: str) -> list[Sentence]:
    """EWT sentences of a split, joined with their names, predicates and roles."""
    names = read_names(data / "uner" / f"{split}.iob2")
    predicates = read_predicates(data / "propbank" / f"{split}.jsonl.gz")
    sentences = list(read_conllu(data / "ewt" / f"{split}.conllu"))
    for sentence in sentences:
        sentence.names = names.get(sentence.id)
        if sentence.id in predicates:
            sentence.predicates = roles_by_head(predicates[sentence.id], sentence.heads)
    return sentences


def read_re3d(path: Path) -> Iterator[Sentence]:
    """Names-only sentences of re3d, split with the package's own tokenizer."""
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            spans = _sure_names(row)
            for number, (start, end) in enumerate(split_sentences(row["text"])):
                offsets = [(start + a, start + b) for a, b in split_words(row["text"][start:end])]
                words = [row["text"][a:b] for a, b in offsets]
                names = [span for span in (_to_words(s, offsets) for s in spans) if span]
                yield Sentence(id=f"{row['id']}-{number}", words=words, names=names)


def _sure_names(row: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Sure names of a re3d document, longest first, without overlaps or leading articles."""
    kept: list[tuple[int, int, str]] = []
    entities = [e for e in row["entities"] if e["confidence"] >= _SURE and e["type"] in _RE3D]
    for entity in sorted(entities, key=lambda e: (e["start"] - e["end"], e["start"])):
        start, end = entity["start"], entity["end"]
        start += 4 if row["text"][start : start + 4].lower() == "the " else 0
        if all(end <= a or b <= start for a, b, _ in kept):
            kept.append((start, end, _RE3D[entity["type"]]))
    return sorted(kept)


def _to_words(span: tuple[int, int, str], offsets: list[tuple[int, int]]) -> tuple[int, int, str] | None:
    """A character span in words, or None where it does not lie in them."""
    inside = [i for i, (a, b) in enumerate(offsets) if a < span[1] and span[0] < b]
    return (inside[0], inside[-1] + 1, span[2]) if inside else None
