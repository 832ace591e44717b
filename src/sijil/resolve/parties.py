"""For whom speakers speak: by what the report says of them, by the register of people, by earlier mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sijil.records import Claim, Mention, Speaker
from sijil.resolve.actors import GUESSED, Ruling, Voice, rule_by_name, rule_on, rule_on_body
from sijil.resolve.folding import folded
from sijil.resolve.frame import Frame
from sijil.resolve.phrases import find_head
from sijil.resolve.words import split_words

PRONOUNS = frozenset({"first", "singular", "plural", "group"})


@dataclass(frozen=True, slots=True)
class Party:
    """A speaker at one place of the report: full name and the side spoken for, as far as known."""

    mention: Mention
    name: str | None
    ruling: Ruling | None
    surname: str | None
    head: str | None
    is_pronoun: bool


def _surname(name: str) -> str:
    words = split_words(name)
    return folded(words.printed(len(words) - 1)) if len(words) else ""


def _register_name(name: str, frame: Frame) -> str | None:
    """Return the register's name of a person."""
    matches = frame.register.scan(split_words(name))
    people = [e for match in matches for e in frame.valid(match.entries) if e.kind == "person"]
    return people[0].name if people else None


def _told(speaker: Speaker, frame: Frame) -> Ruling | None:
    """Return the side that the report itself says, or the register knows, in this order."""
    if speaker.party:
        party = rule_on(speaker.party.surface, speaker.party.span.start, frame, Voice())
        if party.id:
            return party
    phrases = [speaker.name.surface if speaker.name else None, speaker.role, speaker.mention.surface]
    by_name = (rule_by_name(phrase, frame) for phrase in phrases if phrase)
    found = next((ruling for ruling in by_name if ruling), None)
    bodies = (rule_on_body(phrase, frame) for phrase in (speaker.mention.surface, speaker.role) if phrase)
    return found or next((ruling for ruling in bodies if ruling), None)


def _read(speaker: Speaker, frame: Frame) -> Party:
    """Read one speaker without looking back."""
    words = split_words(speaker.mention.surface)
    is_pronoun = len(words) == 1 and any(frame.register.cue(kind, words.plains[0]) for kind in PRONOUNS)
    name = speaker.name.surface if speaker.name else None
    head = find_head(words, 0, len(words), frame.register)
    return Party(
        mention=speaker.mention,
        name=(_register_name(name, frame) or name) if name else None,
        ruling=None if is_pronoun else _told(speaker, frame),
        surname=_surname(name) if name else None,
        head=head.word.removesuffix("s") if head else None,
        is_pronoun=is_pronoun,
    )


def _look_back(party: Party, earlier: list[Party]) -> Party:
    """Complete a speaker from earlier ones: a pronoun from the last, a surname or a bare description from its like."""
    backwards = reversed(earlier)
    if party.is_pronoun:
        last = next((other for other in backwards if not other.is_pronoun), None)
        return replace(party, name=last.name, ruling=last.ruling, surname=last.surname) if last else party
    if party.ruling and party.name:
        return party
    if party.surname:
        same = next((other for other in backwards if other.surname == party.surname), None)
        fuller = same.name if same and same.name and len(same.name) > len(party.name or "") else party.name
        return replace(party, name=fuller, ruling=party.ruling or (same.ruling if same else None))
    if party.head and not party.ruling:
        like = next((other for other in backwards if other.head == party.head and other.ruling), None)
        weaker = replace(like.ruling, score=GUESSED, why="as the speaker before") if like and like.ruling else None
        definite = party.mention.surface.lower().startswith("the ")
        return replace(party, name=like.name if like and definite else None, ruling=weaker)
    return party


def find_parties(claims: Iterable[Claim], frame: Frame) -> dict[tuple[int, int], Party]:
    """Return who the speakers of a report's claims are and for whom they speak, by the characters that name them."""
    speakers = {(c.speaker.mention.span.start, c.speaker.mention.span.end): c.speaker for c in claims if c.speaker}
    found: dict[tuple[int, int], Party] = {}
    for place, speaker in sorted(speakers.items(), key=lambda item: item[0]):
        found[place] = _look_back(_read(speaker, frame), list(found.values()))
    return found
