"""How much the claims about who holds a place are worth: by independence, and by whose interest they serve."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sijil.parts import PolicyRow
from sijil.records import Gist, Party
from sijil.voices import Origins, count_reports, independent_voices, is_same_side


def weigh(
    support: Sequence[Gist], against: Sequence[Gist], holder: Party | None, origins: Origins, policy: PolicyRow
) -> float:
    """Return the confidence: (1 - prod(1 - w)) over the voices for it, times prod(1 - w) over those against it.

    w is the policy's `adverse` for a voice that speaks against its own interest, `interested` for one that speaks for
    it, and `neutral` for one that speaks for no party.
    """
    gained = 1 - math.prod(1 - weight for weight in _weights(support, holder, origins, policy, against=False))
    lost = math.prod(1 - weight for weight in _weights(against, holder, origins, policy, against=True))
    return round(gained * lost, 2)


def _weights(
    gists: Sequence[Gist], holder: Party | None, origins: Origins, policy: PolicyRow, *, against: bool
) -> list[float]:
    """Return the weight of each independent voice."""
    by_voice = {gist.voice: gist for gist in gists}
    return [
        voice_weight(by_voice[voice], holder, policy, against=against) if voice in by_voice else policy.neutral
        for voice in independent_voices(gists, origins)
    ]


def voice_weight(gist: Gist, holder: Party | None, policy: PolicyRow, *, against: bool) -> float:
    """Return how far to trust a claim that somebody holds a place, or (`against`) does not.

    Who speaks for the holder gains by the one, who speaks for another party by the other.
    """
    if not gist.voice_line or holder is None:
        return policy.neutral
    return policy.interested if is_own_word(gist, holder) != against else policy.adverse


def is_own_word(gist: Gist, holder: Party | None) -> bool:
    """Tell whether a claim is made by somebody who speaks for the holder's side."""
    return holder is not None and is_same_side(gist.voice_line, holder.line)


def judge_basis(support: Sequence[Gist], against: Sequence[Gist], holder: Party | None, origins: Origins) -> str:
    """Return disputed where claims speak against it, agreed where voices of several reports say so, else claimed.

    Voices of the holder's own side are one interest, however many they are.
    """
    if against:
        return "disputed"
    lines = {gist.voice: gist.voice_line for gist in support}
    voices = independent_voices(support, origins)
    own = {voice for voice in voices if holder and lines.get(voice) and is_same_side(lines[voice], holder.line)}
    interests = len(voices) - len(own) + bool(own)
    return "agreed" if interests > 1 and count_reports(support, origins) > 1 else "claimed"
