"""Parquet, through pyarrow: the flat columns of the record file, with their types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from sijil.contract import Json
from sijil.errors import UsageError
from sijil.geopackage.cells import find_cell
from sijil.geopackage.schema import Column, Kind, Table

if TYPE_CHECKING:
    import pyarrow as pa

_GROUP = 10_000


def write_parquet(table: Table, rows: Iterable[Json], file: BinaryIO) -> None:
    """Write rows, some thousands in memory at a time; each column says in its metadata what it is.

    Raises:
        UsageError: If pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra: only this format needs it
        from pyarrow import parquet  # noqa: PLC0415  # the same
    except ImportError as error:
        what = "Parquet is written by pyarrow, which is not installed"
        raise UsageError(what, remedy="pip install 'sijil[parquet]', or choose another format") from error
    columns = table.exported()
    kinds = {
        Kind.TEXT: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.REAL: pa.float64(),
        Kind.BOOLEAN: pa.bool_(),
        Kind.DATE: pa.date32(),
    }
    fields = [pa.field(column.name, kinds[column.kind], metadata={"meaning": column.meaning}) for column in columns]
    schema = pa.schema(fields, metadata={"meaning": table.meaning})
    with parquet.ParquetWriter(file, schema) as writer:
        for batch in _batches(columns, rows, schema):
            writer.write_batch(batch)


def _batches(columns: tuple[Column, ...], rows: Iterable[Json], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Yield batches of some thousands of rows."""
    import pyarrow as pa  # noqa: PLC0415  # see above

    waiting = iter(rows)
    while group := list(islice(waiting, _GROUP)):
        yield pa.RecordBatch.from_arrays(
            [
                pa.array([_value(column, row) for row in group], type=field.type)
                for column, field in zip(columns, schema, strict=True)
            ],
            schema=schema,
        )


def _value(column: Column, row: Json) -> Any:  # noqa: ANN401  # as many types as columns
    """Return a cell as its column's type."""
    value = find_cell(column, row)
    if value is None:
        return None
    if column.kind is Kind.DATE:
        return date.fromisoformat(str(value))
    return str(value) if column.kind is Kind.TEXT else value
