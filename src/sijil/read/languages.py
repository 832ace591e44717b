"""Which language a text is written in, by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from sijil.packs import Packs
from sijil.parts import LanguageRow
from sijil.read.cues import fold

UNKNOWN = "und"
_SAMPLE = 20_000
_LATIN = "a-zA-Z\u00c0-\u024f"
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_MIN_SHARE = 0.12
_MIN_WORDS = 20
_MIN_LEAD = 1.15
_ENDING = 0.5
_MIN_SHORT_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class _Language:
    code: str
    letters: re.Pattern[str]
    words: frozenset[str]
    endings: tuple[str, ...]


def detect_language(text: str, packs: Packs) -> str:
    """Return the ISO 639-1 code of a text's language (639-2 where there is none), `und` without enough evidence.

    The script with the most letters decides first; of the languages of that script, the one whose commonest words are
    the largest share of the text. A short text needs a smaller share, but at least one such word.
    """
    sample = fold(text[:_SAMPLE])
    languages = _languages(packs)
    scripts = Counter({pattern: len(pattern.findall(sample)) for pattern in {lang.letters for lang in languages}})
    if not scripts or not scripts.total():
        return UNKNOWN
    script = max(scripts, key=lambda pattern: (scripts[pattern], pattern.pattern))
    of_script = [lang for lang in languages if lang.letters is script]
    words = _WORD.findall(sample) if len(of_script) > 1 else []
    if len(of_script) == 1:
        return of_script[0].code
    shares = sorted(((_share(words, lang), lang.code) for lang in of_script), reverse=True)
    (best, code), (second, _) = shares[0], shares[1]
    least = _MIN_SHARE if len(words) >= _MIN_WORDS else _MIN_SHORT_SHARE
    return code if best >= least and best >= _MIN_LEAD * second else UNKNOWN


def find_language(name: str, packs: Packs) -> str | None:
    """Return the code of a language given as a code or name ("en-GB", "English"); None where it is not known."""
    wanted = fold(name)
    short = re.split(r"[-_]", wanted)[0]
    return next((row.code for row in packs.rows(LanguageRow) if short == row.code or wanted == fold(row.name)), None)


def name_language(code: str, packs: Packs) -> str:
    """Return the English name of a language; the code itself where it is not known."""
    return next((row.name for row in packs.rows(LanguageRow) if row.code == code), code)


@lru_cache(maxsize=8)
def _languages(packs: Packs) -> tuple[_Language, ...]:
    rows = packs.rows(LanguageRow)
    patterns = {row.letters: re.compile(f"[{row.letters or _LATIN}]") for row in rows}
    return tuple(_Language(row.code, patterns[row.letters], frozenset(row.words), row.endings) for row in rows)


def _share(words: list[str], language: _Language) -> float:
    """Return the share of words that speak for a language; in short texts, an ending counts half."""
    common = float(sum(word in language.words for word in words))
    if len(words) < _MIN_WORDS:
        common += _ENDING * sum(word not in language.words and word.endswith(language.endings) for word in words)
    return common / max(len(words), 1)
