"""What one report tells of time around its claims: its sentences, its main episode, when things were said in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from sijil.packs import Packs
from sijil.records import How, Passage, PassageKind, Published, Report, Time
from sijil.resolve.calendars import shift_days
from sijil.resolve.clauses import Sentence, find_sentence, read_sentences
from sijil.resolve.items import MAIN, find_items, is_set_apart
from sijil.resolve.register import compile_register
from sijil.resolve.timefinder import TimeExpression
from sijil.resolve.timegrammar import Form, Relation
from sijil.resolve.times import Anchor, resolve_time

NOT_THAT_DAY = frozenset({Relation.SINCE, Relation.UNTIL, Relation.AS_OF, Relation.BEFORE, Relation.AFTER})
"""Prepositions behind which a time is not the one at which something happened."""

_NOT_SAID_THEN = NOT_THAT_DAY | {Relation.OF}

_LEAD = 2
"""Sentences of the body that open a report."""

_EPISODE = 10
"""Days before publication within which a day told in the lead is that of the report's main episode."""

_MONTH, _YEAR = 30, 365
"""Days before publication between which it is the first day that the lead tells, where it tells none that is near."""

_BACK = 2
"""Sentences back to which "the attack" may refer for its time."""

_HAPPENING = frozenset({Form.DATE, Form.WEEKDAY, Form.OFFSET, Form.OVERNIGHT, Form.UNIT, Form.HOLIDAY, Form.AGO})
_FROM_TOLD = frozenset({Form.CONTEXT, Form.LATER, Form.BESIDE})
_FROM_CONTEXT = frozenset({"same", "following", "previous"})


class Told:
    """The times that one report tells."""

    def __init__(self, passages: Iterable[Passage], report: Report, packs: Packs) -> None:
        """Find the time expressions of all sentences."""
        self.sentences = read_sentences(passages, report.text, packs)
        register = compile_register(packs)
        own = [sentence.passage for sentence in self.sentences]
        self.items = find_items(own, report.text, register)
        self._apart = {
            item
            for item, passage in zip(self.items, own, strict=True)
            if item != MAIN and is_set_apart(report.text[passage.start : passage.end], register)
        }
        self._publish(report.published)

    def _publish(self, published: Published) -> None:
        self.published = published
        self.anchor = Anchor(earliest=published.earliest, latest=published.latest)

    def at(self, published: Published) -> Told:
        """Return what the report tells if it was published on another day."""
        other = Told.__new__(Told)
        other.sentences, other.items = self.sentences, self.items
        other._apart = self._apart  # noqa: SLF001  # its own kind
        other._publish(published)  # noqa: SLF001  # its own kind
        return other

    @cached_property
    def episode(self) -> Time | None:
        """The first happening's time in headline and lead: that of the report's main episode."""
        heads = [item for item in self.sentences if item.passage.kind is PassageKind.HEADLINE]
        body = [item for item in self.sentences if item.passage.kind in {PassageKind.BODY, PassageKind.QUOTE}]
        main = {id(sentence) for sentence, item in zip(self.sentences, self.items, strict=True) if item == MAIN}
        lead = [sentence for sentence in [*heads, *body[:_LEAD]] if id(sentence) in main]
        found = [time for sentence in lead for time in self._happenings(sentence)]
        near = next((time for time in found if self._is_near(time)), None)
        return near or next((time for time in found[:1] if self._is_of_inquiry(time)), None)

    def episode_of(self, number: int) -> Time | None:
        """The main episode's time for a sentence; for one that words set apart from it, any time from then on."""
        episode, published = self.episode, self.published
        if episode is None or not (0 <= number < len(self.items) and self.items[number] in self._apart):
            return episode
        if not (published.earliest and published.latest and episode.earliest):
            return None
        first = min(episode.earliest, shift_days(date.fromisoformat(published.earliest), -1).isoformat())
        why = "another matter than the main episode: from then to the publication"
        return replace(
            episode, earliest=first, latest=published.latest, grain="span", reason=f"{why}; {episode.reason}"
        )

    @cached_property
    def said_in_lead(self) -> Time | None:
        """The day on which something was said that the first sentences of the body tell."""
        return next((time for time in self._sayings(range(self._lead_end())) if self._is_near(time)), None)

    def said_before(self, number: int) -> Time | None:
        """Return the nearest day on which something was said, in the sentences up to one, else in the lead."""
        before = self._sayings(range(number, -1, -1))
        return next((time for time in before if self._is_near(time)), None) or self.said_in_lead

    def _sayings(self, numbers: Iterable[int]) -> Iterator[Time]:
        """Yield the days on which some sentences tell that something was said."""
        for number in numbers:
            sentence = self.sentences[number]
            for time in sentence.times:
                if time.form in _HAPPENING and time.relation not in _NOT_SAID_THEN and sentence.is_said(time):
                    day = resolve_time(replace(time, relation=None), self.anchor, "past")
                    if day.earliest is not None and day.earliest == day.latest:
                        yield day

    def _lead_end(self) -> int:
        """Return the number of the sentence behind the lead."""
        body = [n for n, item in enumerate(self.sentences) if item.passage.kind is not PassageKind.HEADLINE]
        return body[min(_LEAD, len(body)) - 1] + 1 if body else len(self.sentences)

    def is_in_lead(self, offset: int) -> bool:
        """Tell whether a character stands in the headline or the first sentences of the body."""
        body = [item.passage.end for item in self.sentences if item.passage.kind is not PassageKind.HEADLINE]
        return not body or offset < body[min(_LEAD, len(body)) - 1]

    def told_before(self, number: int, *, background: bool) -> Time | None:
        """Return the nearest happening's time in the sentences before; what is not background must be recent."""
        for before in range(number - 1, max(number - _BACK, 0) - 1, -1):
            sentence = self.sentences[before]
            if self.items[before] != self.items[number]:
                continue
            for time in self._happenings(sentence):
                if background or self._is_near(time):
                    return time
        return None

    def anchor_of(self, time: TimeExpression, said: Time | None = None) -> Anchor:
        """Return what a time is counted from: the day of saying, else publication, and a time told before."""
        day = said.latest if said is not None and said.earliest == said.latest else None
        if time.form not in _FROM_TOLD and time.fields.direction not in _FROM_CONTEXT:
            return replace(self.anchor, said=day)
        number = find_sentence(self.sentences, time.start)
        if time.form is Form.BESIDE:
            return replace(self.anchor, said=day, context=self._counted_from(time, number))
        earlier = [item for item in self._before(number) if item.end <= time.start and item.form in _HAPPENING]
        told = [resolve_time(item, self.anchor, "past") for item in reversed(earlier)]
        fine = {"day", time.fields.unit or "day"}
        context = next((item for item in told if item.grain in fine and item.latest), None)
        if context is None and _may_be_coarse(time):
            context = next((item for item in told if item.latest), None)
        context = context or self._day_of_episode
        return replace(self.anchor, said=day, context=context)

    def find_dated(self, lemmas: frozenset[str], numbers: Iterable[int]) -> TimeExpression | None:
        """Return the first time that dates a word with one of some lemmas, in sentences in the order given."""
        for sentence in (self.sentences[number] for number in numbers):
            for word, lemma in enumerate(sentence.passage.lemmas):
                for time in sentence.times if lemma.lower() in lemmas else ():
                    if time.form is not Form.BESIDE and sentence.dates(time, word):
                        return time
        return None

    def _counted_from(self, time: TimeExpression, number: int) -> Time | None:
        """Return when that happened which a time is counted from ("two days after the raid"); None = not told."""
        if number < 0:
            return None
        sentence = self.sentences[number]
        event = sentence.word_behind(time)
        behind = [other for other in sentence.times if time.end <= other.start and sentence.dates(other, event)]
        if behind:
            return resolve_time(replace(behind[0], relation=None), self.anchor, "past")
        if sentence.passage.tags[event] != "NOUN":
            return None
        others = (*reversed(range(number)), *range(number + 1, len(self.sentences)))
        dated = self.find_dated(frozenset({sentence.passage.lemmas[event].lower()}), others)
        if dated is not None:
            return resolve_time(replace(dated, relation=None, last=None), self.anchor, "past")
        return self.told_before(number, background=False) if sentence.has_article(event) else None

    def count_back(self, number: int, trigger: int) -> Time | None:
        """Return when that happened which another thing is counted from ("the vote came two days after the raid").

        It is counted back from the time of that other thing, as the sentence or those before it tell it; None = not
        so, or not told.
        """
        sentence = self.sentences[number]
        for time in sentence.times:
            if time.form is not Form.BESIDE or sentence.word_behind(time) != trigger:
                continue
            if any(sentence.hangs_on(own, trigger) for own in sentence.times if own is not time):
                return None
            clause = sentence.clause_of(time)
            same = [one for one in sentence.times if one.form in _HAPPENING and sentence.clause_of(one) == clause]
            when = resolve_time(same[0], self.anchor, "past") if same else self.told_before(number, background=False)
            sign = -(time.fields.sign or 1)
            back = replace(time, form=Form.LATER, fields=replace(time.fields, sign=sign, direction=None))
            when = when or self.episode or self._published
            found = resolve_time(back, replace(self.anchor, context=when), "past")
            return found if found.latest else None
        return None

    @property
    def _published(self) -> Time:
        """The day of publication."""
        first, last = self.published.earliest, self.published.latest
        return Time(earliest=first, latest=last, grain="day", how=How.PUBLISHED, surface=None, reason="publication")

    @property
    def _day_of_episode(self) -> Time | None:
        """The day of the main episode, where it is a single one."""
        episode = self.episode
        return episode if episode is not None and episode.earliest == episode.latest else None

    def _before(self, number: int) -> list[TimeExpression]:
        """List the times of a sentence and those before it in order; those of a saying are no nearer than any other."""
        near = self.sentences[max(number - _BACK, 0) : number + 1] if number >= 0 else ()
        times = [(sentence.is_said(time), time) for sentence in near for time in sentence.times]
        return [time for _, time in sorted(times, key=lambda pair: not pair[0])]

    def _happenings(self, sentence: Sentence) -> list[Time]:
        """Resolve the times at which something happened, not was said or will be, that a sentence tells."""
        return [
            resolve_time(time, self.anchor, "past")
            for time in sentence.times
            if time.form in _HAPPENING and time.relation not in NOT_THAT_DAY
            if not sentence.is_said(time) and not sentence.is_future(sentence.clause_of(time))
            if not self._is_date_line(time, sentence)
            and not sentence.opens(time)
            and not sentence.is_aside(time)
            and not sentence.is_of_noun(time)
            and not sentence.is_no_date(time)
            and not sentence.is_of_earlier(time)
        ]

    def _is_date_line(self, time: TimeExpression, sentence: Sentence) -> bool:
        """Tell whether a time is the report's own date, printed above or in the text."""
        if time.form is not Form.DATE:
            return False
        is_bare = time.relation is None and "VERB" not in sentence.passage.tags
        days = resolve_time(time, self.anchor, "past")
        return is_bare or (time.fields.year is not None and days.latest == self.published.latest)

    def _is_of_inquiry(self, time: Time) -> bool:
        """Tell whether a time is a day some months before, as the lead of an inquiry or a trial tells it."""
        published = self.published.latest
        if published is None or time.latest is None or time.earliest != time.latest or time.how is not How.TEXT:
            return False
        day = date.fromisoformat(published)
        return shift_days(day, -_YEAR).isoformat() <= time.latest <= shift_days(day, -_MONTH).isoformat()

    def _is_near(self, time: Time) -> bool:
        """Tell whether a time lies close enough before publication to be the news; unknown days may."""
        published = self.published.earliest
        if time.latest is None or published is None:
            return time.latest is None and published is None
        first = shift_days(date.fromisoformat(published), -_EPISODE).isoformat()
        return time.latest >= first and (time.earliest or "") <= (self.published.latest or "")


def _may_be_coarse(time: TimeExpression) -> bool:
    """Tell whether a time may be counted from a month or year: "days later", "by then", not "the same day"."""
    return time.form is Form.LATER or (time.form is Form.CONTEXT and time.relation in NOT_THAT_DAY)
