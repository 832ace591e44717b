"""For whom speakers speak: by what the report says of them, by the register of people, by earlier mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sijil.folding import folded
from sijil.parts import HeadRow
from sijil.records import Claim, Mention, Name, Passage, Speaker
from sijil.resolve.actors import rule_by_description, rule_by_name, rule_on_body, rule_on_mention
from sijil.resolve.frame import Frame
from sijil.resolve.mentions import is_outsiders, whole_phrase
from sijil.resolve.phrases import SAME
from sijil.resolve.rulings import GUESSED, Ruling, Voice, actor_of_id, decided
from sijil.resolve.words import APOSTROPHES, Words, split_words

PRONOUNS = frozenset({"first", "singular", "plural", "group"})
FLAT = frozenset({"flat", "compound", "appos", "nmod:poss"})
ARTICLES = frozenset({"the", "a", "an"})
OFFICES = frozenset({"military", "police", "security", "government"})
WHY_LIKE = "spoken for by the like speaker before"
DESCRIPTION = 3
"""Words of the longest description that only points back to a speaker."""
LONGEST_BODY = 80
"""Characters of the longest phrase that names a body."""
LONGEST = 24
"""Words of the longest phrase about a person that is read."""


@dataclass(frozen=True, slots=True)
class Party:
    """A speaker at one place of the report.

    Attributes:
        mention: The words that name the speaker.
        name: Full name, as far as known; of a speaker that is only pointed back to ("it", "the official") the words
            that said who it is.
        ruling: The side spoken for, as far as known.
        surname: Transliteration key of the last name.
        heads: The nouns that say what the speaker is.
        nouns: All nouns of the words that name the speaker, in lower case.
        role: The title or description, as printed where it was given.
        channel: The medium or agency.
        is_pronoun: Whether the mention is a pronoun.
        is_body: Whether the speaker is no person but a force, a group or an office.
    """

    mention: Mention
    name: str | None = None
    ruling: Ruling | None = None
    surname: str | None = None
    heads: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    role: str | None = None
    channel: str | None = None
    is_pronoun: bool = False
    is_body: bool = False


def _surname(name: str) -> str:
    words = split_words(name)
    return folded(words.printed(len(words) - 1)) if len(words) else ""


def _register_name(text: str, frame: Frame) -> str | None:
    """Return the register's name of a person in a text."""
    matches = frame.register.scan(split_words(text))
    people = [e for match in matches for e in frame.valid(match.entries) if e.kind == "person"]
    return people[0].name if people else None


def _heads(words: Words, frame: Frame) -> tuple[HeadRow, ...]:
    rows = (frame.register.heads.get(word) for word in words.plains)
    return tuple(row for row in rows if row)


def _people(passage: Passage, start: int, end: int, frame: Frame) -> Iterator[Name]:
    """Yield the personal names inside characters `start:end`; a word in lower case is none."""
    for name in passage.names:
        first, last = passage.starts[name.start], passage.ends[name.end - 1]
        if name.label == "PER" and start <= first and last <= end and not frame.report.text[first:last].islower():
            yield name


def _phrase_about(passage: Passage, name: Name, frame: Frame) -> str:
    """Return the whole phrase of the tree that a personal name stands in ("the envoy of X, Y")."""
    top = name.start
    seen: set[int] = set()
    while (
        top not in seen and (name.start <= top < name.end or passage.relations[top] in FLAT) and passage.heads[top] >= 0
    ):
        seen.add(top)
        inside = name.start <= passage.heads[top] < name.end
        if not inside and passage.relations[top] not in FLAT:
            break
        top = passage.heads[top]
    below = [index for index in range(len(passage.heads)) if _hangs_from(passage, index, top)]
    first, last = min([*below, name.start]), max([*below, name.end - 1])
    if last - first > LONGEST:
        first, last = name.start, name.end - 1
    return frame.report.text[passage.starts[first] : passage.ends[last]]


def _hangs_from(passage: Passage, index: int, top: int) -> bool:
    for _ in range(LONGEST):
        if index == top:
            return True
        if index < 0:
            return False
        index = passage.heads[index]
    return False


def _told(mention: Mention, speaker: Speaker | None, about: str | None, frame: Frame) -> Ruling | None:
    """Return the side that the report itself says, or the register knows, in this order."""
    if speaker and speaker.party:
        named = rule_on_mention(speaker.party, frame, Voice())
        party = named if named.id else rule_by_description(speaker.party.surface, speaker.party.span.start, frame)
        if party and party.id:
            return party
        if frame.country and frame.register.cue("country_word", speaker.party.surface.split()[-1].lower()):
            return actor_of_id(frame, f"state-{frame.country}", GUESSED, "the country that the report is about")
    own = [speaker.name.surface if speaker.name else None, speaker.role] if speaker else []
    phrases = [phrase for phrase in (*own, mention.surface, about) if phrase]
    rules = (rule_by_name,) if is_outsiders(mention, frame) else (rule_by_name, rule_on_body)
    told = [ruling for phrase in phrases if (ruling := next(filter(None, (r(phrase, frame) for r in rules)), None))]
    best = next((ruling for ruling in told if ruling.kind != "state"), told[0] if told else None)
    return best or rule_by_description(mention.surface, mention.span.start, frame)


def _person_in(passage: Passage, start: int, end: int, frame: Frame) -> Name | None:
    """Return the last personal name in a stretch that owns nothing ("X's spokesman Y" is Y)."""
    text = frame.report.text
    people = [
        name
        for name in _people(passage, start, end, frame)
        if text[passage.ends[name.end - 1] :][:1] not in APOSTROPHES
    ]
    return people[-1] if people else None


def _given_name(speaker: Speaker, frame: Frame) -> str | None:
    """Return the name that the sentence gives a speaker; a word in lower case and an owner ("X's army") are none."""
    if speaker.name is None or speaker.name.surface.islower():
        return None
    owns = frame.report.text[speaker.name.span.end :][:1] in APOSTROPHES
    return None if owns else speaker.name.surface


def _read(speaker: Speaker, frame: Frame) -> Party:
    """Read one speaker without looking back."""
    surface, _ = whole_phrase(speaker.mention, frame)
    mention = replace(speaker.mention, surface=surface)
    words = split_words(speaker.mention.surface)
    if len(words) == 1 and any(frame.register.cue(kind, words.plains[0]) for kind in PRONOUNS):
        return Party(speaker.mention, channel=_channel(speaker, frame), is_pronoun=True)
    passage = frame.passages[frame.passage_at(mention.span.start)]
    end = mention.span.start + max(len(surface), len(mention.span))
    person = None if _is_body(surface, frame) else _person_in(passage, mention.span.start, end, frame)
    printed = frame.report.text[passage.starts[person.start] : passage.ends[person.end - 1]] if person else None
    given = _given_name(speaker, frame)
    named = printed or (given if given and (_register_name(given, frame) or not rule_by_name(given, frame)) else None)
    about = _phrase_about(passage, person, frame) if person else None
    heads = _heads(split_words(" ".join(filter(None, (mention.surface, speaker.role)))), frame)
    return Party(
        mention=speaker.mention,
        name=(_register_name(named, frame) or named) if named else None,
        ruling=_told(mention, speaker, about, frame),
        surname=_surname(printed) if printed else None,
        heads=frozenset(row.word.removesuffix("s") for row in heads),
        nouns=_nouns(passage, mention.span.start, end),
        role=speaker.role,
        channel=_channel(speaker, frame),
        is_body=person is None and (_is_body(surface, frame) or not any(_is_person(row, frame) for row in heads)),
    )


def _is_body(surface: str, frame: Frame) -> bool:
    """Tell whether words behind which a person may stand name a force or an office ("troops loyal to General X")."""
    phrase = frame.phrase(surface)
    head = phrase.core.head
    return head is not None and not _is_person(head, frame) and phrase.parts[1:2] != () and phrase.parts[1].link == SAME


def _nouns(passage: Passage, start: int, end: int) -> frozenset[str]:
    inside = (word for word, at in enumerate(passage.starts) if start <= at < end)
    return frozenset(passage.lemmas[word].lower() for word in inside if passage.tags[word] in {"NOUN", "PROPN"})


def _channel(speaker: Speaker, frame: Frame) -> str | None:
    """Return the medium or agency by name; a pronoun for it is none."""
    is_name = speaker.channel and not frame.register.cue("group", speaker.channel.lower())
    return speaker.channel if is_name else None


def _is_person(row: HeadRow, frame: Frame) -> bool:
    """Tell whether a noun means a person, perhaps in office, and no body."""
    holds_office = frame.register.cue("office_holder", row.word.split()[-1]) is not None
    return row.kind in {"person", "civilians"} or (row.kind == "government" and holds_office)


def _last_person(party: Party, frame: Frame) -> Party | None:
    """Return the person named last before a pronoun, in its sentence or the one before."""
    at = party.mention.span.start
    index = frame.passage_at(at)
    for passage in reversed(frame.passages[max(0, index - 1) : index + 1]):
        for name in reversed(list(_people(passage, passage.start, at, frame))):
            printed = frame.report.text[passage.starts[name.start] : passage.ends[name.end - 1]]
            about = _phrase_about(passage, name, frame)
            span = replace(party.mention.span, start=passage.starts[name.start], end=passage.ends[name.end - 1])
            mention = replace(party.mention, span=span, surface=printed, head=span.start)
            shown = _register_name(printed, frame) or printed
            return Party(mention, shown, _told(mention, None, about, frame), _surname(printed))
    return None


def _last_body(party: Party, frame: Frame) -> Party | None:
    """Return the body that is a subject in the sentence before a pronoun's."""
    index = frame.passage_at(party.mention.span.start)
    for passage in frame.passages[max(0, index - 1) : index]:
        subjects = [word for word, relation in enumerate(passage.relations) if relation.startswith("nsubj")]
        bodies = (_body_at(party, passage, word, frame) for word in reversed(subjects))
        return next((body for body in bodies if body), None)
    return None


def _body_at(party: Party, passage: Passage, word: int, frame: Frame) -> Party | None:
    """Return the body that a subject names: an organisation, or the force or office of a state."""
    below = [index for index in range(len(passage.heads)) if _hangs_from(passage, index, word)]
    first, last = passage.starts[below[0]], passage.ends[below[-1]]
    row = frame.register.heads.get(frame.report.text[passage.starts[word] : passage.ends[word]].lower())
    named = any(name.label == "ORG" and name.start <= word < name.end for name in passage.names)
    if last - first > LONGEST_BODY or not (named or (row and row.kind in OFFICES)):
        return None
    text = frame.report.text[first:last]
    mention = replace(party.mention, span=replace(party.mention.span, start=first, end=last), surface=text)
    nouns = _nouns(passage, first, last)
    return Party(mention, None, _told(mention, None, None, frame), nouns=nouns, role=_bare(text), is_body=True)


def _complete_pronoun(party: Party, earlier: list[Party], frame: Frame) -> Party:
    """Take a pronoun for the last speaker of its kind, or for a person or body named since."""
    word = party.mention.surface.lower()
    one, body = (bool(frame.register.cue(kind, word)) for kind in ("singular", "group"))
    known = [other for other in earlier if not other.is_pronoun and not (one and other.is_body)]
    last = next((other for other in reversed(known) if not body or other.is_body), None)
    near = _last_person(party, frame) if one else _last_body(party, frame) if body else None
    if near and (last is None or near.mention.span.start > last.mention.span.end):
        last = _look_back(near, earlier, frame)
    return _pointing_to(party, last) if last else party


def _pointing_to(party: Party, other: Party) -> Party:
    """Complete a speaker that is only pointed back to by who it is."""
    return replace(
        party,
        name=other.name or _bare(other.mention.surface),
        ruling=party.ruling or other.ruling,
        surname=other.surname,
        nouns=party.nouns or other.nouns,
        role=other.role,
        channel=party.channel or other.channel,
        is_body=other.is_body,
    )


def _bare(text: str) -> str:
    """Return a phrase without the article in front of it."""
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ARTICLES and rest else text


def _pointed_at(party: Party, earlier: list[Party], frame: Frame) -> Party | None:
    """Return the earlier speaker whom a short definite description means ("the official", "the statement")."""
    words = split_words(party.mention.surface).plains
    if party.name or not 1 < len(words) <= DESCRIPTION or not frame.register.cue("definite", words[0]):
        return None
    if frame.register.cue("document", words[-1]):
        return next((other for other in reversed(earlier) if not other.is_pronoun), None)
    like = (other for other in reversed(earlier) if party.nouns and party.nouns <= other.nouns)
    return next(like, None)


def _weaker(ruling: Ruling | None) -> Ruling | None:
    """Return the side of another speaker as a guess for a like one."""
    return replace(ruling, score=GUESSED, why=WHY_LIKE) if ruling else None


def _look_back(party: Party, earlier: list[Party], frame: Frame) -> Party:
    """Complete a speaker from earlier ones: a pronoun from the last, a surname or a bare description from its like."""
    if party.is_pronoun:
        return _complete_pronoun(party, earlier, frame)
    if party.role and not party.ruling and frame.register.cue("spokesperson", party.role.lower()):
        sides = (other.ruling for other in reversed(earlier) if other.is_body and other.ruling)
        party = replace(party, ruling=_weaker(next(sides, None)))
    if party.surname:
        same = next((other for other in reversed(earlier) if other.surname == party.surname), None)
        if same is None:
            return party
        fuller = same.name if same.name and len(same.name) > len(party.name or "") else party.name
        return replace(party, name=fuller, ruling=party.ruling or same.ruling, role=party.role or same.role)
    if meant := _pointed_at(party, earlier, frame):
        return _pointing_to(party, meant)
    if party.heads and not party.ruling:
        like = (other.ruling for other in reversed(earlier) if other.heads & party.heads and other.ruling)
        return replace(party, ruling=_weaker(next(like, None)))
    return party


def find_parties(claims: Iterable[Claim], frame: Frame) -> dict[tuple[int, int], Party]:
    """Return who the speakers of a report's claims are and for whom they speak, by the characters that name them."""
    speakers = {(c.speaker.mention.span.start, c.speaker.mention.span.end): c.speaker for c in claims if c.speaker}
    found: dict[tuple[int, int], Party] = {}
    for place, speaker in sorted(speakers.items(), key=lambda item: item[0]):
        party = _look_back(_read(speaker, frame), list(found.values()), frame)
        by_hand = decided(speaker.mention, frame)
        found[place] = replace(party, ruling=by_hand) if by_hand else party
    return found
