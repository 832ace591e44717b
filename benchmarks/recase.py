"""Mixed case for text in capitals, letter by letter, so that every offset stays.

    B=../shared/bench
    .venv/bin/python -m benchmarks.recase $B/language/ewt/train.conllu --check $B/articles/wikinews_2019.jsonl.gz

prints which share of the words with a capital inside a sentence gets it back, and how many of the capitals set are
right, when text that was put in capitals is recased.

Sijil's own model reads the capitals: what it tags as a proper noun, and the nouns and adjectives of what it finds to be
a name, have a capital, unless cased text (a file of JSON lines with `text`, or CoNLL-U) writes the word small
everywhere; so has what cased text hardly ever writes small. What stands alone in brackets without being a word stays as
it is (an acronym); of the words that spell it out, those that stand together have capitals. The packs give names of
actors, countries and peoples. Titles before a name, months and the beginnings of sentences get a capital.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import sijil
from sijil.packs import load_packs
from sijil.parts import ActorRow, CountryRow, NationalityRow, WordList

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
MARKS = re.compile(r"\[[A-Z][^\]]{2,40}\]")
ACRONYM = re.compile(r"(?<=\w )[(\[]([A-Z]{2,7})[)\],]")
LETTERS = re.compile(r"\b(?:[A-Z]\.){2,}")
START = re.compile(r"(?:^|(?<![A-Z]\.[A-Z])[.?!:]\"?\s+|\n\s*|--\s*|[:,]\s*\")$")
SMALL = frozenset("of and the for in on at to a an by with from as or".split())
LINKS = frozenset("de del y e bin ibn".split())
ARTICLES = frozenset("la las los".split())
"""Words that a name has in small letters, the last two inside it only, and articles behind "de"."""
TITLES = frozenset(
    "president minister general colonel captain lieutenant major sergeant corporal judge senator deputy mayor governor "
    "doctor msgr monsignor rev priest engineer senor bishop archbishop father cardinal ambassador col gen "
    "lt maj capt dr mr mrs commander rector professor chancellor secretary sister brother pastor sheikh imam".split()
)
MONTHS = "January February March April May June July August September October November December"
SHORT = 3
CONTEXT = 6
"""Characters before a word that tell whether a sentence begins with it."""
SEEN = 3
"""How often a word must have been read before its letters there count for more than its tag."""
RARELY, MOSTLY = 0.15, 0.97


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
        self._names |= {name[:size].lower(): name[:size] for name in MONTHS.split() for size in (3, len(name))}
        self._names = {low: name for low, name in self._names.items() if low not in {"may", "mar"}}
        longest = sorted(map(re.escape, self._names), key=len, reverse=True)
        self._named = re.compile(rf"\b(?:{'|'.join(longest)})\b", re.IGNORECASE)
        found = {name for text in capitals for name in ACRONYM.findall(text)}
        self._acronyms = {name for name in found if self._is_common(name.lower()) is not True}

    def _is_common(self, word: str) -> bool | None:
        """Tell whether a word in lower case is mostly written so; None if it is unknown."""
        forms = self._forms.get(word)
        if forms:
            return forms[word] * 2 >= forms.total()
        return True if word in self._common else None

    def _form(self, word: str, tag: str, label: str) -> str:
        """Return a word with the letters that its tag, and the kind of name that it is part of, give it."""
        low, named = word.lower(), bool(label)
        if (word in self._acronyms and label != "PER") or (
            len(word) > 1 and not set(low) & set("aeiouy") and self._is_common(low) is None
        ):
            return word
        forms = self._forms.get(low, Counter[str]())
        small = forms[low] / max(forms.total(), 1)
        cased = forms.most_common(1)[0][0] if forms and small < 1 / 2 else low.capitalize()
        if low in SMALL or tag == "PRON":
            return low.capitalize() if low.partition("'")[0] == "i" else low
        if tag == "PROPN" or (named and tag in {"NOUN", "ADJ"}):
            return cased if named or forms.total() < SEEN or small < MOSTLY else low
        return cased if forms.total() >= SEEN and small <= RARELY else low

    def recase(self, text: str) -> str:
        """Return a text in capitals in mixed case; marks in brackets become blanks."""
        text = MARKS.sub(
            lambda match: " " * len(match[0]) if " " in match[0] or match[0] == "[TEXT]" else match[0], text
        )
        read = _read(text)
        spelled = self._spelled(text)
        out = list(text)
        words = list(WORD.finditer(text))
        lettered = {at for match in LETTERS.finditer(text) for at in range(*match.span())}
        parts = {at for at, match in enumerate(words) if match[0].lower() in spelled}
        later = ""
        for at, match in reversed(list(enumerate(words))):
            if match.start() in lettered:
                continue
            tag, label = read.get(match.start(), ("X", ""))
            counted = text[match.start() - 1 : match.start()].isdigit()
            form = match[0].lower() if counted else self._form(match[0], tag, label)
            low = form.lower()
            before = words[at - 1][0].lower() if at and label else ""
            if read.get(words[at - 1].start(), ("", ""))[1] == label and (
                (low in LINKS and before) or (low in ARTICLES and before == "de")
            ):
                form = low
            starts = START.search(text[max(0, match.start() - CONTEXT) : match.start()])
            titled = low in TITLES and later[:1].isupper()
            if form == low and (starts or titled or (at in parts and parts & {at - 1, at + 1} and low not in SMALL)):
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


def _read(text: str) -> dict[int, tuple[str, str]]:
    """Return the tag of each word by its start, and the label of the name that it is part of."""
    found: dict[int, tuple[str, str]] = {}
    for passage in sijil.parse(text):
        labels = {at: name.label for name in passage.names for at in range(name.start, name.end)}
        for at, (start, tag) in enumerate(zip(passage.starts, passage.tags, strict=True)):
            found[start] = (tag, labels.get(at, ""))
    return found


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
