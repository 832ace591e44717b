"""Accuracy of the shipped language model on UD EWT, Universal NER and PropBank, with given and with own words.

`python -m benchmarks.language_accuracy [--data FOLDER]` prints one JSON object. "given" uses the corpus's words and
sentences; "own" starts from the raw text of each document and counts what agrees character by character, as the CoNLL
2018 shared task does (words of a contraction are compared by their own characters). Roles: label (C- and R- labels are
labels of their own) and head word of the argument, with the model's own predicates; an argument's head word is the
word of its span whose head in the gold tree lies outside the span.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.data import DATA, need
from benchmarks.language_raw import Document, read_documents
from training.data import Sentence, read_names, read_split
from training.reading import read_with
from training.scores import score

from sijil.language.model import Model
from sijil.language.parse import analyse

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from sijil.records import Passage

FLOORS = {"UPOS": 96.5, "UAS": 90.5, "LAS": 88.0, "names": 74.0, "predicates": 94.5, "roles": 72.0}
Items = dict[str, set["Hashable"]]


def score_given(model: Model, gold: Sequence[Sentence]) -> dict[str, Any]:
    """Figures with the corpus's words, in percent, and sentences per second on one thread."""
    started = time.perf_counter()
    read = read_with(model, gold)
    speed = len(gold) / (time.perf_counter() - started)
    return {**score(gold, read), "sentences_per_second": round(speed)}


def score_own(model: Model, documents: Sequence[Document], gold: Sequence[Sentence]) -> dict[str, float]:
    """F1 in percent of everything, from raw text."""
    by_id = {sentence.id: sentence for sentence in gold}
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for number, document in enumerate(documents):
        passages = analyse(str(number), document.text, [(0, len(document.text), "body")], model)
        theirs = gold_items(document, [by_id[name] for name in document.ids])
        ours = found_items(passages, _annotated(document, by_id))
        for name, items in theirs.items():
            right[name] += len(items & ours[name])
            found[name] += len(ours[name])
            wanted[name] += len(items)
    return {name: round(200 * right[name] / (found[name] + wanted[name]), 2) for name in wanted}


def gold_items(document: Document, sentences: Sequence[Sentence]) -> Items:
    """What there is to find in a document, by character."""
    items = _empty()
    items["sentences"].update(document.sentences)
    for sentence, words in zip(sentences, document.words, strict=True):
        _add_words(items, words, sentence.tags, sentence.heads, sentence.relations)
        items["names"].update((words[a][0], words[b - 1][1], kind) for a, b, kind in sentence.names or ())
        for place, roles in (sentence.predicates or {}).items():
            items["predicates"].add(words[place])
            items["roles"].update((words[place], role, words[head]) for head, role in roles.items())
    return items


def found_items(passages: Iterable[Passage], annotated: dict[str, list[tuple[int, int]]]) -> Items:
    """What the package found, by character; names and predicates only where the corpus was annotated with them."""
    items = _empty()
    for passage in passages:
        items["sentences"].add((passage.start, passage.end))
        words = list(zip(passage.starts, passage.ends, strict=True))
        _add_words(items, words, passage.tags, passage.heads, passage.relations)
        for name in passage.names:
            span = (words[name.start][0], words[name.end - 1][1])
            if _inside(span, annotated["names"]):
                items["names"].add((*span, name.label))
        for predicate in passage.predicates:
            place = words[predicate.index]
            if _inside(place, annotated["predicates"]):
                items["predicates"].add(place)
                items["roles"].update((place, role.label, words[role.index]) for role in predicate.roles)
    return items


def _empty() -> Items:
    """No items of any kind."""
    kinds = ("sentences", "words", "UPOS", "UAS", "LAS", "names", "predicates", "roles")
    return {kind: set() for kind in kinds}


def _add_words(
    items: Items,
    words: Sequence[tuple[int, int]],
    tags: Sequence[str],
    heads: Sequence[int],
    relations: Sequence[str],
) -> None:
    """Add the words of a sentence with tag, head and relation."""
    for word, tag, head, relation in zip(words, tags, heads, relations, strict=True):
        top = words[head] if head >= 0 else None
        items["words"].add(word)
        items["UPOS"].add((word, tag))
        items["UAS"].add((word, top))
        items["LAS"].add((word, top, relation))


def _annotated(document: Document, by_id: dict[str, Sentence]) -> dict[str, list[tuple[int, int]]]:
    """Ranges of the sentences that were annotated with names, and with predicates."""
    pairs = [(by_id[name], span) for name, span in zip(document.ids, document.sentences, strict=True)]
    return {
        "names": [span for sentence, span in pairs if sentence.names is not None],
        "predicates": [span for sentence, span in pairs if sentence.predicates is not None],
    }


def _inside(span: tuple[int, int], ranges: Iterable[tuple[int, int]]) -> bool:
    """Whether a span begins in one of the ranges."""
    return any(a <= span[0] < b for a, b in ranges)


def write_predictions(folder: Path, order: Iterable[str], read: Sequence[Sentence]) -> None:
    """Write CoNLL-U and IOB2 files for other people's scorers; `order` is that of the gold IOB2 file."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "ewt.conllu").open("w", encoding="utf-8") as trees:
        for sentence in read:
            trees.write(f"# sent_id = {sentence.id}\n")
            for i, word in enumerate(sentence.words):
                row = (i + 1, word, "_", sentence.tags[i], "_", "_", sentence.heads[i] + 1, sentence.relations[i])
                trees.write("\t".join(map(str, (*row, "_", "_"))) + "\n")
            trees.write("\n")
    by_id = {sentence.id: sentence for sentence in read}
    with (folder / "uner.iob2").open("w", encoding="utf-8") as names:
        for sentence in map(by_id.__getitem__, order):
            tags = ["O"] * len(sentence.words)
            for a, b, kind in sentence.names or ():
                tags[a:b] = [f"B-{kind}"] + [f"I-{kind}"] * (b - a - 1)
            rows = enumerate(zip(sentence.words, tags, strict=True), 1)
            names.write(f"# sent_id = {sentence.id}\n")
            names.writelines(f"{i}\t{word}\t{tag}\n" for i, (word, tag) in rows)
            names.write("\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA / "language", help="folder with ewt, uner and propbank")
    parser.add_argument("--split", default="test")
    parser.add_argument("--model", type=Path, default=None, help="by default the package's")
    parser.add_argument("--write", type=Path, default=None, help="folder for the predictions with given words")
    options = parser.parse_args()
    need(options.data)
    model, gold = Model(options.model), read_split(options.data, options.split)
    given = score_given(model, gold)
    documents = list(read_documents(options.data / "ewt" / f"{options.split}.conllu"))
    if options.write:
        order = read_names(options.data / "uner" / f"{options.split}.iob2")
        write_predictions(options.write, order, read_with(model, gold))
    missed = {name: floor for name, floor in FLOORS.items() if given[name] < floor}
    report = {"split": options.split, "given": given, "own": score_own(model, documents, gold)}
    print(json.dumps({**report, "below_floor": missed}, indent=1))


if __name__ == "__main__":
    main()
