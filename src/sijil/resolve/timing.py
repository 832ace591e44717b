"""When a claim's happening took place, and when it was said: the choice among the times that a report tells.

In this order: the claim's own time words; another time in its clause; for states the day of the statement; the time of
the happening before, where the words go on about it; the day of saying; the report's main episode; the publication.
Each value bears its reason. docs/times.md explains the choice.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from datetime import date

from sijil.packs import Packs
from sijil.records import Claim, ClaimKind, How, Mention, Passage, Published, Report, Scope, Stance, Time
from sijil.resolve.calendars import shift_days
from sijil.resolve.clauses import Sentence, find_sentence
from sijil.resolve.compose import compose_times
from sijil.resolve.happenings import counts_harmed
from sijil.resolve.timefinder import TimeExpression, find_times, relation_of
from sijil.resolve.timegrammar import Form, Relation, load_grammar
from sijil.resolve.times import Tense, resolve_time
from sijil.resolve.told import NOT_THAT_DAY, Told
from sijil.spans import Span

_APART = 4
"""Days between a happening and the main episode beyond which it is background."""

AHEAD = frozenset({Stance.ORDERED, Stance.THREATENED, Stance.HYPOTHETICAL})
JOINING = frozenset({"CCONJ", "PUNCT"})
"""What a clause hangs on that leaves out its verb ("nine on Friday and 12 on Saturday")."""
_WITHOUT_DAYS = frozenset({Form.CLOCK, Form.DAYPART, Form.FREQUENCY, Form.VAGUE})
_BRIEF_UNITS = frozenset({"second", "minute", "hour"})
_LONG_UNITS = frozenset({"week", "fortnight", "month", "quarter", "year", "decade", "century"})
_LENGTHS = frozenset({Form.DURATION, Form.NOW})
_POINTS = frozenset({None, Relation.AT, Relation.OF})


def time_of(claim: Claim, passages: Iterable[Passage], report: Report, packs: Packs) -> tuple[Time | None, Time | None]:
    """Return the time of a claim and the time at which it was said (None where the report does not say when).

    For many claims of one report make one `ReportTimes` and ask it.
    """
    return ReportTimes(passages, report, packs).time_of(claim)


class ReportTimes:
    """The times that one report tells, and what they make of its claims."""

    def __init__(self, passages: Iterable[Passage], report: Report, packs: Packs) -> None:
        """Find the time expressions of all sentences."""
        self._packs = packs
        self._told = Told(passages, report, packs)
        self._sentences = self._told.sentences
        self._anaphors = frozenset(load_grammar(packs).words("anaphor"))

    def at(self, published: Published) -> ReportTimes:
        """Return the times as they are if the report was published on another day."""
        other = copy(self)
        other._told = self._told.at(published)  # noqa: SLF001  # its own kind
        return other

    def time_of(self, claim: Claim) -> tuple[Time | None, Time | None]:
        """Return the time of a claim of the report and the time at which it was said."""
        stated = self._stated(claim)
        happened = self._until_published(claim, self._happened(claim, stated))
        return happened, stated if claim.speaker is not None else None

    def is_in_lead(self, claim: Claim) -> bool:
        """Tell whether a claim stands in the headline or the first sentences of the report."""
        return self._told.is_in_lead(claim.trigger.start)

    def said_on(self, claim: Claim) -> Time | None:
        """Return when a claim was said; None where it has no speaker or the report does not say."""
        return self._stated(claim) if claim.speaker is not None else None

    def _stated(self, claim: Claim) -> Time | None:
        """Return when the clause of a claim was said: by the speaker's own words, else by the verb of saying above."""
        mention = claim.speaker.said if claim.speaker else None
        times = self._in_mention(mention) if mention else []
        number = find_sentence(self._sentences, claim.trigger.start)
        if mention is None and number >= 0:
            sentence = self._sentences[number]
            trigger = sentence.head_of(claim.trigger.start, claim.trigger.end)
            times = [time for time in sentence.times if sentence.says(time, trigger) and time.form is not Form.UNIT]
        dated = [
            time
            for time in times
            if time.form not in _WITHOUT_DAYS | _LENGTHS | {Form.BESIDE}
            and time.relation not in NOT_THAT_DAY | {Relation.OF}
        ]
        if not dated:
            return None
        return resolve_time(replace(dated[0], relation=None), self._told.anchor_of(dated[0]), "past")

    def is_over(self, claim: Claim, time: Time) -> bool:
        """Tell whether a happening's own words date it well before the main episode, and the lead does not tell it.

        In a report without a date such words are "last month" and "two weeks ago", here or in the sentence before that
        the claim goes on about.
        """
        episode = self._told.episode
        if self._told.published.latest is None and claim.kind is not ClaimKind.STATE:
            return not self._told.is_in_lead(claim.trigger.start) and self._is_of_the_past(claim, time)
        if claim.kind is ClaimKind.STATE or episode is None or time.how is not How.TEXT:
            return False
        if not (time.latest and episode.earliest) or self._told.is_in_lead(claim.trigger.start):
            return False
        return time.latest < shift_days(date.fromisoformat(episode.earliest), -_APART).isoformat()

    def _is_of_the_past(self, claim: Claim, time: Time) -> bool:
        """Tell whether a claim of a report without a date is about weeks ago or longer."""
        if time.surface is not None:
            return any(_is_long_ago(one) for one in find_times(time.surface, self._packs))
        number = find_sentence(self._sentences, claim.trigger.start)
        if number < 1 or not self._goes_on(claim, self._sentences[number]):
            return False
        return any(_is_long_ago(one) for one in self._sentences[number - 1].times)

    def _until_published(self, claim: Claim, time: Time) -> Time:
        """End the time of what has happened with the day of publication; one that lies after it is a misreading."""
        last = self._told.published.latest
        if last is None or claim.stance in AHEAD or self._tense(claim) == "future" or not (time.latest or "") > last:
            return time
        if (time.earliest or "") > last:
            return self._published("the words mean a time after publication: the day of publication or before", 1)
        grain = "day" if time.earliest == last else time.grain if time.earliest is None else "span"
        return replace(time, latest=last, grain=grain)

    # -- the choice ----------------------------------------------------------------------------------------------------

    def _happened(self, claim: Claim, said: Time | None) -> Time:
        number = find_sentence(self._sentences, claim.trigger.start)
        counted = None if self._is_saying(claim) else said
        own = self._since_time(claim, number, counted) or self._counted_back(claim, number)
        own = own or self._own_time(claim, counted) or self._clause_time(claim, number, counted)
        if own is not None:
            return own
        if claim.stance in AHEAD:
            return _unknown("it has not happened, and no time is told for it")
        if claim.kind is ClaimKind.STATE:
            return self._state_time(claim, said)
        if self._is_saying(claim):
            return self._saying_time(claim, number)
        goes_on = number >= 0 and self._goes_on(claim, self._sentences[number])
        told = self._told.told_before(number, background=claim.background) if goes_on else None
        if told is not None and not _is_later(told, said):
            return _carried(told, "the words go on about what was told before")
        if claim.background:
            return _unknown("background, and no time is told for it")
        return self._episode_time(claim, said, self._told.episode_of(number), goes_on=goes_on)

    def _state_time(self, claim: Claim, said: Time | None) -> Time:
        """A state holds on the day of the statement, or of the publication."""
        if claim.background:
            return _unknown("a state of the past, and no time is told for it")
        if said is not None and said.latest is not None:
            return _carried(said, "a state holds on the day it is stated")
        return self._published("a state holds on the day of publication", 0)

    def _saying_time(self, claim: Claim, number: int) -> Time:
        """The time of a saying that no word dates: that of the saying told before it, else of the report."""
        if claim.background:
            return _unknown("background, and no time is told for it")
        told = self._told.said_before(number)
        if told is not None:
            return _carried(told, "said on the day told for what was said before")
        episode = self._told.episode
        if episode is not None and episode.earliest == episode.latest:
            return _carried(episode, "the main episode of the report")
        return self._published("no time is told: the day of publication or the day before", 1)

    def _episode_time(self, claim: Claim, said: Time | None, episode: Time | None, *, goes_on: bool) -> Time:
        """The time of a happening that no word of its own dates."""
        is_about = counts_harmed(claim) or goes_on or said is None
        if episode is not None and is_about and not _is_later(episode, said):
            return _carried(episode, "the main episode of the report")
        if said is not None and said.latest is not None:
            first = shift_days(date.fromisoformat(said.earliest or said.latest), -1).isoformat()
            carried = _carried(said, "on the day it was said or the day before")
            return replace(carried, earliest=first, grain="span")
        if said is not None:
            return _carried(said, "about the day it was said")
        return self._published("no time is told: the day of publication or the day before", 1)

    def _published(self, reason: str, before: int) -> Time:
        published = self._told.published
        if published.earliest is None or published.latest is None:
            return _unknown(f"{reason}, which is not known")
        first = shift_days(date.fromisoformat(published.earliest), -before).isoformat()
        grain = "day" if first == published.latest else "span"
        return Time(
            earliest=first, latest=published.latest, grain=grain, how=How.PUBLISHED, surface=None, reason=reason
        )

    # -- the claim's own words -----------------------------------------------------------------------------------------

    def _own_time(self, claim: Claim, said: Time | None) -> Time | None:
        """Return what the claim's time words mean, several of them together; None where they hold no days."""
        spoken = self._spoken(claim)
        mentions = [item for item in claim.mentions("time") if spoken is None or not item.span.meets(spoken)]
        times = [time for mention in mentions for time in self._in_mention(mention)]
        number = find_sentence(self._sentences, claim.trigger.start)
        if number >= 0:
            sentence = self._sentences[number]
            trigger = sentence.head_of(claim.trigger.start, claim.trigger.end)
            times.sort(key=lambda time: not (sentence.hangs_on(time, trigger) or sentence.touches(time, trigger)))
        found = self._resolved(claim, times, said)
        since = () if found else (self._since_event(mention, claim) for mention in mentions)
        return found or next((time for time in since if time is not None), None)

    def _spoken(self, claim: Claim) -> Span | None:
        """Return the words that say when a claim was said; none where the claim is the saying itself."""
        if claim.speaker is None or claim.speaker.said is None or self._is_saying(claim):
            return None
        return claim.speaker.said.span

    def _is_saying(self, claim: Claim) -> bool:
        """Tell whether what a claim tells is that something was said, not counted: its trigger is a verb of saying."""
        number = find_sentence(self._sentences, claim.trigger.start)
        if number < 0 or claim.figures or claim.kind is not ClaimKind.EVENT:
            return False
        sentence = self._sentences[number]
        trigger = sentence.head_of(claim.trigger.start, claim.trigger.end)
        return sentence.is_speech(trigger) and sentence.passage.tags[trigger] == "VERB"

    def _clause_time(self, claim: Claim, number: int, said: Time | None) -> Time | None:
        """Return the time of the claim's clause that is not among its own words."""
        if number < 0:
            return None
        sentence = self._sentences[number]
        trigger = sentence.head_of(claim.trigger.start, claim.trigger.end)
        spoken = self._spoken(claim)
        free = [
            time
            for time in sentence.times
            if time.form is not Form.DURATION
            and (spoken is None or time.end <= spoken.start or spoken.end <= time.start)
            and not sentence.is_of_earlier(time, trigger)
        ]
        times = [time for time in free if sentence.dates(time, trigger)]
        if sentence.passage.tags[trigger] in JOINING:
            span = claim.evidence[0]
            times = [time for time in free if span.start <= time.core and time.end <= span.end] or times
        if claim.stance in AHEAD:
            times = [time for time in times if not sentence.precedes_aim(time, trigger)]
        times.sort(key=lambda time: not sentence.hangs_on(time, trigger))
        times = times or [time for time in free if sentence.closes(time, trigger)]
        if not times and claim.stance is Stance.ASSERTED:
            times = [time for time in free if time.relation in _POINTS and sentence.dates_aim(time, trigger)]
        return self._resolved(claim, times, said)

    def _counted_back(self, claim: Claim, number: int) -> Time | None:
        """Return when a happening was that something else came so long after or before."""
        if number < 0 or claim.stance in AHEAD:
            return None
        sentence = self._sentences[number]
        return self._told.count_back(number, sentence.head_of(claim.trigger.start, claim.trigger.end))

    def _since_time(self, claim: Claim, number: int, said: Time | None) -> Time | None:
        """Return the time since a clause of the sentence says that what a claim tells has gone on, with its own.

        A state holds on the day on which it is stated, whatever came since then.
        """
        if number < 0 or claim.stance in AHEAD or claim.kind is ClaimKind.STATE:
            return None
        sentence = self._sentences[number]
        trigger = sentence.head_of(claim.trigger.start, claim.trigger.end)
        verbs = sentence.since_when(trigger)
        since = [time for time in sentence.times if sentence.clause_of(time) in verbs and time.relation in _POINTS]
        opened = [replace(time, relation=Relation.SINCE) for time in since if time.form not in _WITHOUT_DAYS | _LENGTHS]
        if not opened:
            return None
        own = [time for mention in claim.mentions("time") for time in self._in_mention(mention)]
        starts = {time.start for time in since}
        return self._resolved(claim, [*(time for time in own if time.start not in starts), *opened], said)

    def _resolved(self, claim: Claim, times: list[TimeExpression], said: Time | None) -> Time | None:
        skipped = _WITHOUT_DAYS if claim.kind is ClaimKind.STATE else _WITHOUT_DAYS | {Form.NOW}
        useful = [time for time in times if time.form not in skipped and not _is_brief(time)]
        points = [time for time in useful if time.form not in _LENGTHS] or useful
        if not points:
            return None
        tense = self._tense(claim)
        counts = claim.kind is ClaimKind.TOLL or any(figure.scope is not Scope.EVENT for figure in claim.figures)
        found = [
            (time, resolve_time(_closing(time) if counts else time, self._told.anchor_of(time, said), tense))
            for time in points
        ]
        return compose_times(time for words, time in found if time.how is not How.UNKNOWN or not _leans_on_told(words))

    def _tense(self, claim: Claim) -> Tense | None:
        if claim.stance in AHEAD:
            return "future"
        number = find_sentence(self._sentences, claim.trigger.start)
        if number < 0 or claim.background:
            return "past"
        sentence = self._sentences[number]
        trigger = sentence.word_at(claim.trigger.start)
        if sentence.is_future(trigger):
            return "future"
        return "past" if sentence.is_past(trigger) else None

    def _in_mention(self, mention: Mention) -> list[TimeExpression]:
        """Return the time expressions of a mention, whole as the sentence has them where the mention cuts them.

        A preposition that opens the mention holds for the first of them ("since the revolt of 2011").
        """
        start, end = mention.span.start, mention.span.end
        number = find_sentence(self._sentences, start)
        times = self._sentences[number].times if number >= 0 else ()
        inside = [time for time in times if time.core < end and start < time.end]
        found = [time for time in inside if not self._sentences[number].is_no_date(time)]
        found = found if inside else [time.moved(start) for time in find_times(mention.surface, self._packs)]
        if found and found[0].start > start:
            relation = relation_of(mention.surface, self._packs)
            if relation in NOT_THAT_DAY:
                found[0] = replace(found[0], relation=relation, surface=mention.surface)
        return found

    def _since_event(self, mention: Mention, claim: Claim) -> Time | None:
        """Resolve "since the offensive began" by the time that an earlier sentence tells for the offensive."""
        number = find_sentence(self._sentences, mention.span.start)
        if number < 0 or relation_of(mention.surface, self._packs) is not Relation.SINCE:
            return None
        sentence = self._sentences[number]
        words = sentence.words_in(mention.span.start, mention.span.end)
        nouns = {sentence.passage.lemmas[word].lower() for word in words if sentence.passage.tags[word] == "NOUN"}
        dated = self._told.find_dated(frozenset(nouns), range(number))
        if dated is None:
            return None
        since = replace(dated, relation=Relation.SINCE, last=None)
        found = resolve_time(since, self._told.anchor, self._tense(claim))
        return replace(found, surface=mention.surface, reason=f"“{mention.surface}”, where {found.reason}")

    # -- what the report tells around it -------------------------------------------------------------------------------

    def _goes_on(self, claim: Claim, sentence: Sentence) -> bool:
        """Tell whether a claim's words point back to a happening told before ("the attack", "they", "the victims")."""
        trigger = sentence.head_of(claim.trigger.start, claim.trigger.end)
        pointing = sentence.below(trigger, "det") if sentence.passage.tags[trigger] == "NOUN" else []
        if not pointing:
            subjects = sentence.below(trigger, "nsubj")
            pointing = [word for word in subjects if sentence.passage.tags[word] == "PRON"]
            if claim.figures or counts_harmed(claim):
                pointing += [word for subject in subjects for word in sentence.below(subject, "det")]
        return any(sentence.passage.lemmas[word].lower() in self._anaphors for word in pointing)


def _is_brief(time: TimeExpression) -> bool:
    """Tell whether a time only says for how many minutes or hours ("in a seven-hour battle")."""
    return time.form is Form.DURATION and time.fields.unit in _BRIEF_UNITS


def _is_long_ago(time: TimeExpression) -> bool:
    """Tell whether a time lies a week or longer back, whatever the day of publication is."""
    fields = time.fields
    is_last = time.form is Form.UNIT and fields.direction == "last"
    return (is_last or time.form is Form.AGO) and fields.unit in _LONG_UNITS


def _leans_on_told(time: TimeExpression) -> bool:
    """Tell whether a time says nothing where the report does not tell what it goes back to ("later in the day")."""
    if time.form is Form.BESIDE:
        return time.fields.unit not in _LONG_UNITS
    if time.form is Form.LATER:
        return time.fields.unit in _BRIEF_UNITS
    return time.form is Form.CONTEXT and time.fields.direction == "same"


def _closing(time: TimeExpression) -> TimeExpression:
    """Read "as of Tuesday" as "up to Tuesday" where something is counted."""
    return replace(time, relation=Relation.UNTIL) if time.relation is Relation.AS_OF else time


def _carried(time: Time, reason: str) -> Time:
    """Return a time that the claim's own words do not tell."""
    return replace(time, how=How.INFERRED, surface=None, reason=f"{reason}: {time.reason}")


def _is_later(episode: Time, said: Time | None) -> bool:
    """Tell whether an episode lies after the day on which a claim was said."""
    return said is not None and bool(said.latest and episode.earliest and episode.earliest > said.latest)


def _unknown(reason: str) -> Time:
    return Time(earliest=None, latest=None, grain="day", how=How.UNKNOWN, surface=None, reason=reason)
