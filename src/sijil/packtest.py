"""Run the examples that stand in packs: what `sijil pack test` prints.

A rule and a form of time expression carry the sentences in which they must and must not speak; the stage that uses
them checks them, and this page gathers the outcomes by pack.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from sijil.outcomes import Outcome
from sijil.packrows import Location
from sijil.packs import Override, Packs, known_parts

Checker = Callable[[Packs], Iterable[Outcome]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReport:
    """What came of the examples of one pack.

    Attributes:
        name: The pack.
        version: Its version.
        rows: How many rows it gives, by part.
        examples: How many examples stand in it.
        failed: The examples that gave something else, in order of place.
        bare: Rows that could carry examples and have none.
        unverified: How many register rows name no source, by part.
        overrides: Rows of earlier packs whose place its rows take.
    """

    name: str
    version: str
    rows: tuple[tuple[str, int], ...]
    examples: int
    failed: tuple[Outcome, ...]
    bare: tuple[Location, ...]
    unverified: tuple[tuple[str, int], ...]
    overrides: tuple[Override, ...]

    @property
    def passed(self) -> bool:
        """Tell whether every example gave what it must."""
        return not self.failed


@dataclass(frozen=True, slots=True)
class ExampleRun:
    """The reports of all packs that were tested, in pack order."""

    packs: tuple[PackReport, ...]

    @property
    def passed(self) -> bool:
        """Tell whether every example of every pack gave what it must."""
        return all(report.passed for report in self.packs)

    @property
    def lines(self) -> tuple[str, ...]:
        """The run as lines of text: failed examples and rows without one by place, then one line for each pack."""
        failed = [line for report in self.packs for outcome in report.failed for line in _failed_lines(outcome)]
        bare = [f"{where}: no example stands here" for report in self.packs for where in report.bare]
        return (*failed, *bare, *(_summary(report) for report in self.packs))


def run_examples(packs: Packs, checkers: Sequence[Checker] | None = None) -> ExampleRun:
    """Check every row of the packs, then run every example.

    Args:
        packs: The packs, with those that they require.
        checkers: What runs the examples of each part; those of the pipeline where None.

    Raises:
        PackError: Listing every fault, if a pack has any; no example is run then.
    """
    packs.check()
    outcomes = [outcome for check in (all_checkers() if checkers is None else checkers) for outcome in check(packs)]
    return ExampleRun(tuple(_report(packs, name, version, outcomes) for name, version in packs.versions))


def all_checkers() -> tuple[Checker, ...]:
    """Return what runs the examples of each part; imported when asked for, since it needs the language model."""
    from sijil.extract.examples import check_rule_examples  # noqa: PLC0415  # see above
    from sijil.language.parse import parse  # noqa: PLC0415  # see above
    from sijil.resolve.timecheck import check_time_examples  # noqa: PLC0415  # see above

    return (partial(check_rule_examples, parse=parse), check_time_examples)


def _report(packs: Packs, name: str, version: str, outcomes: Sequence[Outcome]) -> PackReport:
    mine = [outcome for outcome in outcomes if outcome.location.pack == name]
    located = [item for kind in known_parts() for item in packs.located(kind) if item[1].pack == name]
    unverified = Counter(row.PART for row, _ in located if getattr(row, "source", None) == "")
    return PackReport(
        name=name,
        version=version,
        rows=tuple(Counter(row.PART for row, _ in located).items()),
        examples=len(mine),
        failed=tuple(sorted((o for o in mine if not o.passed), key=lambda outcome: outcome.location)),
        bare=tuple(where for row, where in located if getattr(row, "examples", None) == ()),
        unverified=tuple(unverified.items()),
        overrides=tuple(override for override in packs.overrides if override.new.pack == name),
    )


def _failed_lines(outcome: Outcome) -> Iterable[str]:
    yield f"{outcome.location}: {outcome.part} {outcome.item!r} fails its example: {outcome.text}"
    yield f"  expected: {outcome.expected}"
    yield f"  found:    {outcome.found}"


def _summary(report: PackReport) -> str:
    words = [f"{report.name} {report.version}: {report.examples} examples, {len(report.failed)} failed"]
    words += [f"rows without an example: {len(report.bare)}"] if report.bare else []
    words += [f"unverified: {count} of {dict(report.rows)[part]} {part}" for part, count in report.unverified]
    words += [f"rows that replace those of other packs: {len(report.overrides)}"] if report.overrides else []
    return "; ".join(words)
