"""Network to ONNX: the plain graph, its int8 form, and the int8 piece table."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto

    from .network import Network

OPSET = 17
INPUTS = ("pieces", "shapes", "first")
OUTPUTS = ("tags", "arcs", "relations", "names", "rows", "places", "roles", "vectors")
_SMALLEST = 100_000  # weights; smaller tables stay as they are
_AXES = {
    "pieces": {0: "batch", 1: "length"},
    "shapes": {0: "batch", 1: "length"},
    "first": {0: "batch", 1: "places"},
    "tags": {0: "batch", 1: "words"},
    "arcs": {0: "batch", 1: "words", 2: "places"},
    "relations": {0: "batch", 1: "words", 2: "places"},
    "names": {0: "batch", 1: "words"},
    "rows": {0: "predicates"},
    "places": {0: "predicates"},
    "roles": {0: "predicates", 1: "words"},
    "vectors": {0: "batch"},
}


class Reader(nn.Module):
    """The network as the package uses it: best tags and relations, all other scores."""

    def __init__(self, network: Network) -> None:
        """Wrap a trained network."""
        super().__init__()
        self.network = network.eval()

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """The outputs in the order of `OUTPUTS`."""
        network = self.network
        words, vectors = network.encode(pieces, shapes, first)
        arcs = network.arcs(words, first)
        own = words[:, 1:]
        chosen = (network.predicate(own)[..., 0] > 0) & (first[:, 1:] > 0)
        # A first row that is dropped again: some kernels refuse an empty table of predicates.
        both = torch.cat([torch.zeros_like(first[:1, :2]), torch.nonzero(chosen)])
        rows, places = both[:, 0], both[:, 1]
        return (
            network.tag(own).argmax(2).to(torch.int32),
            arcs,
            network.relations(words).argmax(2).to(torch.int32),
            network.name(own),
            rows[1:],
            places[1:],
            network.roles(words, arcs, rows, places)[1:],
            vectors,
        )


def plain_graph(network: Network, path: Path) -> None:
    """Write the network as a float32 ONNX file."""
    pieces = torch.tensor([[101, 7592, 2088, 102], [101, 2158, 102, 0]])
    first = torch.tensor([[0, 1, 2], [0, 1, 0]])
    torch.onnx.export(
        Reader(network).eval(),
        (pieces, torch.ones_like(pieces), first),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=_AXES,
        opset_version=OPSET,
        dynamo=False,
    )


def int8_model(network: Network) -> ModelProto:
    """The network with int8 weights: per channel in products, per row in the piece table."""
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        plain_graph(network, plain)
        quantize_dynamic(
            plain,
            small,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=_small_products(onnx.load(plain)),
        )
        model = onnx.load(small)
    _shrink_tables(model.graph)
    onnx.checker.check_model(model)
    return model


def _small_products(model: ModelProto) -> list[str]:
    """Products with a small table, such as the tag head's: not worth the loss."""
    sizes = {table.name: int(np.prod(table.dims)) for table in model.graph.initializer}
    return [
        node.name
        for node in model.graph.node
        if node.op_type in {"MatMul", "Gemm"} and sizes.get(node.input[1], 0) < _SMALLEST
    ]


def _shrink_tables(graph: GraphProto) -> None:
    """Store embedding tables as int8 with one scale for each row.

    `Gather(table, index)` becomes `Cast(Gather(int8 table)) * Gather(scales)`.
    """
    tables = {table.name: table for table in graph.initializer}
    for node in list(graph.node):
        if node.op_type != "Gather" or node.input[0] not in tables:
            continue
        table = tables[node.input[0]]
        if table.data_type == TensorProto.FLOAT and np.prod(table.dims) >= _SMALLEST:
            _shrink_table(graph, node, table)


def _shrink_table(graph: GraphProto, node: onnx.NodeProto, table: TensorProto) -> None:
    """Replace one Gather from a float table by one from an int8 table."""
    values = numpy_helper.to_array(table)
    scales = np.abs(values).max(axis=1, keepdims=True) / 127
    scales = np.maximum(scales, 1e-12).astype(np.float32)
    small = np.rint(values / scales).astype(np.int8)
    name, output, index = table.name, node.output[0], node.input[1]
    graph.initializer.remove(table)
    graph.initializer.extend(
        [
            numpy_helper.from_array(small, f"{name}_int8"),
            numpy_helper.from_array(scales, f"{name}_scales"),
        ]
    )
    made = [
        helper.make_node("Gather", [f"{name}_int8", index], [f"{output}_int8"]),
        helper.make_node("Cast", [f"{output}_int8"], [f"{output}_float"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [f"{name}_scales", index], [f"{output}_scales"]),
        helper.make_node("Mul", [f"{output}_float", f"{output}_scales"], [output]),
    ]
    at = list(graph.node).index(node)
    graph.node.remove(node)
    for step, new in enumerate(made):
        graph.node.insert(at + step, new)
