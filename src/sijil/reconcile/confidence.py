"""How much the claims about who holds a place are worth: by independence, and by whose interest they serve."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sijil.parts import PolicyRow
from sijil.records import Gist, Party
from sijil.voices import Origins, independent_voices, is_same_side


def weigh(
    support: Sequence[Gist], against: Sequence[Gist], holder: Party | None, origins: Origins, policy: PolicyRow
) -> float:
    """Return the confidence: (1 - prod(1 - w)) over the voices for it, times prod(1 - w) over those against it.

    w is the policy's `interested` for a voice of the holder's side, `adverse` for one of another party, and `neutral`
    for any other; of claims against, a voice of the holder's side is the one that speaks against its interest.
    """
    gained = 1 - math.prod(1 - weight for weight in _weights(support, holder, origins, policy))
    lost = math.prod(1 - weight for weight in _weights(against, holder, origins, policy))
    return round(gained * lost, 2)


def _weights(gists: Sequence[Gist], holder: Party | None, origins: Origins, policy: PolicyRow) -> list[float]:
    """Return the weight of each independent voice."""
    lines = {gist.voice: gist.voice_line for gist in gists}
    return [_weight(lines.get(voice, ()), holder, policy) for voice in independent_voices(gists, origins)]


def _weight(line: tuple[str, ...], holder: Party | None, policy: PolicyRow) -> float:
    if not line or holder is None:
        return policy.neutral
    return policy.interested if is_same_side(line, holder.line) else policy.adverse


def judge_basis(support: Sequence[Gist], against: Sequence[Gist], holder: Party | None, origins: Origins) -> str:
    """Return disputed where claims speak against it, agreed where independent voices say so, else claimed.

    Voices of the holder's own side are one interest, however many they are.
    """
    if against:
        return "disputed"
    lines = {gist.voice: gist.voice_line for gist in support}
    voices = independent_voices(support, origins)
    own = {voice for voice in voices if holder and lines.get(voice) and is_same_side(lines[voice], holder.line)}
    interests = len(voices) - len(own) + bool(own)
    return "agreed" if interests > 1 else "claimed"
