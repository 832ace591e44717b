"""The names of people in a text, each in the fullest form that the text has."""

from __future__ import annotations

import re

from benchmarks.incident_words import NAME, Bounds, Words

from sijil.language.lemmas import singular

AWAY = re.compile(r"(?:\s(?:in|at|near|from|outside)|,? married to|,? related to)\s.*")
LINK = re.compile(r"(?:\s+of [A-Z]\w+)?(?:,\s*\d{1,2}\b)?\s*[,;]?\s*(?:and\s+)?")
ASIDE = re.compile(r"(?:,\s+(?:an?|the)?\s*[a-z][^,;.]{3,60}(?=,))?" + LINK.pattern)
"""What stands between names, with what somebody is."""
IDENTIFIED = re.compile(
    r"(?:\b([\w-]+)(?: killed| wounded| injured| kidnapped)?,? (?:(?:was|were|has been|have been) )?(?:later )?"
    r"identified as"
    r"|\bidentified the (?:dead |slain |wounded |injured |kidnapped )?([\w-]+) as"
    r"|\bnames of (?:the )?(?:[\w-]+ )?([\w-]+)(?: (?:who|killed|wounded|injured|kidnapped|are|were|have)\b[^.:]{,60})?"
    r"(?::| are|\. They (?:are|were))) (?:the )?(?:\d+-year-old )?",
    re.IGNORECASE,
)
SET_APART = re.compile(r"\b[Tt]he (?:[\w.]+ ){0,2}([a-z]+s) -- ([^-]{8,120}?) -- ")
DESCRIBED = re.compile(r",\s+(?:(?:the|an?|his|her|their)\s+)?([^,.;]{4,60}?)\s*,")


def within(short: list[str], full: list[str]) -> bool:
    """Tell whether the words of a name are among those of a fuller name, in that order; one word is no first name."""
    if len(short) == 1 and full[0] == short[0]:
        return False
    rest = iter(full)
    return all(word in rest for word in short)


class Names:
    """The names of people in a text.

    Args:
        text: The text.
        words: The classes of words of the packs.
    """

    def __init__(self, text: str, words: Words) -> None:
        """Collect the names."""
        self._words = words
        self._text = text = " ".join(text.split())
        self._common = set(re.findall(r"\b[a-z]{3,}\b", text))
        found = {self._trim(name) for match in NAME.finditer(text) if (name := words.name(match[0]))}
        self._found = sorted(found, key=lambda name: (-len(name.split()), name))

    def _trim(self, name: str) -> str:
        """Return a name without a first word that the text has as a common noun too."""
        first, _, rest = name.partition(" ")
        return rest if " " in rest and {first.lower(), f"{first.lower()}s"} & self._common else name

    def full(self, name: str) -> str:
        """Return the fullest form of a name."""
        short = name.lower().split()
        return next((one for one in self._found if within(short, one.lower().split())), name)

    def known(self, phrase: str) -> list[str]:
        """Return the fuller name that the text has for a phrase, or for the surname behind its noun: "leader Noor"."""
        first, _, last = phrase.rpartition(" ")
        short = last if first and last[:1].isupper() and self._words.is_people(first) else phrase
        full = self.full(short)
        return [full] if full != short else []

    def roles(self, name: str) -> list[str]:
        """Return what the text calls a person: the title before the name, or the phrase between commas behind it."""
        found = re.search(rf"\b([\w.]+) {re.escape(name)}\b", self._text)
        if found and self._words.is_title(found[1]):
            return [found[1]]
        behind = re.search(rf"\b{re.escape(name)}{DESCRIBED.pattern}", self._text)
        if behind and self._words.is_people(behind[1]) and not self._words.name(behind[1]):
            return [self._words.bare(behind[1])]
        return []

    def counted(self, phrase: str) -> Bounds | None:
        """Return the one number by which the text counts people of a kind: "the nurses" are "six young nurses"."""
        stems = "|".join(re.escape(singular(word)) for word in phrase.lower().split())
        between = r"(?: (?!and\b|or\b|many\b|several\b|some\b|years?\b|days?\b|months?\b)[\w-]+)"
        found = re.findall(rf"\b(?=([\w,]+){between}{{0,2}} (?:{stems})(?:e?s)?\b)", self._text.lower())
        numbers = {number for one in found if (number := self._words.number(one)) is not None and number > 1}
        return (number, number) if len(numbers) == 1 and (number := numbers.pop()) else None

    def identified(self, phrase: str, number: Bounds | None) -> list[list[str]]:
        """Return the names by which a text identifies as many people of a kind ("The victims were identified as")."""
        heads = {self._words.head(phrase), "victim", "dead", "wounded", "person", "people"}
        for found in IDENTIFIED.finditer(self._text):
            names = self._run(self._text[found.end() : found.end() + 200], anchored=True, link=ASIDE)
            if (
                self._words.head(found[1] or found[2] or found[3]) in heads
                and names
                and number == (len(names), len(names))
            ):
                return [[self.full(name) for name in names]]
        return [names] if (names := self._aside(number)) else []

    def in_phrase(self, surface: str, quote: str) -> list[str]:
        """Return the people that a phrase names, or whose names follow it in its sentence."""
        surface, quote = " ".join(surface.split()), " ".join(quote.split())
        start = quote.find(surface)
        behind = quote[start + len(surface) :] if surface and start >= 0 else ""
        here = AWAY.sub("", surface)
        own = re.split(r"'s? ", here)[-1]
        if own != here and (named := self._run(behind.lstrip(" ,"), anchored=True)):
            return named
        if inside := self._run(own):
            return inside
        if behind[:1] not in {" ", ",", ":"} or not self._words.is_people(surface):
            return []
        behind = behind.lstrip(" ,:")
        described = self._run(behind, anchored=True, link=ASIDE)
        number = self._words.count(surface)
        return described if number == (len(described), len(described)) else self._run(behind, anchored=True)

    def _aside(self, number: Bounds | None) -> list[str]:
        """Return as many names as people, set apart behind a plural ("the citizens -- Adam Musa and Omar Ba --")."""
        for found in SET_APART.finditer(self._text):
            names = self._run(found[2], anchored=True)
            if self._words.is_people(found[1]) and number == (len(names), len(names)) and len(names) > 1:
                return [self.full(name) for name in names]
        return []

    def _run(self, text: str, *, anchored: bool = False, link: re.Pattern[str] = LINK) -> list[str]:
        """Return the names that follow each other in a text, joined by commas and "and"."""
        names: list[str] = []
        start = 0
        while found := NAME.match(text, start) if names or anchored else NAME.search(text, start):
            name = self._words.name(found[0])
            if not name:
                break
            names.append(self._trim(name))
            gap = link.match(text, found.end())
            start = gap.end() if gap else found.end()
        return names
