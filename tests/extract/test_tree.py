from __future__ import annotations

from collections.abc import Callable

from sijil.extract.tree import settle_names

HAFTAR = """
Fighters/fighter/NOUN/11/nsubj loyal/ADJ/1/amod to/ADP/5/case General/NOUN/5/nmod:desc Haftar/PROPN/2/obl/PER
and/CCONJ/8/cc local/ADJ/8/amod militias/militia/NOUN/1/conj did/do/AUX/11/aux not/PART/11/advmod shell/VERB/0/root
the/DET/13/det city/NOUN/11/obj of/ADP/15/case Benghazi/PROPN/13/nmod/LOC ./PUNCT/11/punct
"""
SPOKESMAN = """
Omar/PROPN/8/nsubj/PER Zidan/PROPN/1/flat/PER ,/PUNCT/6/punct a/DET/6/det rebel/NOUN/6/compound spokesman/NOUN/1/appos
,/PUNCT/6/punct left/leave/VERB/0/root ./PUNCT/8/punct
"""
ORDERED = """
The/DET/2/det general/NOUN/3/nsubj ordered/order/VERB/0/root troops/NOUN/3/obj to/PART/6/mark attack/VERB/3/xcomp
the/DET/8/det town/NOUN/6/obj and/CCONJ/10/cc hold/VERB/6/conj it/PRON/10/obj ./PUNCT/3/punct
"""
ACCORDING = """
According/accord/VERB/3/case to/ADP/1/fixed residents/resident/NOUN/5/obl troops/NOUN/5/nsubj left/leave/VERB/0/root
./PUNCT/5/punct
"""
IN_GAO = "Rebels/rebel/NOUN/2/nsubj died/die/VERB/0/root in/ADP/4/case Tarfa/PROPN/2/obl ./PUNCT/2/punct"
TARFA_FELL = "Tarfa/PROPN/2/nsubj/PER fell/fall/VERB/0/root ./PUNCT/2/punct"
ALI_TARFA = "Ali/PROPN/3/nsubj/PER Tarfa/PROPN/1/flat/PER fell/fall/VERB/0/root ./PUNCT/3/punct"


def test_a_phrase_holds_whose_side_it_is_on_but_no_second_conjunct(sentence: Callable) -> None:
    tree = sentence(HAFTAR).tree
    assert tree.cut(*tree.phrase(0)) == "Fighters loyal to General Haftar"


def test_a_phrase_holds_no_apposition(sentence: Callable) -> None:
    read = sentence(SPOKESMAN)
    assert read.tree.cut(*read.tree.phrase(0)) == "Omar Zidan"
    assert read.tree.cut(*read.tree.phrase(read.at("spokesman"))) == "a rebel spokesman"


def test_a_phrase_begins_behind_its_conjunction(sentence: Callable) -> None:
    read = sentence(HAFTAR)
    assert read.tree.cut(*read.tree.phrase(read.at("militias"))) == "local militias"


def test_a_phrase_keeps_its_complement_and_drops_the_full_stop(sentence: Callable) -> None:
    read = sentence(HAFTAR)
    assert read.tree.cut(*read.tree.phrase(read.at("city"))) == "the city of Benghazi"


def test_a_participle_behind_a_noun_is_no_part_of_its_name(sentence: Callable) -> None:
    read = sentence(
        "Soldiers/soldier/NOUN/0/root killed/kill/VERB/1/acl in/ADP/4/case Gao/PROPN/2/obl/LOC ./PUNCT/1/punct"
    )
    assert read.tree.cut(*read.tree.phrase(0)) == "Soldiers"


def test_conjuncts_are_listed_in_order(sentence: Callable) -> None:
    read = sentence(HAFTAR)
    assert read.words(read.tree.conjuncts(0)) == ["Fighters", "militias"]


def test_a_preposition_of_several_words_is_one_case(sentence: Callable) -> None:
    read = sentence(ACCORDING)
    assert read.tree.case(read.at("residents")) == "according to"
    assert read.tree.case(read.at("troops")) == ""


def test_a_negation_counts_for_its_own_verb_only(sentence: Callable) -> None:
    read = sentence(HAFTAR)
    assert read.words(read.tree.negated) == ["shell"]


def test_an_object_belongs_to_the_clause_of_its_own_verb(sentence: Callable) -> None:
    read = sentence(ORDERED)
    assert read.tree.clause(read.at("troops")) == read.at("ordered")
    assert read.tree.clause(read.at("town")) == read.at("attack")
    assert read.tree.clause(read.at("it")) == read.at("hold")


def test_a_subtree_can_leave_branches_out(sentence: Callable) -> None:
    read = sentence(ORDERED)
    without = frozenset({read.at("hold")})
    assert read.words(read.tree.subtree(read.at("attack"), without=without)) == ["to", "attack", "the", "town"]


def test_a_word_stands_under_itself_and_all_above_it(sentence: Callable) -> None:
    read = sentence(ORDERED)
    town, attack, troops = read.at("town"), read.at("attack"), read.at("troops")
    assert read.tree.under(town, town)
    assert read.tree.under(town, attack)
    assert not read.tree.under(town, troops)
    assert read.words(read.tree.ancestors(town)) == ["attack", "ordered"]


def test_a_character_is_found_in_its_word_or_the_one_behind_it(sentence: Callable) -> None:
    read = sentence(ORDERED)
    at = read.tree.text.index("troops")
    assert read.tree.word_at(at + 2) == read.at("troops")
    assert read.tree.word_at(at - 1) == read.at("troops")
    assert read.tree.word_at(10_000) == len(read.tree) - 1


def test_a_curly_apostrophe_is_read_as_a_straight_one(sentence: Callable) -> None:
    read = sentence("Haftar/PROPN/3/nmod:poss/PER ’s/PART/1/case men/man/NOUN/4/nsubj left/leave/VERB/0/root")
    assert read.tree.lower == ["haftar", "'s", "men", "left"]
    assert read.tree.cut(0, 3) == "Haftar’s men"


def test_a_name_behind_in_is_a_place_throughout_the_report(story: Callable) -> None:
    trees = story(TARFA_FELL, IN_GAO).trees
    settle_names(trees, {})
    assert trees[0].names == {0: "LOC"}


def test_a_name_that_no_sentence_places_stays_a_person(story: Callable) -> None:
    trees = story(TARFA_FELL).trees
    settle_names(trees, {})
    assert trees[0].names == {0: "PER"}


def test_part_of_a_longer_personal_name_stays_a_person(story: Callable) -> None:
    trees = story(ALI_TARFA, IN_GAO).trees
    settle_names(trees, {})
    assert trees[0].names == {0: "PER", 1: "PER"}


def test_the_registers_names_beat_the_labels_of_the_model(story: Callable) -> None:
    (tree,) = story("Benghazi/PROPN/2/nsubj/PER fell/fall/VERB/0/root").trees
    settle_names([tree], {"Benghazi": ((("Benghazi",), "LOC"),)})
    assert tree.names == {0: "LOC"}


def test_a_registers_name_of_several_words_needs_all_of_them(story: Callable) -> None:
    known = {"Ansar": ((("Ansar", "al", "Sharia"), "ORG"),)}
    whole, part = story(
        "Ansar/PROPN/5/nsubj/PER al/PROPN/1/flat -/PUNCT/1/punct Sharia/PROPN/1/flat fled/VERB/0/root",
        "Ansar/PROPN/2/nsubj/PER fled/VERB/0/root",
    ).trees
    settle_names([whole, part], known)
    assert [whole.names.get(word) for word in (0, 1, 3, 4)] == ["ORG", "ORG", "ORG", None]
    assert part.names == {0: "PER"}


def test_a_surname_that_is_also_a_town_stays_in_its_persons_name(story: Callable) -> None:
    (tree,) = story(ALI_TARFA).trees
    settle_names([tree], {"Tarfa": ((("Tarfa",), "LOC"),)})
    assert tree.names[1] == "PER"


def test_a_surname_that_the_model_takes_for_a_town_is_the_persons(story: Callable) -> None:
    whole, part = story(ALI_TARFA, "Rebels/rebel/NOUN/2/nsubj beat/beat/VERB/0/root Tarfa/PROPN/2/obj/LOC").trees
    settle_names([whole, part], {})
    assert part.names == {2: "PER"}


def test_a_town_stays_one_where_a_sentence_places_something_in_it(story: Callable) -> None:
    whole, part = story(
        ALI_TARFA, "Rebels/rebel/NOUN/2/nsubj fled/flee/VERB/0/root from/ADP/4/case Tarfa/PROPN/2/obl/LOC"
    ).trees
    settle_names([whole, part], {})
    assert part.names == {3: "LOC"}
