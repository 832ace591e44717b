"""The towns of a tile are the largest of its cells, and stay as one zooms in."""

from __future__ import annotations

import math
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from sijil.gazetteer.reader import Gazetteer, Site
from sijil.gazetteer.towns import FINER, Towns
from sijil.gazetteer.writer import Place, write_gazetteer

points = st.lists(
    st.tuples(st.floats(-179, 179), st.floats(-84, 84), st.integers(0, 5_000_000)), min_size=1, max_size=40
)


def make(folder: Path, drawn: list[tuple[float, float, int]], kind: str = "town") -> Gazetteer:
    places = [
        Place(number, "geonames", kind, 1, (f"Town {number}",), lon, lat, people, "LBY")
        for number, (lon, lat, people) in enumerate(drawn, start=1)
    ]
    path = folder / f"{kind}.bin"
    write_gazetteer(path, places, "test")
    return Gazetteer(path.read_bytes(), str(path))


def tile_of(site: Site, zoom: int) -> tuple[int, int]:
    south = 0.5 - math.log(math.tan(math.pi / 4 + math.radians(site.lat) / 2)) / (2 * math.pi)
    return int((site.lon + 180) / 360 * 2**zoom), int(south * 2**zoom)


@settings(max_examples=40)
@given(drawn=points, zoom=st.integers(0, 8))
def test_each_cell_gives_its_largest_town(drawn: list[tuple[float, float, int]], zoom: int) -> None:
    with TemporaryDirectory() as folder:
        gazetteer = make(Path(folder), drawn)
    towns = Towns((gazetteer,))
    sites = [gazetteer.site_at(row) for row in range(len(gazetteer))]
    assert len(towns) == sum(site.population > 0 for site in sites)
    for x, y in {tile_of(site, zoom) for site in sites}:
        found = towns.of_tile(zoom, x, y)
        assert [site.population for site in found] == sorted((site.population for site in found), reverse=True)
        cells = [tile_of(site, zoom + FINER) for site in found]
        assert len(cells) == len(set(cells)), "one town of a cell"
        for site in sites:
            if site.population and tile_of(site, zoom) == (x, y):
                (best,) = [one for one in found if tile_of(one, zoom + FINER) == tile_of(site, zoom + FINER)]
                assert best.population >= site.population


def test_only_towns_whose_inhabitants_are_known_are_named(tmp_path: Path) -> None:
    rivers, towns = make(tmp_path, [(10, 10, 500)], "river"), make(tmp_path, [(10, 10, 0), (11, 11, 7)])
    assert [site.id for site in Towns((rivers, towns)).of_tile(0, 0, 0)] == ["geonames-2"]
    assert len(Towns(())) == 0
    assert Towns(()).of_tile(3, 1, 1) == []


def test_of_a_town_that_two_gazetteers_have_the_larger_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    one, other = make(tmp_path / "a", [(10, 10, 500)]), make(tmp_path, [(10, 10, 900)])
    (site,) = Towns((one, other)).of_tile(5, 16, 15)
    assert 895 < site.population < 905
