"""Datelines, bylines and the agencies that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sijil.read.cues import Cues, fold
from sijil.read.dates import find_dates

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"{_CAPITAL}[\w\u2019'.]*(?:-[\w\u2019'.]+)*"
_SMALL = r"(?:al|el|as|ash|ad|de|la|of|the|and|du|le)"
_PLACE = rf"{_WORD}(?:[ /](?:{_WORD}|{_SMALL}(?= {_CAPITAL}))){{0,3}}"
_MARKS = r"(?:--+|[—\u2013]|-|:)"
_MAX_GLUED = 300
_MIN_AFTER_COLON = 12
_GLUE = re.compile(rf"(?<=[a-z0-9\"”\u2019')])(?={_CAPITAL}{{3}})")
_NAME = re.compile(r"[^\W_]+(?:['\u2019&-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The beginning of a report: place as printed, agency, words of the date, and where the text goes on."""

    place: str
    agency: str | None
    date: str | None
    end: int


def read_dateline(text: str, cues: Cues) -> Dateline | None:
    """Read the dateline at the start of a paragraph ("KABUL, Oct. 3 (Reuters) - "); None if there is none."""
    found = _pattern(cues).match(text, 0, _MAX_GLUED)
    if not found or found.end() >= len(text):
        return None
    place, region = found["place"].strip(), found["region"]
    agency = find_agency(found["agency"] or "", cues)
    if region and (named := cues.agencies.get(region.strip())):
        region, agency = None, named
    if fold(place) in cues.labels or not _is_accepted(text, found, region, agency):
        return None
    printed = f"{place}, {region.strip()}" if region else place
    return Dateline(printed, agency, found["date"], found.end())


def find_glued(text: str, cues: Cues) -> int | None:
    """Return where a dateline begins inside a paragraph whose headline ran into it without a space."""
    for found in _GLUE.finditer(text, 0, _MAX_GLUED):
        dateline = read_dateline(text[found.start() :], cues)
        if dateline and (dateline.agency or dateline.date or "," in dateline.place):
            return found.start()
    return None


def read_byline(line: str, cues: Cues) -> str | None:
    """Return the author that a byline names ("By AFP - May 23, 2018" gives "AFP"); None for any other line."""
    start = cues.byline.match(fold(line))
    if not start or len(line.split()) > _MIN_AFTER_COLON:
        return None
    dates = find_dates(line, cues)
    name = line[start.end() : dates[0].start if dates else len(line)]
    name = re.split(r"\s[|\u2013—-]\s|\s{2,}|\||·|•", name)[0].strip(" -\u2013—|,:;·•\xa0")
    capital = sum(word[0].isupper() for word in name.split())
    is_sentence = line.rstrip().endswith(".") and capital < len(name.split())
    return name if name and capital >= 0.5 * len(name.split()) and not is_sentence else None


def find_agency(text: str, cues: Cues) -> str | None:
    """Return the first agency that a byline, credit or source line names, by its register name."""
    words = list(_NAME.finditer(text))
    for i, first in enumerate(words):
        for last in reversed(words[i : i + 5]):
            name = cues.agencies.get(" ".join(text[first.start() : last.end()].split()))
            if name:
                return name
    return None


@lru_cache(maxsize=8)
def _pattern(cues: Cues) -> re.Pattern[str]:
    month = rf"(?:{'|'.join(sorted(map(re.escape, cues.months), key=len, reverse=True)) or '(?!)'})\.?"
    weekday = rf"(?:(?:{'|'.join(sorted(map(re.escape, cues.weekdays), key=len, reverse=True)) or '(?!)'})\.?,? )?"
    date = rf"(?i:{weekday}(?:{month} ?\d{{1,2}}|\d{{1,2}} {month})(?:,? ?\d{{4}}|,? \d\d(?!\w))?)"
    return re.compile(
        rf"(?P<open>\()?(?P<place>(?!{date}){_PLACE})"
        rf"(?:, ?(?!{date}\W)(?P<region>{_WORD}(?: {_WORD}){{0,3}}))?"
        rf"(?:[,.]? (?:[—\u2013-] )?(?P<date>{date}))?[,.]? ?"
        r"(?P<agency>\([^()]{2,40}\)|\[[^\[\]]{2,40}\]|/[^/]{2,20}/)?"
        rf"(?P<close>\))?(?P<mark>\s?{_MARKS}(?:\s|(?=\w))|(?<=\))\s|(?<=/)\.?\s?)\s*"
    )


def _is_accepted(text: str, found: re.Match[str], region: str | None, agency: str | None) -> bool:
    """Judge whether what looks like a dateline is one."""
    place, mark = found["place"], found["mark"].strip()
    rest = text[found.end() :]
    is_tight = mark in {"-", "\u2013"} and not found["mark"].endswith((" ", "\xa0")) and not found["agency"]
    if is_tight and not agency:
        return False
    if agency or (found["date"] and (mark or found["agency"])):
        return True
    if not mark or bool(found["open"]) != bool(found["close"]):
        return False
    if _is_caps(place):
        return len(place) > 2  # noqa: PLR2004 - "UN:", "US -" are no places of a dateline
    return mark != ":" if found["agency"] else _opens_sentence(place, region, mark, rest)


def _opens_sentence(place: str, region: str | None, mark: str, rest: str) -> bool:
    """Judge a place in small letters by what follows: a whole sentence; a colon needs a single word or a region."""
    starts = bool(re.match(r"[\"'“\u2018(]*[^\W_a-z]", rest))
    if mark == ":":
        return starts and (bool(region) or " " not in place) and len(rest.split()) >= _MIN_AFTER_COLON
    return starts and len(rest.split()) >= _MIN_AFTER_COLON


def _is_caps(place: str) -> bool:
    letters = re.sub(r"\b(?:al|el|as|ash|ad|de|la|of|the|and|du|le)\b", "", place)
    return letters.isupper()
