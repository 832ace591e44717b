"""Lemmas from word form and tag: exceptions learned from EWT, then rules for English endings."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from importlib import resources

from sijil.language.tokens import clean_word

# Words of origin and creed: Libyan, Syrian, Chinese, Turkish, Iraqi, French, Islamic ...
_ORIGIN = re.compile(r"(?:ian|[fr]ican|yan|rman|uban|ghan|rean|pean|ese|ish|eli|qi|ni|di|wi|nch|tch|amic|abic|creole)$")
_DOUBLED = re.compile(r"([bdgkmnprtv])\1$")
_PREFIX = re.compile(r"(?:re|over|under|out|un|mis|with|up|fore|inter)-?(?=\w{3})")
_SILENT_E = re.compile(
    r"(?:[^aeiou][aeiou][cgsuvz]|[rnl][cgsv]|dg|[^aeiou][bcdfgkpt]l|[^e]at|ieg|[aeiou]i[dkltsz]|u[rst]|[^o]ok)$"
)
_IN_IE = frozenset(
    {"sorties", "movies", "rookies", "zombies", "prairies", "cookies", "calories", "ties", "pies", "lies"}
)
# One syllable that would double its last letter if it had no silent e: rak-ed, straf-ed, but gut-ted.
_SHORT = re.compile(r"[^aeiou]*[aeiou][bdfgkmnpt]")


class Lemmas:
    """Finds lemmas.

    Args:
        exceptions: Lemma of "form TAG" (form in lower case) where the rules would go wrong.
        verbs: Known verbs in their base form; they tell "raid-ed" from "invade-d"; those of `verbs.csv` are known.
    """

    def __init__(self, exceptions: Mapping[str, str], verbs: Collection[str]) -> None:
        """Keep the tables; lemmas found once are remembered."""
        self._exceptions = exceptions
        self._verbs = frozenset(verbs) | more_verbs()
        self._known: dict[tuple[str, str], str] = {}

    def lemma(self, form: str, tag: str) -> str:
        """Lemma of a word as EWT writes it: lower case but for proper names, "I" and words of origin."""
        key = (form, tag)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._exceptions.get(f"{form.lower()} {tag}") or self._by_rule(form, tag)
        return found

    def _by_rule(self, form: str, tag: str) -> str:
        """Lemma by the rules of the tag."""
        plain = clean_word(form)
        if tag == "PROPN":
            return plain
        if tag == "ADJ" and plain.istitle() and _ORIGIN.search(plain):
            return plain
        word = plain.lower()
        if tag in {"ADJ", "ADV"}:
            return positive(word)
        if tag == "NOUN":
            return singular(word)
        if tag in {"VERB", "AUX"}:
            return irregular_verbs().get(word) or self._prefixed(word) or base_verb(word, self._verbs.__contains__)
        return word

    def _prefixed(self, word: str) -> str | None:
        """Base form of an irregular verb with a prefix (retaken -> retake), if it is one."""
        if word in self._verbs or (match := _PREFIX.match(word)) is None:
            return None
        stem = word[match.end() :]
        rest = self._exceptions.get(f"{stem} VERB") or irregular_verbs().get(stem)
        return match.group() + rest if rest else None


@cache
def irregular_verbs() -> dict[str, str]:
    """Base forms of verbs by forms that the rules get wrong and the treebank lacks (`irregular.csv`)."""
    table = resources.files("sijil.language") / "irregular.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {row["form"]: row["lemma"] for row in rows}


@cache
def more_verbs() -> frozenset[str]:
    """Base forms of verbs that the treebank lacks and whose endings mislead the rules (`verbs.csv`)."""
    table = resources.files("sijil.language") / "verbs.csv"
    return frozenset(row["verb"] for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


def singular(word: str) -> str:
    """Singular of a regular noun: forces -> force, armies -> army, clashes -> clash."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):  # noqa: PLR2004
        return word
    if word.endswith("ies"):
        return word[:-1] if word in _IN_IE else word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def positive(word: str) -> str:
    """Positive of a regular superlative, or of a comparative in -ier: heaviest -> heavy, largest -> large."""
    if word.endswith(("iest", "ier")) and len(word) > 5:  # noqa: PLR2004
        return word.removesuffix("st").removesuffix("r").removesuffix("e")[:-1] + "y"
    if word.endswith("est") and len(word) > 6:  # noqa: PLR2004
        return _without_ending(word[:-3])
    return word


def base_verb(word: str, known: Callable[[str], bool]) -> str:
    """Base form of a regular verb: seized -> seize, planned -> plan, fighting -> fight."""
    for guess in _base_guesses(word):
        if known(guess):
            return guess
    if word.endswith("s") and len(word) > 3:  # noqa: PLR2004
        return singular(word)
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and re.search(r"[aeiouy]", stem):
            return _without_ending(stem)
    return word


def _base_guesses(word: str) -> list[str]:
    """Possible base forms of an inflected verb, the likeliest first."""
    if word.endswith(("ies", "ied")):
        return [word, word[:-3] + "y", word[:-1]]
    guesses = [word]
    for ending in ("es", "s", "ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word:
            guesses += [stem + "e", stem, stem[:-1]] if ending != "s" else [stem]
            if _DOUBLED.search(stem):
                guesses.insert(1, stem)
    return guesses


def _without_ending(stem: str) -> str:
    """Base form of an unknown verb from its stem: a doubled letter undone or a silent e put back."""
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if _DOUBLED.search(stem) and len(stem) > 3:  # noqa: PLR2004
        return stem[:-1]
    return stem + "e" if _SILENT_E.search(stem) or _SHORT.fullmatch(stem) else stem
