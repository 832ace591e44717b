"""The language model: one int8 ONNX file with all heads, its vocabulary, labels and lemma table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime

from sijil.errors import SijilError
from sijil.language.decode import Labels, Parsed, decode
from sijil.language.lemmas import Lemmas
from sijil.language.pieces import WordPieces, plain_names, sentence_shapes
from sijil.language.windows import join_windows, split_windows

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = "1"  # of the metadata; a file of another format is refused
_BUDGET = 512  # padded pieces in a batch
_WASTE = 12  # pieces of padding that a row may add to a batch: a run of its own costs as much
_REMEDY = "install the package again, or make the file with training/ (see training/README.md)"
_LONGEST_WORD = 48  # pieces of a word that the encoder sees


class Model:
    """Reads sentences: tags, trees, names, predicates with roles, and sentence vectors.

    A batch's int8 scales depend on all its rows, so a row's scores depend on its neighbours. Batches are therefore made
    in one fixed way within one call: sentences sorted by pieces, then by place, and cut where a batch would hold over
    512 pieces or the next sentence would add over 12 pieces of padding. The same call gives the same result; call it
    once for each report.

    Args:
        path: The model file; by default the one in the package.
        threads: Threads that one call may use.

    Raises:
        SijilError: If the file is missing or is not a model of this version.
    """

    def __init__(self, path: Path | None = None, *, threads: int = 1) -> None:
        """Load the file."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        self._session = _open(path or _own_path(), options)
        self.metadata: dict[str, str] = self._session.get_modelmeta().custom_metadata_map
        if self.metadata.get("sijil.format") != FORMAT:
            raise SijilError(f"{path} is not a language model of format {FORMAT}", remedy=_REMEDY)
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._pieces = WordPieces(self.metadata["vocabulary"].split("\n"))
        self._labels = _labels(self.metadata)
        tables = json.loads(self.metadata["lemmas"])
        self.lemmas = Lemmas(tables["exceptions"], tables["verbs"])

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parsed]:
        """Read sentences given as words.

        A sentence of more pieces than the encoder's window is read in several windows and joined: nothing is cut off.

        Args:
            sentences: Words of each sentence; a sentence without words is an error of the caller.

        Returns:
            A reading of each sentence, in the order given.
        """
        pieces = [[self._pieces.split(word)[:_LONGEST_WORD] for word in plain_names(words)] for words in sentences]
        shapes = [sentence_shapes(words) for words in sentences]
        windows = [split_windows([len(part) for part in parts]) for parts in pieces]
        rows = [
            _Row(parts[a:b], forms[a:b])
            for parts, forms, cuts in zip(pieces, shapes, windows, strict=True)
            for a, b in cuts
        ]
        read = iter(self._read(rows))
        return [join_windows(cuts, [next(read) for _ in cuts]) for cuts in windows]

    def _read(self, rows: Sequence[_Row]) -> list[Parsed]:
        """Readings of windows, in order."""
        readings: dict[int, Parsed] = {}
        for batch in _batches([row.length for row in rows]):
            chosen = [rows[place] for place in batch]
            counts = np.array([len(row.pieces) for row in chosen])
            found = self._session.run(self._outputs, _inputs(chosen, self._pieces))
            decoded = decode(dict(zip(self._outputs, found, strict=True)), counts, self._labels)
            readings.update(zip(batch, decoded, strict=True))
        return [readings[place] for place in range(len(rows))]


class _Row:
    """Pieces and shapes of the words of one window."""

    __slots__ = ("length", "pieces", "shapes")

    def __init__(self, pieces: Sequence[tuple[int, ...]], shapes: Sequence[int]) -> None:
        self.pieces, self.shapes = pieces, shapes
        self.length = 2 + sum(map(len, pieces))


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of the rows of each batch: by length, then place, cut as `Model` states."""
    batch: list[int] = []
    longest = 0
    for place in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        length, count = lengths[place], len(batch)
        if batch and (length * (count + 1) > _BUDGET or (length - longest) * count > _WASTE):
            yield batch
            batch = []
        batch.append(place)
        longest = length
    if batch:
        yield batch


def _inputs(rows: Sequence[_Row], vocabulary: WordPieces) -> dict[str, NDArray[np.int64]]:
    """Padded inputs: pieces and shapes (batch, pieces), first piece of each word (batch, 1 + words)."""
    count, width = len(rows), max(row.length for row in rows)
    pieces = np.full((count, width), vocabulary.pad, dtype=np.int64)
    shapes = np.zeros((count, width), dtype=np.int64)
    first = np.zeros((count, 1 + max(len(row.pieces) for row in rows)), dtype=np.int64)
    for at, row in enumerate(rows):
        lengths = np.array([len(part) for part in row.pieces])
        pieces[at, : row.length] = [vocabulary.start, *(p for part in row.pieces for p in part), vocabulary.stop]
        shapes[at, 1 : row.length - 1] = np.repeat(row.shapes, lengths)
        first[at, 1 : 1 + len(lengths)] = np.cumsum(lengths) - lengths + 1
    return {"pieces": pieces, "shapes": shapes, "first": first}


def _labels(metadata: Mapping[str, str]) -> Labels:
    """Label lists of a file."""
    lists = {name: tuple(found) for name, found in json.loads(metadata["labels"]).items()}
    return Labels(**lists, name_moves=np.array(json.loads(metadata["name_moves"]), dtype=np.float32))


def _own_path() -> Path:
    """The model file of the package."""
    return Path(str(resources.files("sijil.language") / "model.onnx"))


def _open(path: Path, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    """A session on the CPU."""
    if not path.is_file():
        raise SijilError(f"the language model {path} is missing", remedy=_REMEDY)
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def load_model() -> Model:
    """The package's model, loaded once in a process, for one thread."""
    return Model()
