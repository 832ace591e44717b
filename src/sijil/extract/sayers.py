"""Who speaks, described: the name, title, side and medium that a sentence gives the source of an attribution."""

from __future__ import annotations

from sijil.extract.base import Attribution
from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.marks import CLOSING
from sijil.extract.tree import Tree
from sijil.extract.when import TimePhrase, find_time_phrases, phrases_of
from sijil.records import Mention, MentionKind, Speaker
from sijil.spans import Span

_NOUNS = frozenset({"NOUN", "PROPN"})
_LONGEST = 16  # words of a speaker with name and title
_NEAR = 2  # words between a name and its title
_BEHIND = frozenset({"(", "[", ":"})  # marks behind the name in a label
_NICKNAME = 5  # words of a name in marks within a name, with the marks
_MARKS = CLOSING | {"'", "’"}


def make_speaker(tree: Tree, lexicon: Lexicon, attribution: Attribution) -> Speaker | None:
    """Describe the source of an attribution: name, role, party, channel, time of saying."""
    if attribution.source < 0:
        return None
    source = attribution.source
    start, end = _whole_name(tree, *tree.phrase(source), source)
    start, end = _within_brackets(tree, *_with_name(tree, start, end), source)
    if tree.forms[attribution.cue] == ":" and source < attribution.cue:
        end = next(
            word for word in range(source + 1, attribution.cue + 1) if word == end or tree.forms[word] in _BEHIND
        )
    name = _name(tree, start, end)
    phrases = find_time_phrases(tree, lexicon)
    said = phrases_of(tree, phrases, {attribution.cue}, set(attribution.content))
    channel, dated = _channel(tree, attribution.channel, phrases)
    said = said or dated
    return Speaker(
        mention=_mention(tree, start, end, source, MentionKind.ACTOR),
        name=name,
        role=_role(tree, start, end, name),
        party=_party(tree, lexicon, source, start, end),
        channel=_strip_article(channel),
        said=_mention(tree, said[0].start, said[0].end, said[0].head, MentionKind.TIME) if said else None,
        cue=tree.lower[attribution.cue],
    )


def _channel(tree: Tree, word: int, phrases: list[TimePhrase]) -> tuple[str | None, list[TimePhrase]]:
    """Return the words of a medium without its day, and the day ("a statement | on Wednesday")."""
    if word < 0:
        return None, []
    start, end = tree.phrase(word)
    dated = [phrase for phrase in phrases if word < phrase.start < end]
    return tree.cut(start, dated[0].start if dated else end), dated[:1]


def _mention(tree: Tree, start: int, end: int, head: int, kind: MentionKind) -> Mention:
    low, high = tree.characters(start, end)
    return Mention(
        span=Span(report=tree.passage.report, start=low, end=high),
        kind=kind,
        surface=tree.text[low:high],
        head=tree.passage.starts[head],
    )


def _with_name(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """Take in the name or title in apposition ("Ali Saleh, a spokesman for the army"; "its head, Ali Saleh")."""
    for word in range(len(tree)):
        if tree.rels[word] != "appos" or not start <= tree.heads[word] < end:
            continue
        low, high = tree.phrase(word)
        if low >= end and low - end <= _NEAR and high - start <= _LONGEST:
            end = high
        elif high <= start and start - high <= _NEAR:
            start = low
    return _with_person(tree, start, end)


def _whole_name(tree: Tree, start: int, end: int, source: int) -> tuple[int, int]:
    """Take in the whole name that a source is part of ("the Committee to Protect Wells", "Al-Maha Truth")."""
    name = next((name for name in tree.passage.names if name.start <= source < name.end), None)
    if (
        name is None
        or name.label not in {"PER", "ORG"}
        or any(form in {",", ":"} for form in tree.forms[name.start : name.end])
    ):
        return start, end
    return min(start, name.start), max(end, name.end)


def _within_brackets(tree: Tree, start: int, end: int, source: int) -> tuple[int, int]:
    """Take in the end of a bracket that a phrase leaves open, and leave out one that it only closes ("held) a man")."""
    forms = tree.forms
    closed = [word for word in range(start, source) if forms[word] == ")" and "(" not in forms[start:word]]
    start = closed[-1] + 1 if closed else start
    while closed and start < source and tree.tags[start] == "PUNCT":
        start += 1
    opened = [word for word in range(source, end) if forms[word] == "(" and ")" not in forms[word:end]]
    if not opened:
        return start, end
    return start, (end + 1 if forms[end : end + 1] == [")"] else opened[0])


def _with_person(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """Take in a person named right beside a title, whatever the tree makes of it."""
    if any(tree.names.get(word) == "PER" for word in range(start, end)):
        return start, end
    low = high = end + 1 if end < len(tree) and tree.forms[end] == "," else end
    while high < len(tree) and tree.names.get(high) == "PER" and not tree.forms[high].islower():
        high += 1
    if high > low:
        return start, high
    high = low = start - 1 if start and tree.forms[start - 1] == "," else start
    while low > 0 and tree.names.get(low - 1) == "PER" and not tree.forms[low - 1].islower():
        low -= 1
    apart = (tree.rels[word] == "conj" or (tree.rels[word] == "nmod" and tree.case(word)) for word in range(low, high))
    return (low, end) if low < high and not any(apart) else (start, end)


def _name(tree: Tree, start: int, end: int) -> Mention | None:
    """Return the first person named in a phrase, else the organisation that is the phrase."""
    person = _with_nickname(tree, _labelled(tree, start, end, "PER"), end)
    body = _labelled(tree, start, end, "ORG")
    if person is None and (body is None or body[1] - body[0] < end - start - 1):
        return None
    low, high = person or body or (start, end)
    return _mention(tree, low, high, high - 1, MentionKind.ACTOR)


def _labelled(tree: Tree, start: int, end: int, label: str) -> tuple[int, int] | None:
    """Return the longest run of words with a name label, the first of equals."""
    best: tuple[int, int] | None = None
    low = start
    while low < end:
        high = low
        while high < end and tree.names.get(high) == label and (tree.forms[high][:1].isupper() or high > low):
            high += 1
        if tree.forms[low - 1] == "(" and low > start:
            low = high + 1
            continue
        if high - low > (best[1] - best[0] if best else 0):
            best = (low, high)
        low = max(high, low + 1)
    return best


def _with_nickname(tree: Tree, name: tuple[int, int] | None, end: int) -> tuple[int, int] | None:
    """Take in a name in marks and the last name behind it ('Adam "the Bull" Musa')."""
    if name is None or tree.forms[name[1] : name[1] + 1] not in (['"'], ["“"], ["'"], ["‘"]):
        return name
    marks = (word for word in range(name[1] + 2, min(name[1] + _NICKNAME, end)) if tree.forms[word] in _MARKS)
    high = next(marks, end) + 1
    if high >= end or tree.tags[high] != "PROPN":
        return name
    while high < end and tree.tags[high] == "PROPN":
        high += 1
    return name[0], high


def _role(tree: Tree, start: int, end: int, name: Mention | None) -> str | None:
    """Return the words of a phrase that are not the name: the title or description."""
    low, high = tree.characters(start, end)
    text = tree.text[low:high]
    if name is not None:
        text = (text[: name.span.start - low] + text[name.span.end - low :]).replace("()", "").strip(" ,")
    return _strip_article(" ".join(text.split())) or None


def _strip_article(text: str | None) -> str | None:
    if text is None:
        return None
    first, _, rest = text.partition(" ")
    return (rest or None) if first.lower() in {"a", "an", "the"} else text


def _party(tree: Tree, lexicon: Lexicon, source: int, start: int, end: int) -> Mention | None:
    """Return the words for the side that a speaker speaks for: "LNA" in "LNA spokesman", "the army" behind "for"."""
    for child in tree.dependents(source, "acl"):
        who = [word for word in tree.dependents(child, "obl") if tree.case(word) == "by"]
        if who and lexicon.has("running", tree.lemmas[child]):
            low, high = tree.phrase(who[0])
            return _mention(tree, low, high, who[0], MentionKind.ACTOR)
    titles = [word for word in range(start, end) if tree.tags[word] in _NOUNS]
    titles = [word for word in titles if lexicon.has("spokesperson", tree.lemmas[word])]
    if not titles and "group" in kinds_of(tree, lexicon, source):
        return None
    for title in titles or [source]:
        for child in tree.children[title]:
            if _is_party(tree, lexicon, child, title):
                low, high = tree.phrase(child)
                return _mention(tree, low, high, child, MentionKind.ACTOR)
    return None


def _is_party(tree: Tree, lexicon: Lexicon, child: int, title: int) -> bool:
    """Tell whether a word beside a title names a side: an organisation or state before it, a body behind "for"."""
    if child + 1 < len(tree) and tree.forms[child + 1] == "-":
        return False
    if tree.fullrels[child] == "nmod:poss" and lexicon.has("of_body", tree.lower[child]):
        return child < title and lexicon.has("spokesperson", tree.lemmas[title])
    if tree.lower[child] == "state" or (child < title and lexicon.has("portfolio", tree.lower[child])):
        return False
    if tree.names.get(child) == tree.names.get(title) == "ORG":
        return False
    kinds = kinds_of(tree, lexicon, child)
    if tree.fullrels[child] == "nmod:poss" or (child < title and tree.rels[child] in {"compound", "amod", "nmod"}):
        return tree.names.get(child) in {"ORG", "LOC"} or tree.lower[child] in lexicon.nations or "group" in kinds
    if tree.rels[child] != "nmod" or not lexicon.has("speaks_for", tree.case(child)):
        return False
    return bool(kinds & {"group", "fighter", "facility"}) or (tree.case(child) != "in" and "place" in kinds)
