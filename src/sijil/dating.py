"""When what a word tells of happened: any word of a report, conflict or not, dated as claims are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sijil.extract.claims import read_trees
from sijil.extract.context import is_background, judge_stance
from sijil.extract.lexicon import Lexicon, compile_lexicon
from sijil.extract.said import Voice, find_voices
from sijil.extract.tree import Tree
from sijil.extract.when import find_time_phrases, phrases_of
from sijil.packs import Packs
from sijil.records import Claim, ClaimKind, Passage, Report, Stance, Time
from sijil.resolve.timing import ReportTimes
from sijil.spans import Span

_UNTYPED = "event"


def date_words(
    report: Report, passages: Sequence[Passage], words: Iterable[tuple[int, int]], packs: Packs
) -> list[Time | None]:
    """Say when what each of some words tells of happened, by the rules that date claims.

    Args:
        report: The report.
        passages: Its passages, in the order of its text.
        words: The words, as (start, end) characters of the report's text: verbs ("shelled") or nouns ("the raid").
        packs: The packs, with an extraction lexicon and time rules.

    Returns:
        A time for each of the words, with its reason; None for words that stand in no passage.
    """
    lexicon = compile_lexicon(packs)
    trees = read_trees(report.text, list(passages), lexicon)
    voices = find_voices(trees, lexicon)
    times = ReportTimes(passages, report, packs)
    found: list[Time | None] = []
    for start, end in words:
        voice = next((one for one in voices if one.tree.passage.start <= start < one.tree.passage.end), None)
        found.append(times.time_of(_claim_of(report, voice, (start, end), lexicon))[0] if voice else None)
    return found


def _claim_of(report: Report, voice: Voice, words: tuple[int, int], lexicon: Lexicon) -> Claim:
    """Make a claim without a type of some words, in the context that the sentence gives them."""
    tree, span = voice.tree, Span(report=report.id, start=words[0], end=words[1])
    head = _head_of(tree, *words)
    others = {word for word, tag in enumerate(tree.tags) if tag == "VERB" and word != head}
    phrases = phrases_of(tree, find_time_phrases(tree, lexicon), {head}, others)
    return Claim(
        report=report.id,
        type=_UNTYPED,
        kind=ClaimKind.EVENT,
        trigger=span,
        arguments=(),
        figures=(),
        share=None,
        stance=judge_stance(tree, lexicon, {head}, voice.covering(head)) or Stance.HYPOTHETICAL,
        background=is_background(tree, lexicon, phrases, report.published, {head}),
        speaker=voice.speaker(head),
        evidence=(span,),
        found_by=("word",),
        rule=_UNTYPED,
        score=1.0,
    )


def _head_of(tree: Tree, start: int, end: int) -> int:
    """Return the word of some characters whose head lies outside of them."""
    passage = tree.passage
    inside = [word for word, at in enumerate(passage.starts) if start < passage.ends[word] and at < end]
    return next((word for word in inside if tree.heads[word] not in inside), 0)
