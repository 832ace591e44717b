"""A checkpoint to the model file of the package; refuses one that loses too much.

`python -m training.export --help`
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch

from sijil.language.model import FORMAT, Model
from sijil.language.pieces import WordPieces

from .card import CARD, CREDITS, LICENCE
from .data import NAME_TAGS, Sentence, read_conllu, read_split
from .features import Features, Labels
from .graph import int8_model
from .lemmas import learn
from .measure import measure
from .network import Network, Sizes
from .reading import read_with
from .scores import Score, score
from .train import base_folder, read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_LOST = 1.0  # points of any figure that int8 may lose on dev
LEAST_COSINE = 0.97  # of an int8 vector with the same sentence's float32 vector
CHECKS = (
    "Two soldiers were killed when a roadside bomb hit their convoy near the northern town on Monday .",
    "The group denied that its fighters had left the airport .",
    "A spokesman for the governor said at least 40 families fled the shelling .",
    "ARMY RETAKES HILLTOP POST",
)


def load(checkpoint: Path) -> tuple[Network, Labels]:
    """Network and labels of a checkpoint."""
    state = torch.load(checkpoint, weights_only=True)
    network = Network(Sizes(**state["sizes"]))
    network.load_state_dict(state["weights"])
    return network.eval(), Labels(**{name: tuple(found) for name, found in state["labels"].items()})


def metadata(network: Network, labels: Labels, vocabulary: Sequence[str], train: Sequence[Sentence]) -> dict[str, str]:
    """What goes into the file beside the weights."""
    moves = [[round(move, 3) for move in row] for row in network.name_moves.tolist()]
    exceptions, verbs = learn(train)
    lists = {"tags": labels.tags, "relations": labels.relations, "names": NAME_TAGS, "roles": labels.roles}
    return {
        "sijil.format": FORMAT,
        "vocabulary": "\n".join(vocabulary),
        "labels": json.dumps(lists, separators=(",", ":")),
        "name_moves": json.dumps(moves, separators=(",", ":")),
        "lemmas": json.dumps({"exceptions": exceptions, "verbs": verbs}, ensure_ascii=False, separators=(",", ":")),
        "card": CARD,
        "licence": LICENCE,
        "credits": CREDITS,
    }


def write(network: Network, notes: dict[str, str], path: Path) -> None:
    """Write the int8 model with its metadata."""
    model = int8_model(network)
    onnx.helper.set_model_props(model, notes)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, path)


def losses(before: Score, after: Score) -> list[str]:
    """Figures that fell by more than is allowed."""
    return [f"{name}: {before[name]} -> {after[name]}" for name in before if before[name] - after[name] > MOST_LOST]


def vector_cosines(network: Network, features: Features, model: Model) -> list[float]:
    """Cosine of int8 and float32 vectors of the check sentences."""
    cosines = []
    for text in CHECKS:
        batch = features.batch([Sentence(id="", words=text.split())])
        with torch.inference_mode():
            _, vector = network.encode(batch.pieces, batch.shapes, batch.first)
        cosines.append(float(np.dot(vector[0].numpy(), model.parse([text.split()])[0].vector)))
    return cosines


def export(options: argparse.Namespace) -> dict[str, Any]:
    """Write the file and measure it on dev; raise SystemExit where it loses too much."""
    network, labels = load(options.checkpoint)
    vocabulary = read_vocabulary(base_folder())
    train = list(read_conllu(options.data / "ewt" / "train.conllu"))
    part = options.to.with_suffix(".part")
    write(network, metadata(network, labels, vocabulary, train), part)
    features, model = Features(WordPieces(vocabulary), labels), Model(part)
    dev = read_split(options.data, "dev")
    before, after = measure(network, features, dev), score(dev, read_with(model, dev))
    cosines = vector_cosines(network, features, model)
    report = {"float32": before, "int8": after, "cosines": [round(c, 4) for c in cosines], "bytes": part.stat().st_size}
    print(json.dumps(report))
    if (lost := losses(before, after)) or min(cosines) < LEAST_COSINE:
        message = f"refused: int8 loses too much ({lost}, cosine {min(cosines):.3f}); the file stays at {part}"
        raise SystemExit(message)
    part.replace(options.to)
    return report


def main() -> None:
    """Run the export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ewt, uner, ...")
    parser.add_argument("--checkpoint", type=Path, default=Path("build/training/checkpoint.pt"))
    parser.add_argument("--to", type=Path, default=Path("src/sijil/language/model.onnx"))
    export(parser.parse_args())


if __name__ == "__main__":
    main()
