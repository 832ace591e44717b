"""Whatever is written is found, whatever the order and however many runs it takes."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijil.folding import folded, skeleton
from sijil.gazetteer import reader, writer
from sijil.gazetteer.reader import EXACT, FOLDED, Gazetteer, Region, open_gazetteer
from sijil.gazetteer.writer import Place, is_readable, write_gazetteer

letters = st.sampled_from("aeiouAbdghkmnrstz' -éāحبثصعغ")
names = st.text(letters, min_size=1, max_size=12).filter(folded)
places = st.lists(st.tuples(st.lists(names, min_size=1, max_size=3), st.sampled_from(["town", "river"])), min_size=1)


def make(drawn: list[tuple[list[str], str]]) -> list[Place]:
    return [
        Place(number, f"s{number % 2}", kind, 1, tuple(each), number % 180, 1.0, 10 * number, "LBY", str(number % 3))
        for number, (each, kind) in enumerate(drawn)
    ]


def write(folder: Path, made: list[Place], *, best_first: bool = True) -> Gazetteer:
    path = folder / "g.bin"
    write_gazetteer(path, made, "test", best_first=best_first)
    return Gazetteer(path.read_bytes(), str(path))


@settings(max_examples=60)
@given(places, st.randoms(use_true_random=False), st.booleans())
def test_every_name_that_is_written_is_found_whatever_the_order(
    drawn: list[tuple[list[str], str]],
    dice: random.Random,
    best_first: bool,  # noqa: FBT001  # drawn like the rest
) -> None:
    made = make(drawn)
    dice.shuffle(made)
    with TemporaryDirectory() as folder:
        gazetteer = write(Path(folder), made, best_first=best_first)
    assert len(gazetteer) == len(made)
    for place in made:
        target = f"{place.space}-{place.number}"
        site = gazetteer.site(target)
        assert site is not None
        assert (site.kind, site.name, site.region.code) == (place.kind, place.names[0], place.area)
        for name in place.names:
            assert {target: EXACT}.items() <= {each.id: each.fit for each in gazetteer.find(name)}.items()
            alike = {each.id: each.fit for each in gazetteer.find(folded(name))}
            assert alike.get(target, 0.0) >= FOLDED or folded(folded(name)) != folded(name)


def test_runs_that_are_spilled_and_merged_give_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(3)  # noqa: S311  # the same on every run
    drawn = [(["".join(dice.choices("abdkmnst aio", k=7)) + "k" for _ in range(3)], "town") for _ in range(900)]
    made = make(drawn)
    dice.shuffle(made)
    write_gazetteer(tmp_path / "one.bin", made, "test")
    monkeypatch.setattr(writer, "RUN", 50)
    write_gazetteer(tmp_path / "many.bin", made, "test")
    assert (tmp_path / "one.bin").read_bytes() == (tmp_path / "many.bin").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["many.bin", "one.bin"]


def crowd(count: int, regions: int) -> list[Place]:
    """Places of one name, the larger the later; one of them a river."""
    kinds = ["river", *["town"] * (count - 1)]
    return [
        Place(number, "s", kind, 1, ("San Jose",), 1.0, 1.0, round(100 * 1.0015**number), "PHL", str(number % regions))
        for number, kind in enumerate(kinds)
    ]


def test_of_a_name_that_very_many_bear_the_largest_of_each_region_are_read(tmp_path: Path) -> None:
    gazetteer = write(tmp_path, crowd(6000, 5))
    found = gazetteer.find("San Jose")
    regions = defaultdict(list)
    for site in found:
        regions[site.region.code].append(site.id)
    assert {code: len(ids) for code, ids in regions.items()} == dict.fromkeys("01234", reader.PER_REGION)
    assert found[0].id == "s-5999"
    assert [site.id for site in found] == [f"s-{number}" for number in range(5999, 5999 - len(found), -1)]


def test_a_file_in_another_order_gives_the_same(tmp_path: Path) -> None:
    made = crowd(6000, 5)
    best, plain = (write(tmp_path, made, best_first=best_first).find("San Jose") for best_first in (True, False))
    assert best == plain


def test_of_a_name_that_some_bear_all_are_read(tmp_path: Path) -> None:
    assert len(write(tmp_path, crowd(reader.FEW, 1)).find("San Jose")) == reader.FEW


def test_look_alikes_of_a_common_name_are_read_with_it(tmp_path: Path) -> None:
    other = Place(9000, "s", "town", 1, ("Sann Josse",), 1.0, 1.0, 5, "PHL", "0")
    loose = Place(9001, "s", "town", 1, ("Sun Jasa",), 1.0, 1.0, 5, "PHL", "0")
    found = write(tmp_path, [*crowd(1000, 5), other, loose]).find("San Jose")
    assert skeleton("Sun Jasa") == skeleton("San Jose")
    assert {site.id: site.fit for site in found if site.fit < EXACT} == {"s-9000": FOLDED, "s-9001": reader.LOOSE}


def test_consonants_that_many_share_say_nothing(tmp_path: Path) -> None:
    loose = Place(9001, "s", "town", 1, ("Sun Jasa",), 1.0, 1.0, 5, "PHL", "0")
    made = [*crowd(reader.FEW_LOOSE + 1, 5), loose]
    assert [site.id for site in write(tmp_path, made).find("Sun Jasa")] == ["s-9001"]
    assert len(write(tmp_path, made, best_first=False).find("Sun Jasa")) == len(made)


def test_regions_that_are_known_better_are_taken(tmp_path: Path) -> None:
    known = Region("LBY", "0", 10.0, 20.0, 300.0)
    write_gazetteer(tmp_path / "g.bin", make([(["Qasr"], "town")]), "test", {("LBY", "0"): known})
    assert open_gazetteer(tmp_path / "g.bin").regions == (known,)


def test_a_file_that_is_replaced_is_opened_anew(tmp_path: Path) -> None:
    path = tmp_path / "g.bin"
    write_gazetteer(path, make([(["Qasr"], "town")]), "test")
    assert open_gazetteer(path) is open_gazetteer(path)
    assert len(open_gazetteer(path)) == 1
    write_gazetteer(path, make([(["Qasr"], "town"), (["Zafrun"], "town")]), "test")
    assert len(open_gazetteer(path)) == 2


def test_nothing_is_left_of_a_file_that_could_not_be_made(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no places"):
        write_gazetteer(tmp_path / "g.bin", [], "test")
    assert list(tmp_path.iterdir()) == []


def test_codes_and_other_scripts_are_not_readable() -> None:
    assert [name for name in ("Qasr", "القصر", "TIP", "al-qasr", "東京", "Éa", "") if is_readable(name)] == [
        "Qasr", "القصر", "Éa",
    ]  # fmt: skip
