"""The settings of linking, out of the packs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sijil.packs import Packs
from sijil.parts import AffinityRow, FeatureRow, LinkingRow


@dataclass(frozen=True, slots=True)
class Settings:
    """What pairs are scored with: numbers, weights by feature, and kinship by pair of types."""

    row: LinkingRow
    weights: Mapping[str, float]
    affinities: Mapping[frozenset[str], float]

    def affinity(self, first: str, second: str) -> float:
        """Return how well two claim types go together in one event, 0 = not at all."""
        return 1.0 if first == second else self.affinities.get(frozenset({first, second}), 0.0)


@lru_cache(maxsize=4)
def read_settings(packs: Packs) -> Settings:
    """Return the settings; the last row called `default` holds."""
    rows = {row.name: row for row in packs.rows(LinkingRow)}
    return Settings(
        row=rows["default"],
        weights={row.name: row.weight for row in packs.rows(FeatureRow)},
        affinities={frozenset({row.first, row.second}): row.value for row in packs.rows(AffinityRow)},
    )
