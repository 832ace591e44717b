"""Mixed case for text in capitals, letter by letter, so that every offset stays.

    B=../shared/bench
    .venv/bin/python -m benchmarks.recase $B/language/ewt/train.conllu --check $B/articles/wikinews_2019.jsonl.gz

prints which share of the words with a capital inside a sentence gets it back, and how many of the capitals set are
right, when text that was put in capitals is recased.

A word is written as cased text (a file of JSON lines with `text`, or CoNLL-U) mostly writes it inside a sentence. One
that is unknown there, also without its ending, is a name, unless the capital text often has it between an article or
number and the end of its phrase ("the ... were"). What stands alone in brackets without being a word stays as it is
(an acronym); of the words that spell it out, those that stand together have capitals. The packs give names of actors,
countries and peoples. Titles before a name, months and the beginnings of sentences get a capital.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from sijil.packs import load_packs
from sijil.parts import ActorRow, CountryRow, NationalityRow, WordList

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
MARKS = re.compile(r"\[[A-Z][^\]]{2,40}\]")
ACRONYM = re.compile(r"(?<=\w )[(\[]([A-Z]{2,7})[)\],]")
LETTERS = re.compile(r"\b(?:[A-Z]\.){2,}")
START = re.compile(r"(?:^|(?<![A-Z]\.[A-Z])[.?!:]\"?\s+|\n\s*|--\s*|[:,]\s*\")$")
ARTICLE = frozenset("the a an several some many two three four five six seven other these those".split())
CLOSING = frozenset(
    "was were is are has have had who which that and or of in on at from by to with for will said".split()
)
TITLES = frozenset(
    "president minister general colonel captain lieutenant major sergeant corporal judge senator deputy mayor governor "
    "doctor msgr monsignor rev priest engineer senor bishop archbishop father cardinal ambassador col gen "
    "lt maj capt dr mr mrs commander rector professor chancellor secretary sister brother pastor sheikh imam".split()
)
SHORT = 3
CONTEXT = 6
"""Characters before a word that tell whether a sentence begins with it."""
ENDINGS = ("'s", "s", "es", "ed", "d", "ing", "ly", "er", "ers", "ment", "ness", "ist", "ists", "ism", "al", "ally")
PREFIXES = ("anti", "counter", "un", "re", "non", "pro", "narco", "over", "out")


def read_cased(path: Path) -> Iterator[str]:
    """Yield the texts of a file with cased text."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# text = "):
                yield line.removeprefix("# text = ")
            elif line.startswith("{"):
                yield str(json.loads(line)["text"])


class Recaser:
    """Puts capital text in mixed case.

    Args:
        cased: Texts in mixed case, from which the forms of words are learned.
        capitals: The texts in capitals, which tell what unknown words are.
    """

    def __init__(self, cased: Iterable[str], capitals: Iterable[str]) -> None:
        """Count the forms of words."""
        packs = load_packs(("world", "lang-en"))
        self._forms: dict[str, Counter[str]] = {}
        for text in cased:
            for match in WORD.finditer(text):
                if not START.search(text[max(0, match.start() - CONTEXT) : match.start()]):
                    self._forms.setdefault(match[0].lower(), Counter())[match[0]] += 1
        self._common = {word for row in packs.rows(WordList) for words in row.words for word in words.split()}
        states = [name for row in packs.rows(NationalityRow) for name in (row.name, *row.aliases, *row.adjectives)]
        actors = [name for row in packs.rows(ActorRow) for name in (row.name, *row.aliases)]
        names = {*states, *actors, *(row.name for row in packs.rows(CountryRow))}
        self._names = {name.lower(): name for name in names if " " in name or name in states}
        self._names = {low: name for low, name in self._names.items() if not self._is_common(low)}
        self._names |= {
            word.lower(): word for word in "January February March April June July August September".split()
        }
        self._names |= {word.lower(): word for word in "October November December Sep Oct Nov Dec Jan Feb Apr".split()}
        longest = sorted(map(re.escape, self._names), key=len, reverse=True)
        self._named = re.compile(rf"\b(?:{'|'.join(longest)})\b", re.IGNORECASE)
        capitals = list(capitals)
        found = {name for text in capitals for name in ACRONYM.findall(text)}
        self._acronyms = {name for name in found if self._is_common(name.lower()) is not True}
        self._nouns = self._find_nouns(capitals)

    def _find_nouns(self, capitals: Iterable[str]) -> frozenset[str]:
        """Collect the unknown words that behave as common nouns."""
        seen: Counter[str] = Counter()
        noun: Counter[str] = Counter()
        for text in capitals:
            words = [match[0].lower() for match in WORD.finditer(text)]
            seen.update(words)
            for before, word, after in zip(words, words[1:], words[2:], strict=False):
                noun[word] += before in ARTICLE and after in CLOSING
        short = {name.lower() for name in self._acronyms}
        return frozenset(
            word for word, times in noun.items() if times > 1 and times >= seen[word] / 12 and word not in short
        )

    def _is_common(self, word: str) -> bool | None:
        """Tell whether a word in lower case is written so; None if it is unknown."""
        forms = self._forms.get(word)
        if forms:
            low = forms[word]
            return low * 2 >= forms.total()
        return True if word in self._common else None

    def _form(self, word: str) -> str:
        low = word.lower()
        if word in self._acronyms or (len(word) > 1 and not set(low) & set("aeiouy") and self._is_common(low) is None):
            return word
        known = self._is_common(low)
        if known is False:
            return self._forms[low].most_common(1)[0][0]
        if known or low in self._nouns:
            return low
        stems = [low.removesuffix(end) for end in ENDINGS if low.endswith(end) and len(low) > len(end) + 2]
        stems += [low.removeprefix(start) for start in PREFIXES if low.startswith(start) and len(low) > len(start) + 3]
        for stem in stems:
            if any(self._is_common(form) or form in self._nouns for form in (stem, f"{stem}e", stem[:-1])):
                return low
        return low.capitalize()

    def recase(self, text: str) -> str:
        """Return a text in capitals in mixed case; marks in brackets become blanks."""
        text = MARKS.sub(
            lambda match: " " * len(match[0]) if " " in match[0] or match[0] == "[TEXT]" else match[0], text
        )
        spelled = self._spelled(text)
        out = list(text)
        words = list(WORD.finditer(text))
        lettered = {at for match in LETTERS.finditer(text) for at in range(*match.span())}
        parts = {at for at, match in enumerate(words) if match[0].lower() in spelled}
        later = ""
        for at, match in reversed(list(enumerate(words))):
            if match.start() in lettered:
                continue
            form = match[0].lower() if text[match.start() - 1 : match.start()].isdigit() else self._form(match[0])
            low = form.lower()
            starts = START.search(text[max(0, match.start() - CONTEXT) : match.start()])
            titled = low in TITLES and later[:1].isupper()
            if form == low and (starts or titled or (at in parts and parts & {at - 1, at + 1} and low not in CLOSING)):
                form = form.capitalize()
            if len(form) == len(match[0]):
                out[match.start() : match.end()] = form
            later = form
        return self._name("".join(out))

    def _name(self, text: str) -> str:
        return self._named.sub(lambda match: self._names[match[0].lower()], text)

    def _spelled(self, text: str) -> frozenset[str]:
        """Collect the words before an acronym in brackets whose first letters spell it."""
        found: set[str] = set()
        for match in ACRONYM.finditer(text):
            words = WORD.findall(text[max(0, match.start() - 90) : match.start()])
            letters = list(match[1]) if match[1] in self._acronyms else []
            taken: list[str] = []
            while words and letters and len(taken) < len(match[1]) + 3:
                word = words.pop()
                taken.append(word.lower())
                if word[0] in letters:
                    letters.remove(word[0])
            if len(letters) < len(match[1]) / 2:
                found |= {word for word in taken if len(word) > SHORT}
        return frozenset(found)


def check(recaser: Recaser, texts: Iterable[str]) -> tuple[float, float]:
    """Return which share of capitals inside sentences comes back, and which share of those set is right."""
    right = set_ = there = 0
    for text in texts:
        again = recaser.recase(text.upper() if len(text.upper()) == len(text) else text)
        for match in WORD.finditer(text):
            if not START.search(text[max(0, match.start() - CONTEXT) : match.start()]):
                told, made = match[0][0].isupper(), again[match.start()].isupper()
                right, set_, there = right + (told and made), set_ + made, there + told
    return right / max(there, 1), right / max(set_, 1)


def main() -> None:
    """Print how many capitals come back."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cased", type=Path, nargs="+")
    parser.add_argument("--check", type=Path, required=True)
    options = parser.parse_args()
    texts = list(read_cased(options.check))
    recaser = Recaser((text for path in options.cased for text in read_cased(path)), [text.upper() for text in texts])
    recall, precision = check(recaser, texts)
    print(f"capitals restored {recall:.1%}, capitals right {precision:.1%}")


if __name__ == "__main__":
    main()
