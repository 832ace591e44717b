"""Every format is read, and every kind of bad row is counted with the place of the first."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sijil.errors import UsageError
from sijil.gazetteer.kinds import features, kinds
from sijil.gazetteer.rows import Maker, NumberSet, Tally
from sijil.gazetteer.shapes import summary
from sijil.gazetteer.sources import Intake, find_source
from sijil.gazetteer.writer import Place

Row = Callable[..., str]
Written = Callable[[str, str | bytes], Path]
CODES = {"LY": "LBY", "LBY": "LBY", "EG": "EGY", "EGY": "EGY"}
HEADER = "name,lon,lat,country\n"


def read(*paths: Path) -> tuple[list[Place], list[Tally]]:
    intake = Intake([find_source(path) for path in paths], Maker("mine", CODES, {}))
    places = list(intake.places())
    return places, intake.tallies


def reasons(tally: Tally) -> dict[str, tuple[int, int]]:
    """The reasons up to the first bracket, with the number of rows and the line of the first."""
    return {
        reason.split(" (")[0]: (refusals.count, int(refusals.first.rsplit(":", 1)[1]))
        for reason, refusals in tally.bad.items()
    }


def feature(geometry: object, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def point(*at: object) -> dict[str, Any]:
    return {"type": "Point", "coordinates": at}


def collection(*features: object) -> str:
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in features)
    return f'{{"type": "FeatureCollection", "name": "x",\n"features": [\n{lines}\n]}}'


# -- GeoNames ----------------------------------------------------------------------------------------------------------


def test_a_village_of_geonames_keeps_its_number_names_region_and_population(
    written: Written, geonames_row: Row
) -> None:
    others = "Xaruq,وادي الخروق,zz,XRQ,Харук"
    (place,), _ = read(written("LY.txt", geonames_row(77, others=others, people=320)))
    assert (place.number, place.space, place.kind, place.precision, place.size) == (77, "geonames", "town", 1, 320)
    assert place.names == ("Wadi Xaruq", "Xaruq", "وادي الخروق", "Харук")
    assert (place.country, place.area, place.lon, place.lat) == ("LBY", "77", 14.9, 31.5)


@pytest.mark.parametrize(
    ("code", "kind", "precision"),
    [
        ("A.ADM1", "region", 4), ("A.ADM2", "county", 3), ("A.ADM3", "district", 3), ("A.ADMD", "district", 3),
        ("S.AIRP", "airport", 1), ("S.AIRB", "airport", 1), ("S.MSQE", "facility", 1), ("T.MT", "mountain", 2),
        ("H.STM", "river", 5), ("L.RGN", "area", 3), ("V.FRST", "forest", 3), ("R.RD", "road", 5),
    ],
)  # fmt: skip
def test_features_become_kinds(written: Written, geonames_row: Row, code: str, kind: str, precision: int) -> None:
    (place,), _ = read(written("LY.txt", geonames_row(feature=code)))
    assert (place.kind, place.precision) == (kind, precision)
    assert place.size > 0


def test_every_class_has_a_default_and_every_kind_a_precision() -> None:
    assert {kind for kind, code in features() if not code} == set("AHLPRSTUV")
    assert all(1 <= kind.precision <= 7 for kind in kinds().values())


def test_whole_countries_are_left_out_and_said_to_be(written: Written, geonames_row: Row) -> None:
    _, (tally,) = read(written("LY.txt", geonames_row(1) + geonames_row(2, "Libya", "A.PCLI")))
    ((reason, refusals),) = tally.left_out.items()
    assert "countries" in reason
    assert (refusals.count, refusals.first.endswith("LY.txt:2"), tally.bad) == (1, True, {})


def test_every_kind_of_bad_row_of_a_dump_is_counted_with_its_first_line(written: Written, geonames_row: Row) -> None:
    lines = [
        geonames_row(1), "too\tfew\n", geonames_row(2).rstrip() + "\tmore\n", geonames_row(3, lat=""),
        geonames_row(4, lat="north"), geonames_row(5, lon=181), geonames_row(6, country="QQ"), geonames_row(1),
        geonames_row("x7"), geonames_row(2**32), geonames_row(9, "-"), geonames_row(10, feature="Z.Z"),
        geonames_row(11, people="many"), "\n", "again\tfew\n", geonames_row(12, lat="nan"),
    ]  # fmt: skip
    content = "".join(lines).encode() + geonames_row(13, "Sab\u0101").encode().replace(b"\xc4\x81", b"\xe2")
    _, (tally,) = read(written("LY.txt", content))
    assert reasons(tally) == {
        "too few columns": (2, 2), "too many columns": (1, 3), "no coordinates": (1, 4),
        "coordinates that are no numbers": (1, 5), "coordinates out of range": (2, 6), "unknown country code": (1, 7),
        "an id that an earlier row bears": (1, 8), "an id that is no whole number": (1, 9),
        "an id that is not from 0 to 4294967295": (1, 10), "no name that can be looked up": (1, 11),
        "unknown feature class": (1, 12), "a population that is no number of people": (1, 13), "not UTF-8": (1, 17),
    }  # fmt: skip


def test_a_line_without_end_is_one_bad_row(written: Written, geonames_row: Row) -> None:
    _, (tally,) = read(written("LY.txt", "x" * 5_000_000 + "\n" + geonames_row(1)))
    assert reasons(tally) == {"too few columns": (1, 1)}


def test_a_zip_archive_is_read_without_its_readme(geonames_row: Row, tmp_path: Path) -> None:
    path = tmp_path / "LY.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "Read me.")
        archive.writestr("LY.txt", geonames_row(1) + "bad\n")
    (place,), (tally,) = read(path)
    assert place.number == 1
    assert [refusals.first for refusals in tally.bad.values()] == [f"{path}/LY.txt:2"]


def test_a_broken_zip_archive_is_refused(written: Written, geonames_row: Row, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a zip archive"):
        find_source(written("LY.zip", b"PK\x03\x04 and no more"))
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("LY.txt", geonames_row(1))
        archive.writestr("EG.txt", geonames_row(2))
    with pytest.raises(UsageError, match=r"one file of places .* found: LY.txt, EG.txt"):
        find_source(path)


def test_damage_inside_a_zip_archive_is_an_error(geonames_row: Row, tmp_path: Path) -> None:
    path = tmp_path / "LY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("LY.txt", geonames_row(1))
    path.write_bytes(path.read_bytes().replace(b"Xaruq", b"Yaruq"))
    with pytest.raises(UsageError, match="cannot be read"):
        read(path)


# -- CSV ---------------------------------------------------------------------------------------------------------------


def test_a_table_is_read_by_the_names_of_its_columns(written: Written) -> None:
    text = (
        "\ufeffid,lat,lon,name,aliases,kind,country,population,radius_km,area,note\r\n"
        '12,31.1,20.2,"Qasr, Upper",Al Qasr|القصر,village,ly,1200,,73,x\r\n'
        "x-3,30,20,Jabal Zafrun,,mountain,LBY,,25,,\r\n"
    )
    places, (tally,) = read(written("mine.csv", text))
    town, mountain = places
    assert (town.number, town.space, town.names) == (12, "mine", ("Qasr, Upper", "Al Qasr", "القصر"))
    assert (town.kind, town.size, town.country, town.area) == ("town", 1200, "LBY", "73")
    assert (mountain.number, mountain.kind, mountain.size, mountain.precision) == (2, "mountain", 25, 2)
    assert tally.unread == ("note",)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_seen(written: Written, delimiter: str) -> None:
    text = "name,longitude,latitude\nQasr,20,31\n".replace(",", delimiter)
    (place,), _ = read(written("mine.csv", text))
    assert (place.lon, place.lat, place.country) == (20, 31, "")


def test_every_kind_of_bad_row_of_a_table_is_counted_with_its_first_line(written: Written) -> None:
    text = (
        "id,name,lon,lat,country,kind,population,radius_km\n"
        '1,"Good\nTown",20,31,LY,,,\n'
        "2,Short,20\n"
        "3,Long,20,31,LY,,,,,\n"
        ",,20,31,LY,,,\n"
        "4,None,,31,LY,,,\n"
        '5,Comma,"20,5",31,LY,,,\n'
        "6,Far,200,31,LY,,,\n"
        "7,Land,20,31,QQ,,,\n"
        "8,Kind,20,31,LY,castle,,\n"
        "9,People,20,31,LY,,-5,\n"
        "10,Radius,20,31,LY,area,,wide\n"
        "1,Again,20,31,LY,,,\n"
        "99999999999,Large,20,31,LY,,,\n"
        "11,Caf\xe9,20,31,LY,,,\n"
    )  # fmt: skip
    places, (tally,) = read(written("mine.csv", text.encode("latin-1")))
    assert [place.names[0] for place in places] == ["Good\nTown"]
    assert reasons(tally) == {
        "too few columns": (1, 4), "too many columns": (1, 5), "no name": (1, 6), "no coordinates": (1, 7),
        "coordinates that are no numbers": (1, 8), "coordinates out of range": (1, 9), "unknown country code": (1, 10),
        "unknown kind": (1, 11), "a population that is no number of people": (1, 12),
        "a radius that is no number of kilometres": (1, 13), "an id that an earlier row bears": (1, 14),
        "an id that is not from 0 to 4294967295": (1, 15), "not UTF-8": (1, 16),
    }  # fmt: skip


def test_rows_of_two_tables_have_numbers_of_their_own(written: Written) -> None:
    one = written("one.csv", HEADER + "A town,20,31,LY\nbad\nB town,20,31,LY\n")
    places, _ = read(one, written("two.csv", HEADER + "C town,20,31,LY\n"))
    assert [place.number for place in places] == [1, 3, 4]


def test_a_table_without_a_needed_column_is_refused_with_what_is_expected(written: Written) -> None:
    with pytest.raises(UsageError, match=r"mine.csv:1: no column lon, lat") as error:
        read(written("mine.csv", "name,x,y\nQasr,20,31\n"))
    assert "name, lon, lat" in error.value.remedy


def test_a_quote_that_does_not_close_is_refused_with_its_line(written: Written) -> None:
    with pytest.raises(UsageError, match=r"mine.csv:3: not CSV"):
        read(written("mine.csv", HEADER + 'Qasr,20,31,LY\n"Open,20,31,LY\nNext,20,31,LY\n'))


def test_a_drawn_region_is_known_by_its_radius(written: Written) -> None:
    path = written("mine.csv", "name,lon,lat,country,kind,radius_km,area\nUpland,20,31,LY,region,90,X1\n")
    maker = Maker("mine", CODES, {})
    list(Intake([find_source(path)], maker).places())
    assert maker.regions["LBY", "X1"].radius_km == 90


# -- GeoJSON -----------------------------------------------------------------------------------------------------------


def test_a_feature_is_read_with_its_names_in_other_languages(written: Written) -> None:
    given = {"name": "القصر", "name:en": "Qasr", "name:etymology": "Q1", "aliases": ["El Gasr"], "country": "LY"}
    (place,), _ = read(
        written("mine.geojson", collection(feature(point(20.5, 31.5, 7), id=5, population=900, **given)))
    )
    assert place.names == ("القصر", "El Gasr", "Qasr")
    assert (place.number, place.lon, place.lat, place.size) == (5, 20.5, 31.5, 900)


@pytest.mark.parametrize("form", ["Polygon", "MultiPolygon"])
def test_a_surface_becomes_its_middle_and_radius(written: Written, form: str) -> None:
    ring = [[20, 31], [21, 31], [21, 32], [20, 32], [20, 31]]
    shape = {"type": form, "coordinates": [ring] if form == "Polygon" else [[ring]]}
    (place,), _ = read(written("mine.json", collection(feature(shape, name="Upland", kind="district"))))
    assert (place.lon, place.lat) == pytest.approx((20.5, 31.5), abs=0.01)
    assert place.size == pytest.approx(58.5, abs=1)
    assert summary([[(x, y) for x, y in ring]])[:2] == (place.lon, place.lat)


def test_every_kind_of_bad_feature_is_counted_with_its_first_line(written: Written) -> None:
    line = {"type": "LineString", "coordinates": [[1, 1], [2, 2]]}
    torn = {"type": "Polygon", "coordinates": [[[1, 1], [500_000, 4_000_000], [2, 2]]]}
    features = [
        feature(point(20, 31), name="Good"), feature(None, name="None"), feature(point("x", 1), name="Words"),
        feature(point(200, 31), name="Far"), feature(line, name="Line"), feature(torn, name="Metres"),
        {"type": "Point"}, feature(point(20, 31)), feature(point(20), name="One"),
    ]  # fmt: skip
    text = collection(*features).replace("\n]}", ',\n{"type": "Feature", "geometry": '
        '{"type": "Point", "coordinates": [20, 31]}, "properties": {"name": "Half \\ud800"}}\n]}')  # fmt: skip
    _, (tally,) = read(written("mine.geojson", text))
    assert reasons(tally) == {
        "no coordinates": (1, 4), "coordinates that are no numbers": (2, 5), "coordinates out of range": (2, 6),
        "a geometry that is no Point, Polygon or MultiPolygon": (1, 7), "no feature": (1, 9), "no name": (1, 10),
        "not UTF-8": (1, 12),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "does not begin"), ("[]", "does not begin"), ('{"type": "Feature"}', "no list of features"),
        ('{"features": [', "Expecting value"), ('{"features": [{"type": "Fea', "Unterminated"),
        ('{"features": [{}', "cut off"), ('{"features": [{} {}]}', "comma"), ('{"features"', "without a value"),
        ('{"features": [' + "[" * 200_000 + "]}", "too deep"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_collection_is_refused_with_its_line(written: Written, text: str, what: str) -> None:
    with pytest.raises(UsageError, match=what) as error:
        read(written("mine.geojson", text))
    assert "mine.geojson:1" in error.value.what
    assert "FeatureCollection" in error.value.remedy


def test_features_are_read_across_the_blocks_of_a_file(written: Written) -> None:
    features = [feature(point(20, 31), name=f"Town {number}", note="é" * 1000) for number in range(200)]
    places, _ = read(written("mine.geojson", collection(*features)))
    assert [place.names[0] for place in places] == [f"Town {number}" for number in range(200)]


# -- all ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["LY.txt", "mine.csv", "mine.geojson"])
def test_a_file_without_a_place_is_an_error_that_says_what_is_expected(written: Written, name: str) -> None:
    text = {"LY.txt": "a\tb\n", "mine.csv": HEADER + "Qasr,,,LY\n", "mine.geojson": '{"features": []}'}[name]
    with pytest.raises(UsageError, match="no row makes a place") as error:
        read(written(name, text))
    assert "expected is" in error.value.remedy


@pytest.mark.parametrize("name", ["places.xlsx", "places"])
def test_an_unknown_format_is_refused_with_those_that_are_known(written: Written, name: str) -> None:
    with pytest.raises(UsageError, match="no known format") as error:
        find_source(written(name, "x"))
    assert "GeoNames" in error.value.remedy


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        find_source(tmp_path / "LY.txt")
    with pytest.raises(UsageError, match="is a folder"):
        find_source(tmp_path)


def test_a_set_of_numbers_tells_new_ones_from_old_ones() -> None:
    numbers = NumberSet()
    given = [0, 7, 8, 8191, 8192, 2**32 - 1]
    assert [numbers.add(number) for number in [*given, *given]] == [True] * len(given) + [False] * len(given)
