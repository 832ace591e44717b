"""The profile stage: what a report tells, sentence by sentence, in the base forms of the words that carry meaning."""

from __future__ import annotations

from collections.abc import Iterable

from sijil.packs import Packs
from sijil.parts import LanguageRow
from sijil.records import Passage, PassageKind, Profile, Report
from sijil.stage import Rows, Stage, Unit

TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
"""Tags of the words that carry meaning."""
SHORTEST = 3
"""Letters that such a word has at least; numbers may be shorter."""


def make_profiles(rows: Rows, packs: Packs) -> Iterable[Profile]:
    """Yield the profile of a report that has sentences."""
    report = rows.one(Report)
    passages = sorted(rows.of(Passage), key=lambda passage: passage.start)
    if not passages:
        return
    common = frozenset(word for row in packs.rows(LanguageRow) if row.code == report.language for word in row.words)
    titles = [_words(one, common) for one in passages if one.kind is PassageKind.HEADLINE]
    yield Profile(
        report=report.id,
        published=report.published.latest,
        title=tuple(word for words in titles for word in words),
        sentences=tuple(words for one in passages if one.kind in _TOLD and (words := _words(one, common))),
    )


_TOLD = frozenset({PassageKind.BODY, PassageKind.QUOTE})


def _words(passage: Passage, common: frozenset[str]) -> tuple[str, ...]:
    """Return the words of a sentence that carry meaning."""
    lemmas = zip((lemma.casefold() for lemma in passage.lemmas), passage.tags, strict=True)
    return tuple(lemma for lemma, tag in lemmas if tag in TELLING and _is_telling(lemma) and lemma not in common)


def _is_telling(word: str) -> bool:
    return word.isdigit() or (len(word) >= SHORTEST and any(map(str.isalnum, word)))


STAGE = Stage(
    name="profile",
    version=1,
    unit=Unit.REPORT,
    reads=(Report, Passage),
    writes=(Profile,),
    parts=("languages",),
    run=make_profiles,
)
