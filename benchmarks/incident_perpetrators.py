"""Who is behind an incident: the organisation and the people, in the words of the report."""

from __future__ import annotations

import re
from typing import Any

from benchmarks.incident_words import BODIES, KINDS, PEOPLE, Words, head_phrase

from sijil.folding import plain
from sijil.language.lemmas import singular
from sijil.packs import load_packs
from sijil.parts import ActorRow

Row = dict[str, Any]
ARMED = frozenset("rebel militia jihadist".split())
NAMING = frozenset("army police force forces guard navy military".split())
"""Words for fighters that names of organisations end in."""
CLAIMED = re.compile(r"\b(?:claim|accept|admit)\w* (?:\w+ )?(?:responsibility|credit)\b")
NAMED = re.compile(r"\b[A-Z][\w-]+(?:(?: of| of the| for)? [A-Z0-9][\w-]*)*")
OWN = re.compile(r"(?:members?|elements?|troops?|soldiers?|units?|guerrillas?|commandos?) of (?:the )?(?=[A-Z])")
"""Words for people before the name of what they are of."""
SHORT = 3
"""The letters of an abbreviation that may be a word too."""
FORMS = {
    row.id: sorted({plain(name) for name in (row.name.partition(" (")[0], *row.aliases, *row.called)}, key=len)[::-1]
    for row in load_packs(("world", "lang-en")).rows(ActorRow)
    if row.kind in ARMED
}
"""The names of each registered organisation, the longest first, without accents as telegrams are."""
NAMES = {form for forms in FORMS.values() for form in forms}


class Perpetrators:
    """The organisations and people of a report.

    Args:
        text: The text.
        words: The classes of words of the packs.
    """

    def __init__(self, text: str, words: Words) -> None:
        """Find the registered armed organisations that the text names."""
        self._words = words
        self._text, self._plain = " ".join(text.split()), f" {plain(text)} "
        named = {name for row in FORMS if (name := self._name(row))}
        self._named = sorted(one for one in named if not any(one != other and one in other for other in named))

    def _has(self, form: str) -> bool:
        """Tell whether the text has a name; a short one in capitals alone, as it may be a word too."""
        if len(form) > SHORT:
            return f" {form} " in self._plain
        return bool(re.search(rf"\b{form.upper()}\b", self._text))

    def _name(self, identifier: str) -> str | None:
        """Return the longest name that the text has for a registered organisation."""
        form = next(filter(self._has, FORMS.get(identifier, ())), "")
        found = re.search(r"\W?".join(map(re.escape, form.split())), self._text, re.IGNORECASE) if form else None
        return found[0] if found else form or None

    def only(self) -> str | None:
        """Return the name of the one armed organisation that the text speaks of, if it is one."""
        return self._named[0] if len(self._named) == 1 else None

    def of(self, actor: Row, quote: str) -> tuple[str | None, str | None]:
        """Return the organisation and the people that an actor of a claim with these words is."""
        words = self._words
        phrase = head_phrase(actor["surface"] or "")
        if not phrase or words.is_pronoun(phrase):
            phrase = head_phrase(actor["name"] or "") if not actor["id"] else ""
        named = self._name(str(actor["id"] or ""))
        if not phrase or words.is_pronoun(phrase):
            return named, None
        named, people = named or self._organisation(phrase), self._people(phrase)
        if not named and not people and CLAIMED.search(quote) and not words.is_a(words.head(phrase), "group"):
            return phrase, None
        return named, people

    def _people(self, phrase: str) -> str | None:
        """Return a phrase that means people: guerrillas, members of something, or somebody with a name."""
        words = self._words
        head = words.head(phrase)
        if plain(phrase) in NAMES:
            return None
        if words.is_a(head, "fighter", *PEOPLE) and head not in NAMING:
            return phrase
        return words.name(phrase) if not words.is_a(head, "group") and not words.is_thing(phrase) else None

    def _organisation(self, phrase: str) -> str | None:
        """Return what names an organisation in a phrase: a run of capitals that is no person's name, or a force."""
        words, head, own = self._words, self._words.head(phrase), OWN.match(phrase)
        if words.name(phrase) and not words.is_a(head, "group") and not own:
            return None
        found = NAMED.search(phrase, own.end() if own else 0)
        if found and not words.is_state(found[0]) and not words.is_thing(phrase):
            return self._trimmed(found[0].split()) or None
        last = " ".join(phrase.lower().split()[-2:])
        force = last if KINDS.get(last) in BODIES else head
        return phrase if KINDS.get(force) in BODIES and not words.is_a(head, *PEOPLE) and head != "troop" else None

    def _trimmed(self, run: list[str]) -> str:
        """Return a name without the word for its people behind it, and without that of a nation before it."""
        words = self._words
        while run and words.is_a(singular(run[-1].lower()), "fighter", *PEOPLE) and run[-1].lower() not in NAMING:
            run = run[:-1]
        while len(run) > 1 and words.is_state(run[0]) and KINDS.get(" ".join(run[1:]).lower()) not in BODIES:
            run = run[1:]
        return " ".join(run)
