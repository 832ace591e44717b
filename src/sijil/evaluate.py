"""Score a record against gold: recall, precision, each slot of the claims found, and false alarms.

The measure. A gold claim is *found* when a claim of the same report and a compatible type, with a quote of 3 to 80
words, shares at least half of the shorter quote's words with it. Each claim finds at most one gold claim; the pairs
whose slots agree best are made first. Slots are scored on found claims only. What finds nothing is left out if its
quote is one of gold's `optional`; otherwise it is a *repeat* (of a gold claim that another found), a *false alarm* (its
quote is one of gold's `negatives` and it is not ordered, threatened or hypothetical) or an *extra*; all three count
against precision.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from sijil.contract import Json
from sijil.gold import Gold, GoldClaim, GoldFigure, GoldQuote, read_gold
from sijil.records import Stance

__all__ = ["Gold", "read_gold", "score_claims"]

LONGEST_TIME_WITHOUT_DATE = 400
WORST_SLOT_CASES = 8
_QUOTE_WORDS = range(3, 81)
_LONGEST_NAME = 14
_WORDS = re.compile(r"\w+")
_HARM_TYPES = frozenset(
    {
        "toll",
        "killing",
        "attack",
        "armed_clash",
        "explosion",
        "suicide_bombing",
        "shelling",
        "air_strike",
        "release",
        "aircraft_lost",
    }
)
_LIKE_TYPES = (
    _HARM_TYPES,
    frozenset({"territory_gained", "advance", "control"}),
    frozenset({"contested", "control", "siege", "armed_clash"}),
    frozenset({"offensive", "advance", "armed_clash", "attack"}),
)
# Words that two different names often share, so that they do not make two names the same.
_WEAK_WORDS = frozenset(
    _WORDS.findall(
        "a an two in the al el forces source official officials of and for militants islamic state states united"
    )
)
_UNREAL = frozenset({Stance.ORDERED.value, Stance.THREATENED.value, Stance.HYPOTHETICAL.value})


# -- words and names ---------------------------------------------------------------------------------------------------


def words_of(text: object) -> list[str]:
    """Return the words of a text in lower case."""
    return _WORDS.findall(str(text).lower().replace("\u2019", "'"))


def share_words(left: str, right: str) -> bool:
    """Tell whether two quotes share at least half of the shorter one's words."""
    ours, theirs = Counter(words_of(left)), Counter(words_of(right))
    shorter = min(ours.total(), theirs.total())
    return shorter > 0 and (ours & theirs).total() >= shorter / 2


def are_compatible(left: str, right: str) -> bool:
    """Tell whether two claim types may speak of the same thing."""
    return left == right or any({left, right} <= group for group in _LIKE_TYPES)


class NameBook:
    """Gold's lists of spellings."""

    def __init__(self, names: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        """Flatten the groups; the last list of a name counts."""
        listed = {canon: spellings for group in names.values() for canon, spellings in group.items()}
        self._spellings = [
            (canon.lower(), [_padded(spelling.replace("-", " ")) for spelling in (canon, *spellings)])
            for canon, spellings in listed.items()
        ]

    def agree(self, gold: str | None, said: Mapping[str, Any] | None) -> bool:
        """Tell whether a name in gold and an id, name or surface mean the same.

        They do when one of the fields holds a listed spelling of the name, or most of the name's telling words (one
        is enough where there are two at most). A field of many words is no name.
        """
        if gold is None or not said:
            return gold is None and said is None
        fields = [_padded(re.sub(r"[_-]", " ", str(said.get(key) or ""))) for key in ("id", "name", "surface")]
        if any(len(field.split()) > _LONGEST_NAME for field in fields):
            return False
        if any(
            spelling in field
            for canon, spellings in self._spellings
            if canon == gold.lower()
            for spelling in spellings
            for field in fields
        ):
            return True
        return _hold_most(_telling_words(gold), set(" ".join(fields).split()))


def _padded(text: str) -> str:
    """Return the words of a text with a space around each, so that whole words can be looked for."""
    return f" {' '.join(words_of(text))} "


def _telling_words(name: str) -> list[str]:
    """Return the words of a name that tell it from others."""
    whole = words_of(re.sub(r"[_-]", " ", name))
    return [word for word in whole if word not in _WEAK_WORDS] or whole


def _hold_most(wanted: Sequence[str], held: set[str]) -> bool:
    """Tell whether most of the wanted words are held; one is enough of two."""
    hits = sum(word in held for word in wanted)
    return 2 * hits > len(wanted) if len(wanted) > 2 else hits > 0  # noqa: PLR2004  # as the docstring says


# -- slots -------------------------------------------------------------------------------------------------------------


def is_time_right(gold: GoldClaim, said: Mapping[str, Any] | None) -> bool | None:
    """Tell whether a time agrees with gold; None where gold has no time.

    It does when the two intervals meet in half of their union (0.4 where the true one is longer than a day). In a
    report without a date it does when it is unknown, or holds the true interval and is at most 400 days wide.
    """
    truth = _days(*gold.when) if gold.when else None
    if truth is None:
        return None
    guess = _days(said.get("earliest"), said.get("latest")) if said else None
    if gold.undated:
        return guess is None or _holds(guess, truth)
    if guess is None:
        return False
    shared = max(0, min(truth.end, guess.end) - max(truth.start, guess.start))
    union = max(truth.end, guess.end) - min(truth.start, guess.start)
    return shared / union >= (0.5 if len_of(truth) == 1 else 0.4)


class _Days(NamedTuple):
    """A run of days, counted from year 1; `end` is one past the last."""

    start: int
    end: int


def len_of(days: _Days) -> int:
    """Count the days."""
    return days.end - days.start


def _holds(outer: _Days, inner: _Days) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and len_of(outer) <= LONGEST_TIME_WITHOUT_DATE


def _days(earliest: str | None, latest: str | None) -> _Days | None:
    """Read an interval of ISO days; None where an end is open or unreadable."""
    if not earliest or not latest:
        return None
    try:
        return _Days(date.fromisoformat(earliest[:10]).toordinal(), date.fromisoformat(latest[:10]).toordinal() + 1)
    except ValueError:
        return None


def is_figure_right(gold: GoldFigure, said: Mapping[str, Any]) -> bool:
    """Tell whether a figure has the bounds that gold's count and qualifier stand for."""
    count, low, high = gold.count or 0, said.get("low"), said.get("high")
    if gold.op == "about":
        return low is not None and low <= count <= (high or low)
    bounds = {"at_least": (count, None), "more_than": (count + 1, None), "up_to": (None, count)}
    if gold.op == "more_than" and low == count:
        low = count + 1
    return (low, high) == bounds.get(gold.op, (count, count))


def score_figures(
    gold: Sequence[GoldFigure], said: Sequence[Mapping[str, Any]], names: NameBook
) -> tuple[bool | None, bool | None]:
    """Score figures and whose they are; None where gold has nothing to score.

    Right when each counted gold figure has its harm and bounds among those said, which are not more than twice as many.
    """
    wanted = [figure for figure in gold if figure.count is not None]
    if not wanted:
        return None, None
    if len(said) > 2 * len(wanted):
        return False, False
    pairs = [
        (want, next((one for one in said if one.get("harm") == want.harm and is_figure_right(want, one)), None))
        for want in wanted
    ]
    whose = [names.agree(want.group, found.get("group")) for want, found in pairs if found and want.group]
    right = all(found for _, found in pairs)
    return right, all(whose) if whose and right else None


def score_slots(gold: GoldClaim, said: Mapping[str, Any], names: NameBook) -> dict[str, bool]:
    """Score each slot of a claim that gold has something to say about."""
    speaker = said.get("speaker") or {}
    source = gold.attribution
    figures, whose = score_figures(gold.figures, said.get("figures") or (), names)
    slots = {
        "type": gold.type == said["type"],
        "time": is_time_right(gold, said.get("time")),
        **{slot: _agree_if(getattr(gold, slot), said.get(slot), names) for slot in ("actor", "target", "place")},
        "figures": figures,
        "whose": whose,
        "speaker": names.agree(source.speaker or None, said.get("speaker")),
        "party": _agree_if(source.party if source.speaker else None, _as_named(speaker.get("party")), names),
        "channel": _agree_if(source.via, {"name": speaker.get("channel")}, names),
        "share": said.get("share") is not None if gold.share is not None else None,
        "stance": _stance(gold.stance) == _stance(said.get("stance")),
        "background": bool(said.get("background")) == gold.background,
    }
    return {slot: right for slot, right in slots.items() if right is not None}


def _agree_if(gold: str | None, said: Mapping[str, Any] | None, names: NameBook) -> bool | None:
    """Score a name where gold has one."""
    return names.agree(gold, said) if gold else None


def _as_named(party: object) -> Mapping[str, Any]:
    """Return a party as something with a name."""
    return party if isinstance(party, dict) else {"name": party}


def _stance(text: object) -> str:
    """Return the stance that a word stands for; gold may add a note after it."""
    return next((stance.value for stance in Stance if str(text or "").startswith(stance.value)), Stance.ASSERTED.value)


# -- pairs and score ---------------------------------------------------------------------------------------------------


class _Pair(NamedTuple):
    """A gold claim (by number) that a claim (by number) finds, with the slots that agree."""

    gold: int
    said: int
    slots: dict[str, bool]


def score_claims(claims: Sequence[Json], gold: Gold) -> Json:
    """Score claims, as `Record.claims` yields them, against gold; the keys are explained in docs/records.md."""
    names = NameBook(gold.names)
    pairs = _find_pairs(claims, gold, names)
    found = _choose(pairs)
    used = {pair.said for pair in found}
    again = {pair.said for pair in pairs}
    rest = [
        (number, claim)
        for number, claim in enumerate(claims)
        if number not in used and not _is_quoted(claim, gold.optional)
    ]
    repeats = sum(number in again for number, _ in rest)
    others = [claim for number, claim in rest if number not in again]
    negative = [claim for claim in others if _is_quoted(claim, gold.negatives)]
    alarms = sum(_stance(claim["stance"]) not in _UNREAL for claim in negative)
    extras = len(others) - len(negative)
    table: dict[str, list[bool]] = {}
    for slot, right in chain.from_iterable(pair.slots.items() for pair in found):
        table.setdefault(slot, []).append(right)
    worst, rate = _worst(table)
    counted = sum(map(len, table.values()))
    return {
        "gold": len(gold.claims),
        "found": len(found),
        "recall": round(len(found) / max(1, len(gold.claims)), 3),
        "precision": round(len(found) / max(1, len(found) + extras + alarms + repeats), 3),
        "extras": extras,
        "repeats": repeats,
        "false_alarms": alarms,
        "slots": {slot: f"{sum(rights)}/{len(rights)}" for slot, rights in sorted(table.items())},
        "worst_slot": [worst, rate],
        "slot_accuracy": round(sum(map(sum, table.values())) / max(1, counted), 3),
    }


def _find_pairs(claims: Sequence[Json], gold: Gold, names: NameBook) -> list[_Pair]:
    """Return all pairs of a gold claim and a claim that finds it, those first whose slots agree best."""
    pairs = [
        _Pair(index, number, score_slots(wanted, claim, names))
        for index, wanted in enumerate(gold.claims)
        for number, claim in enumerate(claims)
        if _finds(claim, wanted)
    ]
    return sorted(pairs, key=lambda pair: (-sum(pair.slots.values()) / len(pair.slots), pair.gold, pair.said))


def _choose(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Keep the first pair of each gold claim and of each claim."""
    chosen: list[_Pair] = []
    golds: set[int] = set()
    claims: set[int] = set()
    for pair in pairs:
        if pair.gold not in golds and pair.said not in claims:
            chosen.append(pair)
            golds.add(pair.gold)
            claims.add(pair.said)
    return chosen


def _finds(claim: Json, gold: GoldClaim) -> bool:
    """Tell whether a claim finds a gold claim."""
    quote = str(claim["quote"])
    return (
        _page(claim) == gold.report
        and are_compatible(gold.type, str(claim["type"]))
        and len(words_of(quote)) in _QUOTE_WORDS
        and share_words(gold.quote, quote)
    )


def _is_quoted(claim: Json, quotes: Sequence[GoldQuote]) -> bool:
    """Tell whether a claim's quote is one of gold's."""
    return any(_page(claim) == one.report and share_words(one.quote, str(claim["quote"])) for one in quotes)


def _page(claim: Json) -> str:
    """Return the file name of a claim's report."""
    report = claim["report"]
    return PurePosixPath(str(report["uri"])).name if isinstance(report, dict) else ""


def _worst(table: Mapping[str, Sequence[bool]]) -> tuple[str | None, float]:
    """Return the slot with the lowest rate, of those with enough cases."""
    rates = [(sum(rights) / len(rights), slot) for slot, rights in table.items() if len(rights) >= WORST_SLOT_CASES]
    rate, slot = min(rates, default=(0.0, None))
    return slot, round(rate, 3)
