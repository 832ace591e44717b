"""Words of English text with their offsets, split as the UD English Web Treebank (EWT) splits them.

What EWT does, counted in its training part: "do|n't", "soldiers|'", "Haftar|'s"; hyphens are words ("AK|-|47",
"26|-|year|-|old", "U.S.|-|led", "al|-|Sabri") except after a prefix ("pro-government", "ex-rebels", "mid-2014") and in
telephone numbers and addresses; slashes are words but for dates ("9/11"); "$|100,000", "50|%", "5|km", but "20th" and
"1980s"; "Dr.", "Lt." and initials keep their full stop; web addresses are one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from sijil.language import abbreviations

HYPHENS = "-\u2010\u2011"
APOSTROPHES = "'\u2019\u02bc\u2018\u00b4`"
# Soft hyphens, zero-width characters, direction marks: part of the word around them, never a word.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"

_PREFIXES = """
    anti pro non ex pre post mid co re multi semi sub neo counter ultra intra inter over under socio psycho
    micro macro mini arch pan trans quasi pseudo un de bi tri e
""".split()
_UNITS = """
    am pm km kms kph mph m cm mm ft yd kg kgs lb lbs g mg t hrs hr mins min secs h k bn mn tn b percent pc mw kw hz khz
    mhz ghz kb mb gb x watt dwt
""".split()
_DOMAINS = """
    com org net gov edu mil int info ly eu uk us de fr ru ua sy iq ye in pk tv io me htm html pdf doc docx xls xlsx
""".split()

_LETTER = rf"(?:[^\W\d_][\u0300-\u036f\u064b-\u065f{INVISIBLE}]*)"
_ALNUM = rf"(?:[^\W_][\u0300-\u036f\u064b-\u065f{INVISIBLE}]*)"
_H, _A = f"[{HYPHENS}]", f"[{APOSTROPHES}]"
_HOST = r"(?:[\w-]+\.)+"


def _one_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longer ones first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


_PATTERN = re.compile(
    "|".join(
        (
            r"(?P<url>(?:https?://|ftp://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?'’)\]}])",
            rf"(?P<mail>(?<![\w.+-])[\w.+-]++@{_HOST}\w+)",
            rf"(?P<host>(?<![\w.-]){_HOST}(?:{_one_of(_DOMAINS)})(?:/[^\s<>\"“”]*[^\s<>\"“”.,;:!?'’)\]}}])?(?![\w]))",
            r"(?P<tag>[#@](?=[^\W\d_])\w+)",
            r"(?P<face>(?<!\S)[:;=]['-]?[()DPp](?!\w))",
            r"(?P<half>(?:[ap]\.m)(?=\.\s*$))",
            r"(?P<points>(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?)",
            r"(?P<pair>(?<![^\W_])[A-Z]\.[A-Z](?!\w)(?!\.))",
            rf"(?P<short>(?<![^\W_])(?:{_one_of(abbreviations.ALL)})\.(?![a-z0-9]|\s*$))",
            r"(?P<last>(?<![^\W_])(?:Inc|Ltd|Corp|Jr|Sr)\.)",
            rf"(?P<before>(?<![^\W_])(?:{_one_of(abbreviations.BEFORE_NUMBER)})\.(?=\s*\d))",
            r"(?P<initial>(?<![^\W_])[A-Z]\.(?=\s*[A-Z][^\W\d_]|\s*[A-Z]\.|\s*al-))",
            r"(?P<phone>(?<![\w-])\+?(?:\d{1,3}[-.])?(?:\d{3}[-.])?\d{3}[-.]\d{4}(?![\w-]))",
            r"(?P<date>(?<![\w/])\d{1,4}/\d{1,2}(?:/\d{2,4})?(?![\w/])|(?<![\w-])\d{4}-\d\d-\d\d(?![\w-]))",
            r"(?P<clock>(?<![\w:])\d{1,2}:\d\d(?::\d\d)?)",
            rf"(?P<unit>(?:\d+(?:[.,]\d+)*|\.\d+)(?=(?:{_one_of(_UNITS)})\b))",
            rf"(?P<decade>\d+{_A}?s\b)",
            r"(?P<number>\d+(?:[.,]\d+)*(?![^\W_])|(?<![\w.])\.\d+(?![^\W_]))",
            rf"(?P<prefixed>(?<![^\W_])(?i:{_one_of(_PREFIXES)}){_H}{_ALNUM}+(?:{_A}{_LETTER}{{2,}})*)",
            r"(?P<ampersand>(?<![^\W_])[A-Z]{1,3}&[A-Z]{1,3}(?![^\W_]))",
            rf"(?P<word>{_ALNUM}+(?:{_A}{_ALNUM}+)*|_+)",
            r"(?P<run>(?P<same>[.\-!?*=_+~<>#])(?P=same)*[!?]*|['’]{2}|‘’|``|…+)",
            rf"(?P<mark>[^\s{INVISIBLE}])",
        )
    )
)
_ENDINGS = re.compile(rf"(?i:n{_A}t|{_A}(?:s|re|ve|ll|d|m))$")
_LONGEST_ENDING = 3  # characters
_JOINED = {
    "cannot": (3,), "gonna": (3,), "gotta": (3,), "wanna": (3,), "dont": (2,), "doesnt": (4,), "didnt": (3,),
    "isnt": (2,), "wasnt": (3,), "werent": (4,), "couldnt": (5,), "wouldnt": (5,), "shouldnt": (6,), "havent": (4,),
    "hasnt": (3,), "hadnt": (3,), "arent": (3,),
}  # fmt: skip
_CLEAN = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_HIDDEN = re.compile(f"[{INVISIBLE}]")


def split_words(text: str) -> list[tuple[int, int]]:
    """Words of a sentence or of any other text.

    Every character that is neither white space nor invisible is in exactly one word.

    Args:
        text: The text; line breaks count as spaces.

    Returns:
        (start, end) character offsets in `text`, in order.
    """
    words: list[tuple[int, int]] = []
    for match in _PATTERN.finditer(text):
        kind, (start, end) = match.lastgroup, match.span()
        if kind in {"word", "prefixed"}:
            words.extend(_split_endings(text, start, end))
        else:
            words.append((start, end))
    return words


def _split_endings(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A word with what hangs on it: "does|n't", "Haftar|'s", "can|not"."""
    cuts: list[int] = []
    stop = end
    while (found := _ENDINGS.search(text, max(start, stop - _LONGEST_ENDING), stop)) and found.start() > start:
        cuts.append(found.start())
        stop = found.start()
    cuts += [start + cut for cut in _JOINED.get(text[start:stop].lower(), ())]
    places = [start, *sorted(cuts), end]
    return pairwise(places)


def clean_word(word: str) -> str:
    """A word as the model knows it: plain quotes and apostrophes, nothing invisible."""
    if word.isascii():
        return word
    return _HIDDEN.sub("", word).translate(_CLEAN) or word
