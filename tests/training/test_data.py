"""Corpora to labelled sentences, on a corpus of two sentences written here."""

import gzip
import json
from pathlib import Path

import pytest
from training.data import Sentence, argument_head, read_re3d, read_split
from training.scores import score

CONLLU = """\
# sent_id = a-1
# text = Omar's men didn't flee.
1-2\tOmar's\t_\t_\t_\t_\t_\t_\t_\t_
1\tOmar\tOmar\tPROPN\tNNP\t_\t3\tnmod:poss\t_\t_
2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_
3\tmen\tman\tNOUN\tNNS\t_\t6\tnsubj\t_\t_
4-5\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tdid\tdo\tAUX\tVBD\t_\t6\taux\t_\t_
5\tn't\tnot\tPART\tRB\t_\t6\tadvmod\t_\t_
6\tflee\tflee\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_
"""
IOB2 = "# sent_id = a-1\n1\tOmar\tB-PER\n2\t's\tO\n3\tmen\tO\n4\tdid\tO\n5\tn't\tO\n6\tflee\tO\n7\t.\tO\n\n"
ARGUMENTS = [{"role": "ARG0", "start": 0, "end": 3}, {"role": "ARGM-NEG", "start": 4, "end": 5}]
PREDICATES = [{"index": 5, "args": ARGUMENTS}]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for folder in ("ewt", "uner", "propbank"):
        (tmp_path / folder).mkdir()
    (tmp_path / "ewt" / "train.conllu").write_text(CONLLU + "\n", encoding="utf-8")
    (tmp_path / "uner" / "train.iob2").write_text(IOB2, encoding="utf-8")
    with gzip.open(tmp_path / "propbank" / "train.jsonl.gz", "wt") as lines:
        lines.write(json.dumps({"id": "a-1", "predicates": PREDICATES}) + "\n")
    return tmp_path


def test_trees_names_and_roles_are_joined(data: Path) -> None:
    (sentence,) = read_split(data, "train")
    assert sentence.words == ["Omar", "'s", "men", "did", "n't", "flee", "."]
    assert sentence.heads == [2, 0, 5, 5, 5, -1, 5]
    assert sentence.names == [(0, 1, "PER")]
    assert sentence.predicates == {5: {2: "ARG0", 4: "ARGM-NEG"}}


def test_an_argument_stands_for_its_span_by_the_word_whose_head_is_outside() -> None:
    assert argument_head(0, 3, 5, [2, 0, 5, 5, 5, -1, 5]) == 2


def test_where_several_words_lead_out_the_one_on_the_predicate_wins() -> None:
    assert argument_head(0, 2, 3, [2, 3, 3, -1]) == 1


def test_re3d_gives_names_only(tmp_path: Path) -> None:
    text = "The Aden Council met. Omar left Aden."
    entities = [
        {"start": 0, "end": 16, "type": "Organisation", "confidence": 1},
        {"start": 4, "end": 8, "type": "Location", "confidence": 1},
        {"start": 22, "end": 26, "type": "Person", "confidence": 0.2},
        {"start": 32, "end": 36, "type": "Location", "confidence": 0.9},
    ]
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps({"id": "d", "text": text, "entities": entities}) + "\n", encoding="utf-8")
    first, second = read_re3d(path)
    assert (first.names, second.names) == ([(1, 3, "ORG")], [(2, 3, "LOC")])
    assert first.tags == []


def test_gold_scores_a_hundred_and_a_wrong_role_costs(data: Path) -> None:
    (gold,) = read_split(data, "train")
    assert set(score([gold], [gold]).values()) == {100.0}
    wrong = Sentence(**{**vars(gold), "predicates": {5: {2: "ARG1", 4: "ARGM-NEG"}}})
    assert score([gold], [wrong])["roles"] == 50.0
