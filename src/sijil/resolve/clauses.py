"""The time expressions of a report's sentences, and which clause each of them belongs to."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from sijil.packs import Packs
from sijil.parts import WordList
from sijil.records import Passage
from sijil.resolve.timefinder import TimeExpression, find_times
from sijil.resolve.timegrammar import Form, Relation

_TELLING = frozenset({"NOUN", "PROPN", "VERB", "NUM"})
_VERBAL = frozenset({"VERB", "AUX"})
_RELATIVE = frozenset({"acl"})
_APART = frozenset({"acl", "ccomp", "conj", "parataxis"})
_NOMINAL = frozenset({"obl", "nmod"})
_CLAUSAL = frozenset({"xcomp", "acl", "advcl"})
_ABOUT = frozenset({"for", "of", "over", "with"})
_OWN_CLAUSES = frozenset({"root", "ccomp", "parataxis", "conj", "advcl"})


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of the lexicon that timing reads, as lemmas.

    Attributes:
        speech: Verbs of saying.
        future: Auxiliaries of what is to come.
        prospect: Auxiliaries of what may come.
        planned: Words whose clause tells of what is to come ("due", "expected").
        upcoming: Marks of a clause that stands in the present for what is to come ("when").
        superlative: Words that compare with all of a kind ("deadliest").
        definite: Determiners of what was told before ("the").
        since: Marks of a clause that tells from when on something has gone on.
        begin: Verbs that say of what lasts when it began.
        memorial: Words for remembering what happened long ago.
        judging: Words of verdicts.
        aftermath: Phrases behind which stands what an arrest or a trial is about ("wanted in").
        presuming: Verbs whose object has happened ("condemned the raid").
        inquiry: Nouns of what looks into a happening.
    """

    speech: frozenset[str]
    future: frozenset[str]
    prospect: frozenset[str]
    planned: frozenset[str]
    upcoming: frozenset[str]
    superlative: frozenset[str]
    definite: frozenset[str]
    since: frozenset[str]
    begin: frozenset[str]
    memorial: frozenset[str]
    judging: frozenset[str]
    aftermath: frozenset[str]
    presuming: frozenset[str]
    inquiry: frozenset[str]


@lru_cache(maxsize=8)
def load_words(packs: Packs) -> Words:
    """Read the word lists of the packs; a list that no pack has is empty."""
    lists = {item.name: frozenset(item.words) for item in packs.rows(WordList)}
    return Words(*(lists.get(name, frozenset()) for name in Words.__slots__))


class Sentence:
    """One passage with its time expressions (offsets of the report's text) and its tree."""

    def __init__(self, passage: Passage, text: str, packs: Packs) -> None:
        """Find the time expressions of the passage in the text of its report."""
        self.passage = passage
        self.relations = [relation.partition(":")[0] for relation in passage.relations]
        found = find_times(text[passage.start : passage.end], packs)
        self.times = tuple(item.moved(passage.start) for item in found if item.form is not Form.VAGUE)
        self._forms = [text[a:b] for a, b in zip(passage.starts, passage.ends, strict=True)]
        self._words = load_words(packs)

    def word_at(self, offset: int) -> int:
        """Return the index of the word at a character of the text, or of the nearest before it."""
        return max(bisect.bisect_right(self.passage.starts, offset) - 1, 0)

    def words_in(self, start: int, end: int) -> range:
        """Return the indices of the words that begin in `start:end`."""
        starts = self.passage.starts
        return range(bisect.bisect_left(starts, start), bisect.bisect_left(starts, end))

    def path(self, word: int) -> Iterator[int]:
        """Yield a word and those above it, up to the root; a broken tree ends the path."""
        seen: set[int] = set()
        while word >= 0 and word not in seen and word < len(self.relations):
            seen.add(word)
            yield word
            word = self.passage.heads[word]

    def head_of(self, start: int, end: int) -> int:
        """Return the word of `start:end` whose head lies outside."""
        inside = self.words_in(start, end)
        return next((word for word in inside if self.passage.heads[word] not in inside), self.word_at(start))

    def below(self, word: int, relation: str) -> list[int]:
        """Return the words that hang on a word by a relation (without subtype)."""
        heads = self.passage.heads
        return [child for child, head in enumerate(heads) if head == word and self.relations[child] == relation]

    def clause_of(self, time: TimeExpression) -> int:
        """Return the verb (or root) of the clause that a time expression stands in.

        A time right behind a verb of saying ("said on Wednesday that") is of that verb, whatever the tree says.
        """
        before = self.words_in(self.passage.start, time.start)
        if before and self.is_speech(before[-1]) and self.passage.tags[before[-1]] in _VERBAL:
            return before[-1]
        for word in self.path(self.head_of(time.core, time.end)):
            if self.passage.tags[word] in _VERBAL or self.passage.heads[word] < 0:
                return word
        return self.word_at(time.core)

    def is_speech(self, word: int) -> bool:
        """Tell whether a word is a verb of saying."""
        return self.passage.lemmas[word].lower() in self._words.speech

    def comes_after(self, word: int) -> bool:
        """Tell whether a word says what was said or done about a happening ("said", "condemned", "opened a probe")."""
        aims = [word, *self.below(word, "xcomp"), *self.below(word, "obj")] if self.passage.tags[word] == "VERB" else []
        later = self._words.presuming | self._words.inquiry
        return self.is_speech(word) or any(self.passage.lemmas[one].lower() in later for one in aims)

    def is_future(self, word: int) -> bool:
        """Tell whether a word, or the verb that it hangs on, tells of what is to come.

        By its auxiliary, by a word above that plans it ("due to arrive"), or as a clause in the present below such a
        verb ("will return when the road opens").
        """
        for step in self.path(word):
            above = self.passage.heads[step]
            if self._has_future(step):
                return True
            if above >= 0 and self._is_plan(above) and self._completes(step):
                return True
            if self.passage.tags[step] == "VERB" and any(map(self._is_plan, self.below(step, "case"))):
                return True
            if self.passage.tags[step] in _VERBAL and not self._looks_ahead(step):
                return False
        return False

    def _has_future(self, word: int) -> bool:
        """Tell whether a verb has an auxiliary of the future, or one of what may come that does not make it past."""
        helpers = self._children_lemmas(word)
        return bool(helpers & self._words.future) or bool(helpers & self._words.prospect and "have" not in helpers)

    def _completes(self, word: int) -> bool:
        """Tell whether a word completes the one above it ("due to arrive", "slated for release"; not "plans told")."""
        relation = self.relations[word]
        if relation in _NOMINAL:
            return any(self.passage.lemmas[case].lower() == "for" for case in self.below(word, "case"))
        return relation == "ccomp" or (relation in _CLAUSAL and (self._is_infinitive(word) or self._looks_ahead(word)))

    def _is_infinitive(self, word: int) -> bool:
        return any(self.passage.lemmas[mark].lower() == "to" for mark in self.below(word, "mark"))

    def _is_plan(self, word: int) -> bool:
        return self.passage.lemmas[word].lower() in self._words.planned

    def _looks_ahead(self, word: int) -> bool:
        """Tell whether a verb in the present hangs on another by a mark such as "when"."""
        marks = (*self.below(word, "mark"), *self.below(word, "advmod"))
        is_marked = any(self.passage.lemmas[mark].lower() in self._words.upcoming for mark in marks)
        return is_marked and self.relations[word] == "advcl" and not self.is_past(word)

    def is_past(self, word: int) -> bool:
        """Tell whether a word is a verb in a form of the past or a participle ("shelled", "taken"), not "shells"."""
        form, lemma = self._forms[word].lower(), self.passage.lemmas[word].lower()
        if self.passage.tags[word] not in _VERBAL or form == lemma or form.endswith(("s", "ing")):
            return False
        return not self._is_infinitive(word)

    def _children_lemmas(self, word: int) -> frozenset[str]:
        passage = self.passage
        inside = (n for n, head in enumerate(passage.heads) if head == word and passage.tags[n] in _VERBAL)
        return frozenset(passage.lemmas[n].lower() for n in inside)

    def dates(self, time: TimeExpression, trigger: int) -> bool:
        """Tell whether a time expression says when the happening at word `trigger` took place.

        It does where it hangs on the trigger, on the verb above it, or on a clause below it that tells how; it does
        not where it tells when something was said, or stands in a relative clause or another main clause.
        """
        clause = self.clause_of(time)
        if (self.comes_after(clause) and clause != trigger) or self.is_no_date(time):
            return False
        if self._is_remembered(trigger) and not self.hangs_on(time, trigger):
            return False
        hanging = list(self.path(self.head_of(time.core, time.end)))
        if trigger in hanging:
            return not any(self._parts(word) for word in hanging[: hanging.index(trigger)])
        above = list(self.path(trigger))
        for word in above:
            if word in hanging and (word == clause or self.relations[above[above.index(word) - 1]] in _RELATIVE):
                return word == clause or not any(self._parts(inner) for inner in hanging[: hanging.index(word)])
            if self.relations[word] in _RELATIVE | {"ccomp"} and self.passage.heads[word] not in hanging:
                return False
        return False

    def is_of_earlier(self, time: TimeExpression, trigger: int = -1) -> bool:
        """Tell whether a time is that of what the happening at `trigger` is about ("wanted in the attack of May 3")."""
        hanging, above = list(self.path(self.head_of(time.core, time.end))), list(self.path(trigger))
        return any(last < hanging[0] and top in hanging and top not in above for last, top in self._earlier)

    @cached_property
    def _earlier(self) -> list[tuple[int, int]]:
        """Where phrases end that tell what an arrest or a trial is about, and the words that head it."""
        plain = " ".join(self.passage.lemmas).lower()
        found = []
        for phrase in self._words.aftermath:
            if (at := f" {plain} ".find(f" {phrase} ")) >= 0:
                last = plain[:at].count(" ") + phrase.count(" ")
                told = [one for one in range(last, len(self.relations)) if self.relations[one] == "obj"]
                own = next((one for one in told if self.passage.heads[one] == last), last)
                found.append((last, self.passage.heads[last] if self.relations[last] in {"case", "mark"} else own))
        return found

    def _is_remembered(self, trigger: int) -> bool:
        """Tell whether a happening is only told of as remembered ("the anniversary of the attack")."""
        above = self.passage.heads[trigger]
        if above >= 0 and self.passage.lemmas[above].lower() in self._words.memorial:
            return True
        path = [trigger, *self.path(trigger)]
        return any(self._is_judged(word) for word in path)

    def _is_judged(self, word: int) -> bool:
        """Tell whether a word is what somebody is judged for ("was jailed for the murder")."""
        above = self.passage.heads[word]
        about = {self._forms[child].lower() for kind in ("case", "mark") for child in self.below(word, kind)}
        if above < 0 or not about & _ABOUT:
            return False
        verb = self.passage.heads[above] if self.relations[above] in {"obj", "nsubj"} else above
        return any(at >= 0 and self.passage.lemmas[at].lower() in self._words.judging for at in (above, verb))

    def dates_aim(self, time: TimeExpression, trigger: int) -> bool:
        """Tell whether a time stands at the end of what the word aimed at ("a drive to retake the dam on Monday")."""
        hanging = list(self.path(self.head_of(time.core, time.end)))
        if trigger not in hanging[1:] or self.is_said(time):
            return False
        aim = hanging[hanging.index(trigger) - 1]
        is_aim = self.relations[aim] in _CLAUSAL and self._is_infinitive(aim) and not self._is_beginning(aim)
        return is_aim and self.clause_of(time) == aim

    def touches(self, time: TimeExpression, trigger: int) -> bool:
        """Tell whether a time stands right behind a noun and what hangs on it ("the raid on the town on Monday")."""
        behind = [word for word in range(trigger, len(self.relations)) if trigger in self.path(word)]
        ends = self.passage.ends
        before = self.words_in(self.passage.start, time.start)
        run = next((word for word in range(trigger, len(ends)) if word not in behind), len(ends))
        return self.passage.tags[trigger] in {"NOUN", "PROPN"} and bool(before) and before[-1] == run - 1

    def hangs_on(self, time: TimeExpression, trigger: int) -> bool:
        """Tell whether a time expression hangs on a word itself, not only on a word above it."""
        return trigger in self.path(self.head_of(time.core, time.end))

    def precedes_aim(self, time: TimeExpression, trigger: int) -> bool:
        """Tell whether a time stands before an infinitive and hangs above it ("signed on Monday to repair it")."""
        marks = [mark for mark in self.below(trigger, "mark") if self.passage.lemmas[mark].lower() == "to"]
        return bool(marks) and time.end <= self.passage.starts[marks[0]] and not self.hangs_on(time, trigger)

    def _parts(self, word: int) -> bool:
        """Tell whether what hangs below a word is another matter: an apposition, a clause apart or with "since"."""
        relation = self.relations[word]
        if relation == "advcl":
            return self._is_since(word) or self._describes(word)
        return relation == "appos" or (relation in _APART and self._is_clause(word))

    def since_when(self, trigger: int) -> list[int]:
        """Return the verbs that say since when what a word tells has gone on.

        As in "ten have died since fighting broke out in May" and "the revolt, begun in May, has cost ten lives".
        """
        found: list[int] = []
        for word in self.path(trigger):
            found += [child for child in self.below(word, "advcl") if self._is_since(child)]
            helpers = {self.passage.lemmas[helper].lower() for helper in self.below(word, "aux")}
            for subject in self.below(word, "nsubj") if "have" in helpers else ():
                found += [child for child in self.below(subject, "acl") if self._is_beginning(child)]
            if self._is_clause(word) and self.relations[word] in _OWN_CLAUSES:
                break
        return [word for word in found if word != trigger]

    def _is_since(self, word: int) -> bool:
        return any(self._forms[mark].lower() in self._words.since for mark in self.below(word, "mark"))

    def _is_beginning(self, word: int) -> bool:
        return self.passage.lemmas[word].lower() in self._words.begin

    def opens(self, time: TimeExpression) -> bool:
        """Tell whether a time stands in a clause that tells since when something has gone on."""
        return any(self._is_since(word) for word in self.path(self.head_of(time.core, time.end)))

    def _describes(self, word: int) -> bool:
        """Tell whether a participle behind a comma is said of one named aside ("among them X, shot on Monday")."""
        comma = word - 1
        if comma < 1 or self.passage.tags[comma] != "PUNCT" or not self.is_past(word):
            return False
        if self.below(word, "mark") or self.below(word, "nsubj") or self.below(word, "aux"):
            return False
        return any(self.relations[near] == "appos" for near in self.path(comma - 1))

    def is_aside(self, time: TimeExpression) -> bool:
        """Tell whether a time stands in what was said besides ("..., adding that ten were shot on Monday")."""
        for word in self.path(self.head_of(time.core, time.end)):
            above = self.passage.heads[word]
            if self.relations[word] == "ccomp" and self.is_speech(above) and self.relations[above] == "advcl":
                return True
        return False

    def _is_clause(self, word: int) -> bool:
        return self.passage.tags[word] in _VERBAL

    def word_behind(self, time: TimeExpression) -> int:
        """Return the word that a time ending in a preposition is counted from ("raid" in "two days after the raid")."""
        link = self.word_at(time.end - 1)
        above = self.passage.heads[link]
        if above > link:
            return above
        tags = self.passage.tags
        return next((word for word in range(link + 1, len(tags)) if tags[word] in _TELLING), link)

    def has_article(self, word: int) -> bool:
        """Tell whether a noun is one told before ("the raid")."""
        return any(self.passage.lemmas[child].lower() in self._words.definite for child in self.below(word, "det"))

    def is_said(self, time: TimeExpression) -> bool:
        """Tell whether a time expression says when something was said."""
        return self.comes_after(self.clause_of(time))

    def closes(self, time: TimeExpression, trigger: int) -> bool:
        """Tell whether a time expression behind a comma ends the clause of word `trigger`.

        As in "rebels took the town, a hub of trade, in May": no verb stands between.
        """
        before = self.words_in(self.passage.start, time.start)
        if len(before) < 2 or not trigger < before[-1] or self.passage.tags[before[-1]] != "PUNCT":  # noqa: PLR2004 - a word and its comma
            return False
        between = self.passage.tags[trigger + 1 : before[-1]]
        return not _VERBAL & set(between) and not self.is_said(time)

    def is_of_noun(self, time: TimeExpression) -> bool:
        """Tell whether a time expression dates only the noun that it stands before ("the May 5 attack")."""
        return self.relations[self.head_of(time.core, time.end)] in {"compound", "amod", "nummod"}

    def is_no_date(self, time: TimeExpression) -> bool:
        """Tell whether a time dates nothing: a year within a name, or "since" behind a comparison.

        As in "the Peace Conference 2015" and in "the deadliest attack since 2014".
        """
        return self._is_named(time) or self._compares(time)

    def _is_named(self, time: TimeExpression) -> bool:
        """Tell whether a bare year touches a name ("the 2010 Trade Conference", "Vision 2030")."""
        if time.relation is not None or time.fields.given() != {"year"} or time.form is not Form.DATE:
            return False
        first, last = self.word_at(time.core), self.word_at(time.end - 1)
        sides = [(first - 1, first), (last, last + 1)]
        names = [right if left == last else left for left, right in sides]
        return any(0 <= word < len(self._forms) and self._is_name(word, first, last) for word in names)

    def _is_name(self, word: int, first: int, last: int) -> bool:
        """Tell whether a word beside a year is a name that hangs together with it."""
        heads = self.passage.heads
        joined = heads[word] in range(first, last + 1) or heads[first] == word or heads[first] == heads[word]
        return self.passage.tags[word] == "PROPN" and joined

    def _compares(self, time: TimeExpression) -> bool:
        """Tell whether "since" looks back to the last time that something was as high, deadly or new."""
        if time.relation is not Relation.SINCE:
            return False
        for word in reversed(self.words_in(self.passage.start, time.start)):
            if {self._forms[word].lower(), self.passage.lemmas[word].lower()} & self._words.superlative:
                return True
            if self.passage.tags[word] == "PUNCT" or (self._is_clause(word) and self.relations[word] != "acl"):
                return False
        return False

    def says(self, time: TimeExpression, trigger: int) -> bool:
        """Tell whether a time expression says when the clause of word `trigger` was said."""
        clause = self.clause_of(time)
        return self.comes_after(clause) and clause != trigger and clause in self.path(trigger)


def read_sentences(passages: Iterable[Passage], text: str, packs: Packs) -> tuple[Sentence, ...]:
    """Return the sentences of a report in order of place."""
    return tuple(Sentence(passage, text, packs) for passage in sorted(passages, key=lambda item: item.start))


def find_sentence(sentences: Sequence[Sentence], offset: int) -> int:
    """Return the number of the sentence that holds a character, or -1."""
    number = bisect.bisect_right([sentence.passage.start for sentence in sentences], offset) - 1
    return number if number >= 0 and offset < sentences[number].passage.end else -1
