"""When what a word tells of happened: any word of a report, about conflict or not, dated as claims are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sijil.extract.claims import read_trees
from sijil.extract.context import is_background, judge_stance
from sijil.extract.lexicon import Lexicon, compile_lexicon
from sijil.extract.said import Voice, find_voices
from sijil.extract.tree import Tree
from sijil.extract.when import find_time_phrases, phrases_of
from sijil.packs import Packs
from sijil.records import Claim, ClaimKind, How, Passage, PassageKind, Report, Stance, Time
from sijil.resolve.timing import AHEAD, ReportTimes
from sijil.spans import Span

_UNTYPED = "event"
_EVENTS = frozenset({"VERB", "NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class _Reader:
    """A report, ready for its words to be dated."""

    report: Report
    lexicon: Lexicon
    voices: tuple[Voice, ...]
    times: ReportTimes

    def date(self, start: int, end: int) -> Time | None:
        """Say when what some characters tell of happened; what has not takes the time of the words it hangs on."""
        voice = next((one for one in self.voices if one.tree.passage.start <= start < one.tree.passage.end), None)
        if voice is None:
            return None
        tree = voice.tree
        head = _head_of(tree, start, end)
        claim = self._claim(voice, head)
        time = self.times.time_of(claim)[0]
        if claim.stance not in AHEAD or time is None or time.how is not How.UNKNOWN:
            return time
        above = next((word for word in tree.ancestors(head) if tree.tags[word] in _EVENTS), -1)
        if above < 0:
            return self.times.time_of(replace(claim, stance=Stance.ASSERTED))[0]
        return self.date(tree.passage.starts[above], tree.passage.ends[above])

    def _claim(self, voice: Voice, head: int) -> Claim:
        """Make a claim without a type of a word, in the context that its sentence gives it."""
        tree, words = voice.tree, {head}
        span = Span(report=self.report.id, start=tree.passage.starts[head], end=tree.passage.ends[head])
        others = {word for word, tag in enumerate(tree.tags) if tag == "VERB"} - words
        phrases = phrases_of(tree, find_time_phrases(tree, self.lexicon), words, others)
        return Claim(
            report=self.report.id,
            type=_UNTYPED,
            kind=ClaimKind.STATE if _is_present(tree, head) else ClaimKind.EVENT,
            trigger=span,
            arguments=(),
            figures=(),
            share=None,
            stance=judge_stance(tree, self.lexicon, words, voice.covering(head)) or Stance.HYPOTHETICAL,
            background=is_background(tree, self.lexicon, phrases, self.report.published, words),
            speaker=voice.speaker(head),
            evidence=(span,),
            found_by=("word",),
            rule=_UNTYPED,
            score=1.0,
        )


def date_words(
    report: Report, passages: Sequence[Passage], words: Iterable[tuple[int, int]], packs: Packs
) -> list[Time | None]:
    """Say when what each of some words tells of happened, by the rules that date claims.

    What has only been planned, asked for or feared, and for which no time is told, has the time of the words that it
    hangs on: when it was planned.

    Args:
        report: The report.
        passages: Its passages, in the order of its text.
        words: The words, as (start, end) characters of the report's text: verbs ("shelled") or nouns ("the raid").
        packs: The packs, with an extraction lexicon and time rules.

    Returns:
        A time for each of the words, with its reason; None for words that stand in no passage.
    """
    lexicon = compile_lexicon(packs)
    voices = find_voices(read_trees(report.text, list(passages), lexicon), lexicon)
    reader = _Reader(report, lexicon, tuple(voices), ReportTimes(passages, report, packs))
    return [reader.date(start, end) for start, end in words]


def _head_of(tree: Tree, start: int, end: int) -> int:
    """Return the word of some characters whose head lies outside of them."""
    passage = tree.passage
    inside = [word for word, at in enumerate(passage.starts) if start < passage.ends[word] and at < end]
    return next((word for word in inside if tree.heads[word] not in inside), 0)


def _is_present(tree: Tree, head: int) -> bool:
    """Tell whether a word is a verb that tells what is so ("the army holds"); headlines tell the past so."""
    if tree.tags[head] != "VERB" or tree.passage.kind is PassageKind.HEADLINE:
        return False
    return tree.lower[head] != tree.lemmas[head] and tree.lower[head].endswith("s")
