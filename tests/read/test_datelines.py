from __future__ import annotations

import pytest

from sijil.read.cues import Cues
from sijil.read.datelines import find_agency, find_glued, read_byline, read_dateline

REST = "Three soldiers were killed on Monday in an ambush on the road to the airport, officials said."


@pytest.mark.parametrize(
    ("start", "place", "agency", "date"),
    [
        ("GOMA, Congo: ", "GOMA, Congo", None, None),
        ("JUBA — ", "JUBA", None, None),
        ("SANAA (Reuters) - ", "SANAA", "Reuters", None),
        ("MAIDUGURI, Nigeria, Feb. 9 (Xinhua) -- ", "MAIDUGURI, Nigeria", "Xinhua", "Feb. 9"),
        ("Aleppo, SANA-", "Aleppo", "Syrian Arab News Agency", None),
        ("(Geneva, March 3, 2020) \u2013 ", "Geneva", None, "March 3, 2020"),
        ("MOSCOW, March 5. /TASS/. ", "MOSCOW", "TASS", "March 5"),
        ("Bamako, May 23, 2018 (AFP) - ", "Bamako", "Agence France-Presse", "May 23, 2018"),
        ("Imphal: ", "Imphal", None, None),
        ("JUBA, 15 Dec 89 (AFP) -- ", "JUBA", "Agence France-Presse", "15 Dec 89"),
        ("GAZA/JERUSALEM, Nov 3 (Reuters) - ", "GAZA/JERUSALEM", "Reuters", "Nov 3"),
        ("N'DJAMENA — ", "N'DJAMENA", None, None),
        ("Mogadishu, Somalia \u2013 ", "Mogadishu, Somalia", None, None),
    ],
)
def test_datelines_are_read_and_end_where_the_text_begins(
    start: str, place: str, agency: str | None, date: str | None, cues: Cues
) -> None:
    dateline = read_dateline(start + REST, cues)
    assert dateline is not None
    assert (dateline.place, dateline.agency, dateline.date) == (place, agency, date)
    assert (start + REST)[dateline.end :] == REST


@pytest.mark.parametrize(
    "text",
    [
        REST,
        "However, the army - which lost three soldiers - denied it.",
        "BREAKING: " + REST,
        "Police: " + REST,
        "Islamist-held towns in the north were bombed on Monday.",
        "Two LRF\u2013Unity fighters were killed on Monday in an ambush on the road to the airport, officials said.",
        "Juba - the capital - was calm on Monday after a night of fighting in its western districts.",
        "General Musa Bello: the road is closed.",
    ],
)
def test_other_openings_are_no_datelines(text: str, cues: Cues) -> None:
    assert read_dateline(text, cues) is None


def test_a_headline_that_ran_into_the_dateline_is_parted_from_it(cues: Cues) -> None:
    text = "Three soldiers die in ambushJUBA, South Sudan, Feb. 9 (Xinhua) -- " + REST
    assert find_glued(text, cues) == text.index("JUBA")
    assert find_glued(REST, cues) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By AFP - May 23,2018 - Last updated at May 23,2018", "AFP"),
        ("by Dana Haddad with AA", "Dana Haddad with AA"),
        ("By JOHN DENG, Associated Press", "JOHN DENG, Associated Press"),
        ("By Monday the rebels had taken the bridge.", None),
        ("By then, most families had fled", None),
        (REST, None),
    ],
)
def test_bylines_name_the_author(line: str, name: str | None, cues: Cues) -> None:
    assert read_byline(line, cues) == name


def test_agencies_are_known_by_all_their_names(cues: Cues) -> None:
    assert find_agency("JOHN DENG, Associated Press", cues) == "Associated Press"
    assert find_agency("Source: AFP", cues) == "Agence France-Presse"
    assert find_agency("Source: nobody", cues) is None
