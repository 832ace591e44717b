"""From merged drafts to proposals: the words of each role, the time and place phrases, the shortest clause."""

from __future__ import annotations

import re
from dataclasses import replace

from sijil.extract.base import ProposedFigure, Proposal, Quote
from sijil.extract.figures import Counted, status_of
from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.merge import merge_drafts
from sijil.extract.rules import Draft, HarmDone, find_drafts
from sijil.extract.speakers import Attribution
from sijil.extract.tree import Tree
from sijil.extract.when import TimePhrase, find_time_phrases, phrases_of
from sijil.records import ClaimKind, OfWhom, Qualifier, Scope

_LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "on",
        "into",
        "from",
        "to",
        "across",
        "along",
        "over",
        "toward",
        "towards",
        "throughout",
        "through",
        "of",
        "for",
        "between",
        "within",
        "off",
        "south",
        "north",
        "east",
        "west",
    }
)
_LONG = 12
_QUOTE_LIMIT = 80
_PERIOD = frozenset({"since", "during", "for", "over", "throughout", "within", "between"})
_SHARE = re.compile(
    r"(\d+(?:\.\d+)?)\s*(?:%|per ?cent)|\b(most|all|much|half|part|parts|two[- ]thirds|three[- ]quarters|a third|the majority|the rest|large swathes|swathes)\b(?= of)",
    re.IGNORECASE,
)
_SHARED_WORDS = {"half": 0.5}


class Found:
    """A proposal with the tree words that context needs."""

    __slots__ = ("head", "proposal", "rules", "span", "times", "words")

    def __init__(self, proposal: Proposal, draft: Draft, times: list[TimePhrase], span: tuple[int, int]) -> None:
        """Keep the trigger words, the time phrases and the words of the quote."""
        self.head = draft.head
        self.rules = frozenset({draft.rule.id, *(merged.rule.id for merged in draft.merged)})
        self.proposal = proposal
        self.words = draft.words
        self.times = times
        self.span = span


def propose(tree: Tree, lexicon: Lexicon, said: list[Attribution]) -> list[Found]:
    """Propose the claims of one sentence."""
    drafts = find_drafts(tree, lexicon)
    if not drafts:
        return []
    phrases = find_time_phrases(tree, lexicon)
    merged = merge_drafts(tree, lexicon, drafts, phrases)
    return [found for draft in merged for found in _propose(tree, lexicon, draft, merged, phrases, said)]


def _propose(
    tree: Tree, lexicon: Lexicon, draft: Draft, drafts: list[Draft], phrases: list[TimePhrase], said: list[Attribution]
) -> list[Found]:
    """Propose a draft; a state that is said of several places becomes one claim for each."""
    cues = {attribution.cue for attribution in said}
    others = {word for other in drafts if other is not draft for word in other.words}
    times = phrases_of(
        tree, phrases, draft.words | _carriers(tree, draft, others | cues), (others | cues) - draft.words
    )
    span = quote_span(tree, draft, drafts, said)
    places = _places(tree, lexicon, draft, others, cues, span)
    base: list[tuple[str, Quote]] = []
    base += [(role, _quote(tree, lexicon, word)) for role, word in _sides(tree, lexicon, draft)]
    base += [("time", _range_quote(tree, phrase.start, phrase.end, phrase.head)) for phrase in times]
    base += _weapons(tree, lexicon, draft, span)
    split = (
        [[place] for place in places]
        if draft.kind is ClaimKind.STATE and len(places) > 1 and _are_joined(tree, places)
        else [places]
    )
    figures = _figures(tree, lexicon, draft, times)
    share = _share(tree.cut(*span))
    kind, claim_type = _with_share(tree, draft, share)
    return [
        Found(
            Proposal(
                type=claim_type,
                kind=kind,
                trigger=_range_quote(tree, min(draft.slots.words), max(draft.slots.words) + 1, draft.head)
                if _compact(draft)
                else _range_quote(tree, draft.head, draft.head + 1, draft.head),
                evidence=_range_quote(tree, span[0], span[1], draft.head),
                roles=(*base, *(("place", place) for place in group)),
                figures=figures,
                share=share,
                rule=draft.rule.id,
                found_by="rules",
                score=draft.score,
            ),
            draft,
            times,
            span,
        )
        for group in split
    ]


def _sides(tree: Tree, lexicon: Lexicon, draft: Draft) -> list[tuple[str, int]]:
    """List who acts and on whom; of two who clash with each other, the second is the other side."""
    sides = [
        (role, word)
        for role in ("actor", "target")
        for filler in draft.roles.get(role, [])[:1]
        for word in tree.conjuncts(filler)
        if _plays(tree, lexicon, draft, role, word)
    ]
    if draft.type == "armed_clash" and len(sides) > 1 and all(role == "actor" for role, _ in sides):
        return [sides[0], *(("target", word) for _, word in sides[1:])]
    return sides


def _compact(draft: Draft) -> bool:
    return max(draft.slots.words) - min(draft.slots.words) < 6


def _with_share(tree: Tree, draft: Draft, share: float | str | None) -> tuple[ClaimKind, str]:
    """Read "have retaken most of the city" as what is held now, not as one happening."""
    perfect = any(tree.rels[child] == "aux" and tree.lemmas[child] == "have" for child in tree.children[draft.head])
    if draft.type == "territory_gained" and share is not None and share != "all" and perfect:
        return ClaimKind.STATE, "control"
    return draft.kind, draft.type


def _carriers(tree: Tree, draft: Draft, stops: set[int]) -> set[int]:
    """Collect the words whose time and place phrases are the draft's: the clause's verb and who was counted."""
    carriers = {figure.filler for figure in draft.figures if figure.filler >= 0}
    for word in (draft.head, *(merged.head for merged in draft.merged)):
        clause = tree.clause(word)
        for above in (word, *tree.ancestors(word)):
            if above in stops and above != word:
                break
            carriers.add(above)
            if above == clause:
                break
    return carriers


def _plays(tree: Tree, lexicon: Lexicon, draft: Draft, role: str, word: int) -> bool:
    """Refuse fillers that name no actor (weapons, times, happenings; a besieged town is a place)."""
    kinds = kinds_of(tree, lexicon, word)
    if role == "target" and "place" in kinds and not kinds & {"person", "group"}:
        return draft.rule.tag == "VERB" and tree.lower[word] in lexicon.nations and draft.kind is ClaimKind.EVENT
    if role == "actor" and "weapon" in kinds and not kinds & {"person", "group", "aircraft"}:
        return False
    return not ("happening" in kinds and not kinds & {"person", "group"})


def _quote(tree: Tree, lexicon: Lexicon, head: int) -> Quote:
    """Quote the noun phrase at a head word; a very long one is cut behind its head."""
    start, end = tree.phrase(head)
    end = _with_allegiance(tree, lexicon, end)
    if end - start > _LONG:
        behind = next((child for child in tree.children[head] if child > head and tree.rels[child] == "nmod"), -1)
        end = tree.phrase(behind)[1] if behind >= 0 else head + 1
    if end - start > _LONG or end <= head:
        end = head + 1
    return _range_quote(tree, max(start, head + 1 - _LONG), end, head)


def _with_allegiance(tree: Tree, lexicon: Lexicon, end: int) -> int:
    """Take in the words behind "loyal to", where the tree hung them elsewhere."""
    linked = (
        end + 1 < len(tree)
        and tree.lower[end] in {"to", "with", "by"}
        and lexicon.has("allegiance", tree.lemmas[end - 1])
    )
    if not linked or tree.rels[end] != "case":
        return end
    low, high = tree.phrase(tree.heads[end])
    return high if low <= end + 2 else end


def _range_quote(tree: Tree, start: int, end: int, head: int) -> Quote:
    low, _ = tree.characters(start, end)
    return Quote(text=tree.cut(start, end), near=low, head=tree.passage.starts[head])


def _places(
    tree: Tree, lexicon: Lexicon, draft: Draft, others: set[int], cues: set[int], span: tuple[int, int]
) -> list[Quote]:
    """Quote the places of a draft: those of its rule, then those behind prepositions in its clause and among its people."""
    heads = [word for merged in (draft, *draft.merged) for word in merged.roles.get("place", [])]
    carriers = draft.words | _carriers(tree, draft, others | cues)
    carriers |= {word for role in ("target", "actor") for word in draft.roles.get(role, [])[:1]}
    for carrier in sorted(carriers):
        for child in tree.children[carrier]:
            if (
                tree.rels[child] in {"obl", "nmod"}
                and tree.case(child).split(" ")[0] in _LOCATIVE
                and _is_place(tree, lexicon, child)
            ):
                heads.append(child)
    quotes: list[Quote] = []
    for head in dict.fromkeys(heads):
        for quote in _expand(tree, lexicon, head):
            if quote not in quotes:
                quotes.append(quote)
    return quotes


def _is_place(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    kinds = kinds_of(tree, lexicon, word)
    return (
        bool(kinds & {"place", "facility"})
        and not kinds & {"person", "happening", "time"}
        or tree.names.get(word) == "LOC"
    )


def _expand(tree: Tree, lexicon: Lexicon, head: int) -> list[Quote]:
    """Split "the districts of X and Y" and "X and Y" into one place each."""
    start, end = tree.phrase(head)
    named = [name for name in tree.passage.names if name.label == "LOC" and start <= name.start and name.end <= end]
    plural = tree.lower[head] != tree.lemmas[head] or tree.lower[head].endswith("s")
    if (
        len(named) > 1
        and plural
        and lexicon.has("place", tree.lemmas[head])
        and any(tree.lower[w] in {"and", ","} for w in range(named[0].end, named[-1].start))
    ):
        return [_range_quote(tree, name.start, name.end, name.end - 1) for name in named]
    return [_quote(tree, lexicon, word) for word in tree.conjuncts(head)]


def _are_joined(tree: Tree, places: list[Quote]) -> bool:
    """Tell whether places are parts of one list in the text ("X and Y")."""
    joins = []
    in_order = sorted(places, key=lambda quote: quote.near or 0)
    for left, right in zip(in_order, in_order[1:], strict=False):
        low = (left.near or 0) + len(left.text)
        if low > (right.near or 0):
            return False
        joins.append(tree.text[low : right.near].strip(" ,;") in {"", "and", "and the", "as well as"})
    return all(joins)


def _weapons(tree: Tree, lexicon: Lexicon, draft: Draft, span: tuple[int, int]) -> list[tuple[str, Quote]]:
    """Quote the weapon that a clause names."""
    if draft.type not in {
        "air_strike",
        "shelling",
        "explosion",
        "suicide_bombing",
        "attack",
        "killing",
        "armed_clash",
        "toll",
    }:
        return []
    for word in range(*span):
        lemma = tree.lemmas[word]
        if tree.tags[word] in {"NOUN", "PROPN"} and (lexicon.has("weapon", lemma) or lexicon.has("aircraft", lemma)):
            start = word
            while start > span[0] and tree.rels[start - 1] == "compound" and tree.tags[start - 1] in {"NOUN", "PROPN"}:
                start -= 1
            return [("weapon", _range_quote(tree, start, word + 1, word))]
    return []


def _figure(tree: Tree, lexicon: Lexicon, draft: Draft, done: HarmDone, times: list[TimePhrase]) -> ProposedFigure:
    """Turn what was counted into a figure with its group, status and scope."""
    scope = _scope(tree, lexicon, draft, times)
    if done.counted is None:
        group = next(iter(draft.roles.get("target", [])), -1)
        return ProposedFigure(
            harm=done.harm,
            number=_range_quote(tree, draft.head, draft.head + 1, draft.head),
            low=None,
            high=None,
            qualifier=Qualifier.UNSPECIFIED,
            group=_quote(tree, lexicon, group) if group >= 0 else None,
            status=status_of(tree, lexicon, group),
            scope=scope,
        )
    counted: Counted = done.counted
    count = counted.count
    people = done.harm not in {"strikes"}
    group = counted.group if people else -1
    return ProposedFigure(
        harm=done.harm,
        number=_range_quote(tree, count.start, count.end, count.end - 1),
        low=count.low,
        high=count.high,
        qualifier=count.qualifier,
        group=_group_quote(tree, lexicon, group) if group >= 0 else None,
        status=status_of(tree, lexicon, group) if people else None,
        of_whom=tuple(OfWhom(who=tree.lower[word], low=part.low, high=part.high) for word, part in counted.parts),
        scope=scope,
    )


def _figures(tree: Tree, lexicon: Lexicon, draft: Draft, times: list[TimePhrase]) -> tuple[ProposedFigure, ...]:
    """Turn all that was counted into figures; "nine others" and a bare "four" are of the group named before them."""
    figures: list[ProposedFigure] = []
    for done in draft.figures:
        figure = _figure(tree, lexicon, draft, done, times)
        group = done.counted.group if done.counted else done.filler
        bare = group < 0 or tree.lemmas[group] in {"other", "more", "another"}
        named = next((before for before in reversed(figures) if before.group), None)
        if bare and named is not None and done.harm != "strikes":
            figure = replace(figure, group=named.group, status=named.status)
        figures.append(figure)
    return tuple(figures)


def _group_quote(tree: Tree, lexicon: Lexicon, group: int) -> Quote:
    """Quote those who are counted, without the number."""
    quote = _quote(tree, lexicon, group)
    start, _ = tree.phrase(group)
    words = [word for word in range(start, group) if tree.tags[word] == "NUM" and tree.heads[word] == group]
    if not words or quote.near is None:
        return quote
    begin = words[-1] + 1
    low = tree.passage.starts[begin]
    return Quote(text=quote.text[low - quote.near :], near=low, head=quote.head)


def _scope(tree: Tree, lexicon: Lexicon, draft: Draft, times: list[TimePhrase]) -> Scope:
    """Judge what a figure counts over."""
    if draft.type != "toll":
        return Scope.EVENT
    clause = tree.lower
    if any(word in clause for word in ("bringing", "total", "altogether")) or " so far " in f" {' '.join(clause)} ":
        return Scope.RUNNING_TOTAL
    for phrase in times:
        words = tree.lower[phrase.start : phrase.end]
        if words and (
            words[0] in _PERIOD
            or any(lexicon.has("month", word) and not any(c.isdigit() for c in " ".join(words)) for word in words)
            or {"week", "weeks", "months", "days", "years"} & set(words)
        ):
            return Scope.PERIOD
    return Scope.EVENT


def _share(text: str) -> float | str | None:
    """Read the part of a place that a clause speaks of."""
    match = _SHARE.search(text)
    if match is None:
        return None
    if match[1]:
        return round(min(float(match[1]) / 100, 1.0), 3)
    word = match[2].lower()
    return _SHARED_WORDS.get(word, word) if word != "all" else None


def quote_span(tree: Tree, draft: Draft, drafts: list[Draft], said: list[Attribution]) -> tuple[int, int]:
    """Return the words of the shortest clause that carries a draft."""
    own = draft.words
    top = min(own, key=lambda word: (len(list(tree.ancestors(word))), word))
    if (
        draft.rule.tag == "NOUN"
        and top == draft.head
        and tree.heads[top] >= 0
        and tree.rels[top] in {"nsubj"}
        and tree.tags[tree.heads[top]] == "VERB"
    ):
        top = tree.heads[top]
    if tree.tags[top] in {"ADJ", "NUM"} and tree.heads[top] >= 0 and draft.rule.tag == "ADJ":
        top = tree.heads[top]
    outside = {word for attribution in said if top in attribution.content for word in _outside(tree, attribution, top)}
    loose = (
        frozenset(
            child
            for word in tree.subtree(top)
            for child in tree.children[word]
            if _is_loose(tree, child, word, top, own, drafts, draft)
        )
        | outside
    )
    words = [word for word in tree.subtree(top, without=loose) if word not in outside]
    return _trimmed(tree, words, top)


def _outside(tree: Tree, attribution: Attribution, top: int) -> set[int]:
    """Collect the words of an attribution that hang below the clause that it reports."""
    if not tree.under(attribution.cue, top):
        return set()
    cover = tree.subtree(attribution.cue)
    if attribution.source >= 0 and tree.under(attribution.source, top):
        cover = cover + tree.subtree(attribution.source)
    return {word for word in cover if word != top and word not in attribution.content}


def _is_loose(tree: Tree, child: int, head: int, top: int, own: set[int], drafts: list[Draft], draft: Draft) -> bool:
    """Tell whether a part of the clause says something else and may be left out of the quote."""
    relation = tree.rels[child]
    if relation in {"parataxis", "discourse"} or (relation == "conj" and head in {top} and tree.tags[child] == "VERB"):
        return not any(tree.under(word, child) for word in own)
    if head == top and relation in {"advcl", "ccomp"}:
        return not any(tree.under(word, child) for word in own)
    if tree.fullrels[child] == "acl:relcl":
        return not any(tree.under(word, child) for word in own) and any(
            tree.under(other.head, child) for other in drafts if other is not draft
        )
    return relation in {"cc", "mark"} and head == top and child < head


def _trimmed(tree: Tree, words: list[int], top: int) -> tuple[int, int]:
    """Turn the words of a clause into a range without punctuation at its edges, of three to eighty words."""
    start, end = (words[0], words[-1] + 1) if words else (top, top + 1)
    while start < end - 1 and tree.tags[start] in {"PUNCT", "CCONJ"}:
        start += 1
    while end - 1 > start and tree.tags[end - 1] == "PUNCT":
        end -= 1
    if end - start < 3:
        start, end = max(0, start - 2), min(len(tree), end + 3)
    if end - start > _QUOTE_LIMIT:
        start, end = max(start, top - _QUOTE_LIMIT // 2), min(end, top + _QUOTE_LIMIT // 2)
    return start, end
