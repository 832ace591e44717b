"""When a claim's happening took place and when it was said, on sentences whose trees are written by hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sijil.packs import load_packs
from sijil.records import (
    Argument,
    Claim,
    ClaimKind,
    Figure,
    How,
    Mention,
    MentionKind,
    Passage,
    PassageKind,
    Published,
    Qualifier,
    Quantity,
    Report,
    Speaker,
    Stance,
    Time,
)
from sijil.resolve.timecheck import interval_of
from sijil.resolve.timing import ReportTimes, time_of
from sijil.spans import Span

PACKS = load_packs(["lang-en"])
REPORT = "rep-test"


@dataclass
class Written:
    """A report put together from sentences of `word/TAG/head/relation` (head counts from 1, 0 = root)."""

    published: str | None = "2015-08-20"
    text: str = ""
    passages: list[Passage] = field(default_factory=list)

    def add(self, tree: str, kind: PassageKind = PassageKind.BODY) -> Written:
        words = [word.rsplit("/", 3) for word in tree.split()]
        starts, ends, start = [], [], len(self.text)
        for form, *_ in words:
            starts.append(len(self.text))
            self.text += form.partition("=")[0] + " "
            ends.append(len(self.text) - 1)
        self.passages.append(
            Passage(
                report=REPORT,
                start=start,
                end=ends[-1],
                kind=kind,
                starts=tuple(starts),
                ends=tuple(ends),
                tags=tuple(tag for _, tag, _, _ in words),
                lemmas=tuple((form.partition("=")[2] or form).lower() for form, *_ in words),
                heads=tuple(int(head) - 1 for _, _, head, _ in words),
                relations=tuple(relation for *_, relation in words),
                names=(),
                predicates=(),
            )
        )
        return self

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(report=REPORT, start=start, end=start + len(words))

    def mention(self, words: str, kind: MentionKind = MentionKind.TIME) -> Mention:
        span = self.span(words)
        return Mention(span=span, kind=kind, surface=words, head=span.start)

    def report(self) -> Report:
        published = Published(earliest=self.published, latest=self.published, how=How.GIVEN)
        return Report(
            source="s", uri="u", title=None, outlet=None, agency=None, byline=None, dateline=None, language="en",
            published=published, text=self.text, segments=(), blocks=(),
        )  # fmt: skip

    def claim(self, trigger: str, *times: str, kind: ClaimKind = ClaimKind.EVENT, said: str | None = None) -> Claim:
        speaker = Speaker(mention=self.mention("army", MentionKind.ACTOR), said=self.mention(said)) if said else None
        return Claim(
            report=REPORT, type="attack", kind=kind, trigger=self.span(trigger), figures=(), share=None,
            arguments=tuple(Argument(role="time", mention=self.mention(words)) for words in times),
            stance=Stance.ASSERTED, background=False, speaker=speaker, evidence=(self.span(trigger),),
            found_by=("rules",), rule="r", score=0.8,
        )  # fmt: skip

    def time(self, claim: Claim) -> Time:
        time, _ = time_of(claim, self.passages, self.report(), PACKS)
        assert time is not None
        assert time.reason
        return time

    def days(self, claim: Claim) -> str:
        return interval_of(self.time(claim))


SHELLED = "rebels/NOUN/2/nsubj shelled=shell/VERB/0/root the/DET/4/det port/NOUN/2/obj"
SHELLED_MONDAY = f"{SHELLED} on/ADP/6/case Monday/PROPN/2/obl"
SAID = (
    "the/DET/2/det army/NOUN/3/nsubj said=say/VERB/0/root on/ADP/5/case Wednesday/PROPN/3/obl that/SCONJ/9/mark "
    "its/PRON/8/nmod:poss troops/NOUN/9/nsubj stormed=storm/VERB/3/ccomp the/DET/11/det dam/NOUN/9/obj"
)


def written(*trees: str, published: str | None = "2015-08-20") -> Written:
    whole = Written(published=published)
    for tree in trees:
        whole.add(tree)
    return whole


def test_the_claims_own_words_come_first() -> None:
    news = written(SHELLED_MONDAY)
    assert news.days(news.claim("shelled", "on Monday")) == "2015-08-17"


def test_a_time_of_the_clause_serves_where_the_claim_has_none() -> None:
    news = written(SHELLED_MONDAY)
    assert news.days(news.claim("shelled")) == "2015-08-17"


def test_since_when_something_goes_on_is_not_when_it_happened() -> None:
    since = "since/SCONJ/8/mark militants/NOUN/8/nsubj overran=overrun/VERB/2/advcl it/PRON/8/obj"
    news = written(f"{SHELLED} , {since} in/ADP/11/case 2013/NUM/8/obl".replace(" , ", " again/ADV/2/advmod "))
    assert news.days(news.claim("shelled")) != "2013-01-01/2013-12-31"


def test_the_preposition_holds_for_the_whole_phrase() -> None:
    news = written(f"{SHELLED} since/ADP/7/case the/DET/7/det revolt/NOUN/2/obl of/ADP/9/case 2013/NUM/7/nmod")
    assert news.days(news.claim("shelled", "since the revolt of 2013")) == "2013-01-01/2015-08-20"


def test_several_times_narrow_each_other() -> None:
    news = written(f"{SHELLED} in/ADP/6/case August/PROPN/2/obl and/CCONJ/8/cc since/ADP/9/case Tuesday/PROPN/2/obl")
    assert news.days(news.claim("shelled", "in August", "since Tuesday")) == "2015-08-18/2015-08-20"


def test_a_length_of_time_gives_way_to_a_day() -> None:
    news = written(f"{SHELLED_MONDAY} for/ADP/9/case two/NUM/9/nummod hours=hour/NOUN/2/obl")
    assert news.days(news.claim("shelled", "on Monday", "for two hours")) == "2015-08-17"


def test_the_day_on_which_a_happening_was_condemned_is_not_its_day() -> None:
    tree = (
        "the/DET/2/det envoy/NOUN/5/nsubj on/ADP/4/case Monday/PROPN/5/obl condemned=condemn/VERB/0/root the/DET/7/det "
        "shelling/NOUN/5/obj of/ADP/10/case the/DET/10/det port/NOUN/7/nmod"
    )
    news = written(tree)
    assert news.days(news.claim("shelling")) == "2015-08-16/2015-08-17"


def test_the_day_of_saying_is_not_the_day_of_the_happening_but_bounds_it() -> None:
    news = written(SAID)
    claim = news.claim("stormed", said="Wednesday")
    time, said = time_of(claim, news.passages, news.report(), PACKS)
    assert time is not None
    assert said is not None
    assert (interval_of(said), interval_of(time)) == ("2015-08-19", "2015-08-18/2015-08-19")


def test_without_a_speaker_nothing_was_said_on_a_day() -> None:
    news = written(SAID)
    assert time_of(news.claim("stormed"), news.passages, news.report(), PACKS)[1] is None


def test_since_runs_up_to_the_day_of_saying() -> None:
    news = written(f"{SAID} since/ADP/13/case Monday/PROPN/9/obl")
    assert news.days(news.claim("stormed", "since Monday", said="Wednesday")) == "2015-08-17/2015-08-19"


def test_as_of_a_day_counts_up_to_it() -> None:
    news = written(f"{SHELLED} as/ADP/7/case of/ADP/5/fixed Tuesday/PROPN/2/obl")
    toll = news.claim("shelled", "as of Tuesday", kind=ClaimKind.TOLL)
    state = news.claim("shelled", "as of Tuesday", kind=ClaimKind.STATE)
    assert (news.days(toll), news.days(state)) == ("../2015-08-18", "2015-08-18")


def test_a_relative_clause_keeps_its_time_to_itself() -> None:
    news = written(
        "fighters=fighter/NOUN/7/nsubj who/PRON/3/nsubj fled=flee/VERB/1/acl:relcl in/ADP/5/case 2013/NUM/3/obl "
        ",/PUNCT/3/punct shelled=shell/VERB/0/root the/DET/9/det port/NOUN/7/obj"
    )
    assert news.days(news.claim("shelled")) == "2015-08-19/2015-08-20"
    assert news.days(news.claim("fled")) == "2013-01-01/2013-12-31"


def test_the_time_of_a_noun_dates_the_clause_about_it() -> None:
    news = written(
        "an/DET/2/det attack/NOUN/0/root in/ADP/4/case March/PROPN/2/nmod that/PRON/6/nsubj "
        "killed=kill/VERB/2/acl:relcl many/ADJ/6/obj"
    )
    assert news.days(news.claim("killed")) == "2015-03-01/2015-03-31"


def test_a_time_behind_a_comma_ends_the_clause_before_it() -> None:
    news = written(
        f"{SHELLED} ,/PUNCT/4/punct a/DET/7/det hub/NOUN/4/appos of/ADP/9/case trade/NOUN/7/nmod ,/PUNCT/4/punct "
        "in/ADP/12/case May/PROPN/7/nmod"
    )
    assert news.days(news.claim("shelled")) == "2015-05-01/2015-05-31"


def test_an_apposition_keeps_its_time_to_itself() -> None:
    news = written(
        f"{SHELLED} ,/PUNCT/4/punct the/DET/7/det scene/NOUN/4/appos of/ADP/9/case fights=fight/NOUN/7/nmod "
        "since/ADP/11/case May/PROPN/7/nmod"
    )
    assert news.days(news.claim("shelled")) == "2015-08-19/2015-08-20"


def test_a_state_holds_on_the_day_of_the_statement_or_of_the_publication() -> None:
    news = written(SAID)
    assert news.days(news.claim("stormed", kind=ClaimKind.STATE, said="Wednesday")) == "2015-08-19"
    plain = written(SHELLED)
    time = plain.time(plain.claim("shelled", kind=ClaimKind.STATE))
    assert (interval_of(time), time.how) == ("2015-08-20", How.PUBLISHED)


def test_a_state_with_a_start_lasts_from_then_on() -> None:
    news = written(f"{SHELLED} for/ADP/7/case two/NUM/7/nummod years=year/NOUN/2/obl")
    assert news.days(news.claim("shelled", "for two years", kind=ClaimKind.STATE)) == "2013-08-20/2015-08-20"


def test_a_happening_without_words_of_time_is_of_the_reports_main_episode() -> None:
    news = written(SHELLED_MONDAY, "gunmen/NOUN/2/nsubj burned=burn/VERB/0/root houses=house/NOUN/2/obj")
    time = news.time(news.claim("burned"))
    assert (interval_of(time), time.how, time.surface) == ("2015-08-17", How.INFERRED, None)
    assert "main episode" in time.reason


def test_old_history_in_the_lead_is_no_main_episode() -> None:
    lead = f"{SHELLED} in/ADP/6/case March/PROPN/2/obl"
    news = written(lead, "gunmen/NOUN/2/nsubj burned=burn/VERB/0/root houses=house/NOUN/2/obj")
    time = news.time(news.claim("burned"))
    assert (interval_of(time), time.how) == ("2015-08-19/2015-08-20", How.PUBLISHED)


def test_the_reports_own_date_line_is_no_happening() -> None:
    news = written("Thursday/PROPN/0/root 20/NUM/1/nummod August/PROPN/1/flat", SHELLED)
    assert news.time(news.claim("shelled")).how is How.PUBLISHED


def test_the_attack_goes_on_about_the_happening_before() -> None:
    history = f"{SHELLED} in/ADP/6/case May/PROPN/2/obl 2013/NUM/6/nummod"
    news = written(history, "the/DET/2/det attack/NOUN/3/nsubj killed=kill/VERB/0/root ten/NUM/3/obj")
    claim = replace(news.claim("attack"), background=True)
    assert news.days(claim) == "2013-05-01/2013-05-31"


def test_background_is_never_dated_to_the_publication() -> None:
    news = written(SHELLED)
    time = news.time(replace(news.claim("shelled"), background=True))
    assert (time.earliest, time.latest, time.how) == (None, None, How.UNKNOWN)


def test_what_is_only_threatened_has_not_happened() -> None:
    news = written(SHELLED)
    assert news.days(replace(news.claim("shelled"), stance=Stance.THREATENED)) == "unknown"


def test_the_future_looks_ahead() -> None:
    news = written(
        "rebels/NOUN/3/nsubj will/AUX/3/aux attack/VERB/0/root on/ADP/5/case Monday/PROPN/3/obl",
    )
    assert news.days(news.claim("attack", "on Monday")) == "2015-08-24"


def test_what_has_happened_has_happened_by_the_day_of_publication() -> None:
    news = written(f"{SHELLED} this/DET/6/det month/NOUN/2/obl", f"{SHELLED} 2031/NUM/2/obl")
    assert news.days(news.claim("shelled", "this month")) == "2015-08-01/2015-08-20"
    late = news.time(news.claim("shelled", "2031"))
    assert (interval_of(late), late.how) == ("2015-08-19/2015-08-20", How.PUBLISHED)


def test_since_the_offensive_began_is_resolved_by_what_was_told_of_the_offensive() -> None:
    launched = (
        "rebels/NOUN/2/nsubj launched=launch/VERB/0/root an/DET/4/det offensive/NOUN/2/obj on/ADP/6/case "
        "August/PROPN/2/obl 3/NUM/6/nummod"
    )
    lost = (
        "they/PRON/2/nsubj lost=lose/VERB/0/root men/NOUN/2/obj since/SCONJ/7/mark the/DET/6/det "
        "offensive/NOUN/7/nsubj began=begin/VERB/2/advcl"
    )
    news = written(launched, lost)
    claim = news.claim("lost", "since the offensive began", kind=ClaimKind.TOLL)
    assert news.days(claim) == "2015-08-03/2015-08-20"


def test_an_undated_report_keeps_the_words_and_no_days() -> None:
    news = written(SHELLED_MONDAY, published=None)
    time = news.time(news.claim("shelled", "on Monday"))
    assert (time.earliest, time.latest, time.how, time.surface) == (None, None, How.UNKNOWN, "on Monday")
    assert written(SHELLED, published=None).days(written(SHELLED).claim("shelled")) == "unknown"


def test_figures_over_a_period_are_counted_up_to_the_day_named() -> None:
    news = written(f"{SHELLED} as/ADP/7/case of/ADP/5/fixed Tuesday/PROPN/2/obl 29/NUM/2/obj")
    quantity = Quantity(low=29, high=29, qualifier=Qualifier.EXACT, span=news.span("29"))
    figure = Figure(harm="strikes", quantity=quantity)
    claim = replace(news.claim("shelled", "as of Tuesday"), kind=ClaimKind.TOLL, figures=(figure,))
    assert news.days(claim) == "../2015-08-18"


def test_one_report_is_read_once_for_all_its_claims() -> None:
    news = written(SHELLED_MONDAY)
    times = ReportTimes(news.passages, news.report(), PACKS)
    claim = news.claim("shelled")
    assert times.time_of(claim) == time_of(claim, news.passages, news.report(), PACKS)


def test_a_comparison_with_the_past_is_no_time_of_the_claim() -> None:
    tree = (
        "rebels/NOUN/2/nsubj began=begin/VERB/0/root the/DET/5/det worst=bad/ADJ/5/amod raid/NOUN/2/obj "
        "since/ADP/7/case 2013/NUM/5/nmod"
    )
    news = written(tree)
    assert news.days(news.claim("began", "since 2013")) == "2015-08-19/2015-08-20"


def test_a_word_that_only_hints_at_a_time_leaves_the_claim_to_the_report() -> None:
    news = written(SHELLED_MONDAY, "gunmen/NOUN/3/nsubj recently/ADV/3/advmod fled=flee/VERB/0/root")
    assert news.days(news.claim("fled")) == "2015-08-17"


def test_what_was_said_goes_on_on_the_day_told_for_the_saying_before() -> None:
    more = "he/PRON/2/nsubj added=add/VERB/0/root that/SCONJ/4/mark roads=road/NOUN/2/ccomp"
    news = written(SAID, more)
    assert news.days(news.claim("said")) == "2015-08-19"
    assert news.days(news.claim("added")) == "2015-08-19"


def test_later_in_the_day_is_of_the_main_episode_where_no_other_day_is_told() -> None:
    later = f"{SHELLED} later/ADV/8/advmod in/ADP/8/case the/DET/8/det day/NOUN/2/obl"
    calm = "it/PRON/2/nsubj was=be/VERB/0/root calm/ADJ/2/obj"
    news = written(SHELLED_MONDAY.replace("shelled", "stormed"), calm, calm, calm, later)
    assert news.days(news.claim("shelled", "later in the day")) == "2015-08-17"


def test_a_date_a_year_ago_is_the_next_one_unless_the_clause_is_past() -> None:
    arrives = "aid/NOUN/2/nsubj {}/VERB/0/root on/ADP/4/case August/PROPN/2/obl 29/NUM/4/nummod"
    news = written(arrives.format("arrives=arrive"))
    assert news.days(replace(news.claim("arrives"), stance=Stance.HYPOTHETICAL)) == "2015-08-29"
    past = written(arrives.format("arrived=arrive"))
    assert past.days(past.claim("arrived")) == "2014-08-29"


def test_in_an_undated_report_what_was_last_week_is_background_but_for_the_lead() -> None:
    calm = "it/PRON/2/nsubj was=be/VERB/0/root calm/ADJ/2/obj"
    last_week = "gunmen/NOUN/2/nsubj burned=burn/VERB/0/root houses=house/NOUN/2/obj last/ADJ/5/amod week/NOUN/2/obl"
    news = written(calm, calm, last_week, published=None)
    claim = news.claim("burned")
    times = ReportTimes(news.passages, news.report(), PACKS)
    assert times.is_over(claim, news.time(claim))
    lead = written(last_week, calm, calm, published=None)
    opening = lead.claim("burned")
    assert not ReportTimes(lead.passages, lead.report(), PACKS).is_over(opening, lead.time(opening))


def test_a_time_of_what_an_arrest_is_about_dates_neither_it_nor_the_report() -> None:
    seized = "police/NOUN/2/nsubj seized=seize/VERB/0/root rebels=rebel/NOUN/2/obj {}"
    raid = "raid/NOUN/{}/{} of/ADP/{}/case 3/NUM/{}/nmod August/PROPN/{}/nmod:unmarked"
    about = "involved=involve/ADJ/3/amod in/ADP/6/case " + raid.format(4, "obl", 8, 6, 8)
    news = written(seized.format(about))
    assert news.days(news.claim("seized")) == "2015-08-19/2015-08-20"
    during = "in/ADP/5/case " + raid.format(2, "obl", 7, 5, 7)
    same = written(seized.format(during))
    assert same.days(same.claim("seized")) == "2015-08-03"
