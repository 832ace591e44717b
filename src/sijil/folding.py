"""Keys under which names meet across spellings, accents, scripts and transliterations.

Three keys, from strict to loose: `plain` (case, accents and punctuation gone), `folded` (articles gone, letters that
transliterations mix up made one) and `skeleton` (the consonants of `folded`). The letter classes are those of the usual
romanisations of Arabic (ALA-LC, French, Italian, press usage) and of their mixtures.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARTICLES = frozenset(
    {"al", "el", "ul", "as", "ash", "an", "ar", "at", "ath", "az", "ad", "adh", "es", "ez", "er", "en", "the"}
)
_MARKS = str.maketrans("", "", "'`\u00b4\u2018\u2019\u02bc\u02bf\u02be\u201c\u201d\"ـ")
_LETTERS = (
    ("sch", "s"), ("tch", "j"), ("dj", "j"), ("ch", "s"), ("sh", "s"), ("kh", "k"), ("gh", "k"), ("ph", "f"),
    ("th", "t"), ("dh", "d"), ("zh", "z"), ("q", "k"), ("g", "k"), ("c", "k"), ("x", "ks"), ("v", "w"),
    ("ou", "o"), ("oo", "o"), ("au", "o"), ("aw", "o"), ("ow", "o"), ("uw", "o"), ("u", "o"), ("ai", "e"), ("ay", "e"),
    ("ei", "e"), ("ey", "e"), ("ee", "e"), ("iy", "e"), ("i", "e"), ("y", "e"), ("h", ""),
)  # fmt: skip
_SPELLED = {"saint": "st", "sainte": "st", "mount": "mt", "fort": "ft"}
_ARABIC = str.maketrans("\u0623\u0625\u0622\u0649\u0629\u06cc\u06a9", "\u0627\u0627\u0627\u064a\u0647\u064a\u0643")
"""Forms of one Arabic letter that writers mix: alef with and without hamza, yeh, teh marbuta, kaf."""
_DOUBLE = re.compile(r"(.)\1+")
_WORD = re.compile(r"\w+")
_VOWELS = re.compile(r"[aeow]")
_CYRILLIC = dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюяёў", (
    "a b v g g d e ye zh z i i yi y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya yo u".split(" ")
), strict=True))  # fmt: skip
"""Press romanisation of Russian, Ukrainian and Belarusian letters; signs without a sound are left out."""
_FOREIGN = (
    ((r"sch", "S"), (r"tS|tch", "C"), (r"dS", "j"), (r"ou(?=[aeiouy])", "w")),
    ((r"ch", "kh"),),
    ((r"z", "ts"),),
    ((r"j", "y"),),
)
"""Letters of French and German spellings, each group applied on top of those before it, with the English ones."""
_HELD = str.maketrans({"C": "ch", "S": "sh"})
"""Letters that no later group changes."""
SKELETON_LETTERS = 4
"""Below this many consonants a skeleton says too little, and the folded key stands in for it."""


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """Return a name in lower case without accents and punctuation, words parted by one blank."""
    bare = unicodedata.normalize("NFKD", name.replace("\u0131", "i").translate(_MARKS).casefold())
    letters = bare if bare.isascii() else "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(_WORD.findall(letters.casefold().translate(_ARABIC).replace("_", " ")))


def is_article(word: str) -> bool:
    """Tell whether a lower-case word is an Arabic article in any romanisation, or "the"."""
    return word in _ARTICLES


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    """Make letters that transliterations mix up one."""
    word = _SPELLED.get(word, word)
    for old, new in _LETTERS:
        word = word.replace(old, new)
    return _DOUBLE.sub(r"\1", word)


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """Return the key under which transliterations of a name meet; empty for an empty name."""
    words = plain(name).split()
    kept = [word.removeprefix("ال") for word in words if word not in _ARTICLES] or words
    return "".join(filter(None, map(_fold_word, kept)))


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """Return the consonants of the folded name, or the folded name where they are too few to tell names apart."""
    bare = bones(name)
    return bare if len(bare) >= SKELETON_LETTERS else folded(name)


def bones(name: str) -> str:
    """Return the first letter and the consonants of the folded name, however few."""
    whole = folded(name)
    return _DOUBLE.sub(r"\1", whole[:1] + _VOWELS.sub("", whole[1:]))


@lru_cache(maxsize=65536)
def respelled(name: str) -> tuple[str, ...]:
    """Return a name as English reports would spell it, if it were French, German or in Cyrillic; likeliest first.

    These classes are looser than those of `folded`, where English spellings would fall together through them; so they
    are for names that are not found otherwise.
    """
    bare = plain(name)
    forms = ["".join(_CYRILLIC.get(char, char) for char in bare)]
    for group in _FOREIGN if forms == [bare] else ():
        forms.append(forms[-1])
        for old, new in group:
            forms[-1] = re.sub(old, new, forms[-1])
    spelled = dict.fromkeys(form.translate(_HELD) for form in forms)
    return tuple(form for form in spelled if form != bare)
