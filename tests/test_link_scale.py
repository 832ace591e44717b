"""The benchmark of cost has as many claims as asked, in theatres that do not meet, and computes growth."""

from __future__ import annotations

import pytest
from benchmarks.link_scale import compare_shards, exponent, measure
from benchmarks.war.theatres import PARTS, PERIODS, Theatre, make_rows

from sijil.records import Gist


def test_there_are_as_many_claims_as_asked_for_each_with_an_id_of_its_own() -> None:
    theatres = list(make_rows(1500))
    gists = [row for rows in theatres for row in rows if isinstance(row, Gist)]
    assert len(theatres) == 2
    assert len({gist.claim for gist in gists}) == len(gists) == 1500
    assert {gist.report for gist in gists} == {row.report for rows in theatres for row in rows}


def test_theatres_lie_in_other_places_in_other_months_or_in_other_countries() -> None:
    first, beside, later, abroad = (Theatre(number) for number in (0, 1, PARTS, PARTS * PERIODS))
    assert first.name("city0") == later.name("city0") != beside.name("city0")
    assert first.day("2031-01-01") == beside.day("2031-01-01") == "2031-01-01"
    assert later.day("2031-01-01") > "2031-03-31"
    assert first.key("side:crown") == "side:n0crown" == beside.key("side:crown")
    assert (abroad.key("crown-1"), abroad.key("~fighters")) == ("n1crown-1", "~fighters")


def test_a_size_is_measured_with_what_one_report_more_costs() -> None:
    result = measure(300, workers=1)
    assert result["counts"]["Failure"] == 0
    assert 0 < result["counts"]["Gist"] < 300
    assert result["one_more_units"]["given"] == 1
    assert result["one_more_units"]["events"] <= result["units"]["events"]


def test_shards_change_nothing() -> None:
    assert compare_shards(300, (1, 3))


def test_growth_is_told_as_a_power() -> None:
    small, large = {"claims": 10, "s": 2.0}, {"claims": 1000, "s": 200.0}
    assert exponent(small, large, "s") == pytest.approx(1.0)
