"""The reports' side: passages with offsets into the report, and the shipped model on sentences written here."""

import subprocess
import sys
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijil.language.model import Model, load_model
from sijil.language.parse import analyse, parse
from sijil.records import Passage, PassageKind

TEXT = (
    "Rebels seize the airport\n\n"
    "“Our troops entered the town of Ras Amin on Monday,” General Omar Hadi told Reuters. "
    "At least 12 soldiers were killed by a roadside bomb."
)


def words(passage: Passage, text: str) -> list[str]:
    return [text[a:b] for a, b in zip(passage.starts, passage.ends, strict=True)]


def roles(passage: Passage, text: str, verb: str) -> dict[str, str]:
    forms = words(passage, text)
    (found,) = [p for p in passage.predicates if forms[p.index] == verb]
    return {role.label: forms[role.index] for role in found.roles}


@cache
def read() -> tuple[Passage, ...]:
    return parse(TEXT)


def test_each_sentence_is_a_passage_with_offsets_into_the_text() -> None:
    assert [TEXT[p.start : p.end][:6] for p in read()] == ["Rebels", "“Our t", "At lea"]
    assert all(words(p, TEXT)[-1] in {"airport", "."} for p in read())
    assert all(len(p.starts) == len(p.tags) == len(p.lemmas) == len(p.heads) == len(p.relations) for p in read())


def test_the_model_finds_tags_lemmas_and_the_tree() -> None:
    passage, forms = read()[2], words(read()[2], TEXT)
    assert passage.tags[forms.index("soldiers")] == "NOUN"
    assert passage.lemmas[forms.index("killed")] == "kill"
    assert passage.heads[forms.index("killed")] == -1
    assert passage.relations[forms.index("soldiers")] == "nsubj:pass"
    assert forms[passage.heads[forms.index("bomb")]] == "killed"


def test_the_model_finds_who_did_what() -> None:
    assert roles(read()[2], TEXT, "killed")["ARG1"] == "soldiers"
    assert roles(read()[2], TEXT, "killed")["ARG0"] == "bomb"
    told = roles(read()[1], TEXT, "told")
    assert told["ARG2"] == "Reuters"


def test_the_model_finds_names() -> None:
    forms = words(read()[1], TEXT)
    found = {(" ".join(forms[n.start : n.end]), n.label) for n in read()[1].names}
    assert {("Ras Amin", "LOC"), ("Reuters", "ORG")} <= found
    assert any(name.endswith("Omar Hadi") and label == "PER" for name, label in found)


def test_a_text_without_any_verb_is_read() -> None:
    (passage,) = parse("In private hands")
    assert passage.predicates == ()


def test_capitals_are_read_too() -> None:
    (passage,) = parse("ARMY RETAKES TOWN FROM REBELS")
    assert passage.tags[1] == "VERB"
    assert passage.lemmas[1] == "retake"


@pytest.mark.parametrize(
    "text", ["IS captured the town in 2014.", "In 2014 IS fighters overran the town.", "WHO said so."]
)
def test_an_acronym_that_is_an_everyday_word_is_a_name(text: str) -> None:
    (passage,) = parse(text)
    assert passage.tags[words(passage, text).index(next(w for w in ("IS", "WHO") if w in text))] == "PROPN"


def test_in_a_line_of_capitals_an_everyday_word_may_be_what_it_looks_like() -> None:
    (passage,) = parse("THE WAR IS OVER")
    assert passage.tags[2] == "AUX"


def test_blocks_set_the_kind_and_what_is_read() -> None:
    text = "Army wins. Share this. The war goes on."
    found = analyse("rep-a", text, [(0, 10, "headline"), (23, len(text), "body")], load_model())
    assert [(p.kind, text[p.start : p.end]) for p in found] == [
        (PassageKind.HEADLINE, "Army wins."),
        (PassageKind.BODY, "The war goes on."),
    ]
    assert {p.report for p in found} == {"rep-a"}


def test_a_text_without_words_has_no_passages() -> None:
    assert parse(" \n\n \u200b ") == ()


def test_the_same_report_reads_the_same_twice() -> None:
    assert parse(TEXT) == parse(TEXT)
    assert analyse("a", TEXT, [(0, len(TEXT), "body")], Model()) == analyse(
        "a", TEXT, [(0, len(TEXT), "body")], load_model()
    )


@pytest.mark.parametrize("count", [1, 300, 2_000])
def test_a_long_sentence_is_read_to_its_end(count: int) -> None:
    sentence = [*["the", "northern", "army"] * count, "fled"]
    (reading,) = load_model().parse([sentence])
    assert len(reading.tags) == len(reading.heads) == len(sentence)
    assert reading.heads.count(-1) == 1


def test_results_come_back_in_the_order_given() -> None:
    sentences = [["Go"], ["The", "army", "left", "the", "town"], ["They", "fled"]]
    assert [len(reading.tags) for reading in load_model().parse(sentences)] == [1, 5, 2]


def test_a_vector_has_length_one() -> None:
    (reading,) = load_model().parse([["They", "fled"]])
    assert reading.vector.shape == (384,)
    assert abs(float((reading.vector**2).sum()) - 1) < 0.01


@settings(max_examples=25)
@given(st.text(alphabet=st.sampled_from("ab AB.,!'’“”-1\n\u00ad\u200b…é漢"), max_size=60))
def test_any_text_gives_whole_passages(text: str) -> None:
    for passage in parse(text):
        assert passage.start == passage.starts[0] or not text[passage.start : passage.starts[0]].isalnum()
        assert all(a < b for a, b in zip(passage.starts, passage.ends, strict=True))
        assert all(-1 <= head < len(passage.tags) for head in passage.heads)


def test_importing_the_parts_loads_no_model_runtime() -> None:
    code = (
        "import sys, sijil.language.parse, sijil.language.tokens, sijil.language.sentences, sijil.language.lemmas;"
        "print('onnxruntime' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "False"
