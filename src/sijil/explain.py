"""How sentences are read, step by step: words and tree, roles, the rules tried and why each did or did not speak.

The tool that a pack's author works with: `sijil explain "a sentence"`, and `sijil why CLAIM --rules`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sijil.extract.claims import Judged, judge_all, read_trees
from sijil.extract.examples import bare_report
from sijil.extract.lexicon import Lexicon, compile_lexicon
from sijil.extract.rules import Attempt, list_attempts
from sijil.extract.tree import Tree
from sijil.language.parse import parse
from sijil.packs import Packs
from sijil.parts import Rule
from sijil.records import Argument, Claim, Figure, Passage, Report

Json = dict[str, Any]


def explain_text(text: str, packs: Packs) -> list[Json]:
    """Explain how each sentence of a text is read, as if it stood in a report about violence.

    Args:
        text: English text.
        packs: The packs whose rules are tried.

    Returns:
        For each sentence built-in values with the keys text, words, predicates, rules and claims. A rule bears its
        place in the packs, the word that called it, and in `outcome` "claim" or why it gave none.
    """
    report, passages = bare_report(text), list(parse(text))
    return list(_explain(report, passages, packs, range(len(passages)), violent=True))


def explain_sentences(
    report: Report, passages: Sequence[Passage], packs: Packs, within: Iterable[tuple[int, int]]
) -> list[Json]:
    """Explain how the sentences of a report that meet one of some ranges of characters are read."""
    ranges = list(within)
    chosen = [
        number
        for number, passage in enumerate(passages)
        if any(start < passage.end and passage.start < end for start, end in ranges)
    ]
    return list(_explain(report, list(passages), packs, chosen, violent=None))


def _explain(
    report: Report, passages: list[Passage], packs: Packs, chosen: Iterable[int], *, violent: bool | None
) -> Iterator[Json]:
    lexicon = compile_lexicon(packs)
    trees = read_trees(report.text, passages, lexicon)
    judged = judge_all(report, passages, lexicon, violent=violent)
    places = {rule.id: f"{location.file}:{location.line}" for rule, location in packs.located(Rule)}
    for number in chosen:
        passage, tree = passages[number], trees[number]
        own = [one for one in judged if one.tree.passage == passage]
        yield {
            "text": report.text[passage.start : passage.end],
            "words": list(_words(tree)),
            "predicates": list(_predicates(tree)),
            "rules": list(_rules(tree, lexicon, own, places)),
            "claims": [_claim(one.claim) for one in own if one.claim],
        }


def _words(tree: Tree) -> Iterator[Json]:
    for index, form in enumerate(tree.forms):
        yield {
            "index": index,
            "form": form,
            "lemma": tree.lemmas[index],
            "tag": tree.tags[index],
            "relation": tree.fullrels[index],
            "head": tree.heads[index],
            "name": tree.names.get(index),
        }


def _predicates(tree: Tree) -> Iterator[Json]:
    for index, roles in sorted(tree.roles.items()):
        yield {"word": tree.forms[index], "index": index, "roles": dict(sorted(roles.items()))}


def _rules(tree: Tree, lexicon: Lexicon, judged: list[Judged], places: dict[str, str]) -> Iterator[Json]:
    for attempt in list_attempts(tree, lexicon):
        yield {
            "rule": attempt.rule.id,
            "place": places.get(attempt.rule.id),
            "type": attempt.rule.type,
            "word": tree.forms[attempt.word],
            "index": attempt.word,
            "outcome": attempt.refusal or _outcome(attempt, judged),
        }


def _outcome(attempt: Attempt, judged: list[Judged]) -> str:
    """Say what became of a rule that fits: its claim, or what stood in the way."""
    parts = [(part, one) for one in judged for part in one.found.draft.parts()]
    own = [one for part, one in parts if part.rule.id == attempt.rule.id and attempt.word in part.slots.words]
    if own:
        whole = own[0].found.draft
        folded = f", folded into that of {whole.rule.id}" if whole.rule.id != attempt.rule.id else ""
        return own[0].refusal or f"claim{folded}"
    other = next((part.rule.id for part, _ in parts if attempt.word in part.slots.words), None)
    return f"it fits, but {other} fits these words better" if other else "it fits, but other words say the same"


def _claim(claim: Claim) -> Json:
    return {
        "type": claim.type,
        "stance": claim.stance.value,
        "background": claim.background,
        "rule": claim.rule,
        "quote": [claim.evidence[0].start, claim.evidence[0].end],
        "arguments": [_argument(argument) for argument in claim.arguments],
        "figures": [_figure(figure) for figure in claim.figures],
        "speaker": claim.speaker.mention.surface if claim.speaker else None,
    }


def _argument(argument: Argument) -> Json:
    return {"role": argument.role, "surface": argument.mention.surface}


def _figure(figure: Figure) -> Json:
    return {
        "harm": figure.harm,
        "low": figure.quantity.low,
        "high": figure.quantity.high,
        "group": figure.group.surface if figure.group else None,
        "of_whom": [{"who": part.who, "low": part.low, "high": part.high} for part in figure.of_whom],
    }


# -- to be read --------------------------------------------------------------------------------------------------------


def explanation_lines(sentence: Json) -> Iterator[str]:
    """Yield the explanation of a sentence as plain lines."""
    words = sentence["words"]
    yield " ".join(sentence["text"].split())
    yield ""
    widths = [max(len(word[key]) for word in words) for key in ("form", "lemma", "tag", "relation")]
    for word in words:
        form, lemma, tag, relation = (
            word[key].ljust(width) for key, width in zip(("form", "lemma", "tag", "relation"), widths, strict=True)
        )
        above = "the sentence" if word["head"] < 0 else f"{words[word['head']]['form']} ({word['head']})"
        name = f"  {word['name']}" if word["name"] else ""
        yield f"  {word['index']:>3} {form}  {lemma}  {tag}  {relation} of {above}{name}"
    for predicate in sentence["predicates"]:
        if predicate["roles"]:
            roles = ", ".join(f"{label} {words[at]['form']}" for label, at in predicate["roles"].items())
            yield f"roles     {predicate['word']}: {roles}"
    for rule in sentence["rules"]:
        yield f"rule      {rule['rule']} ({rule['type']}) at “{rule['word']}”: {rule['outcome']}  [{rule['place']}]"
    if not sentence["rules"]:
        yield "rule      no word of the sentence calls a rule"
    for claim in sentence["claims"]:
        yield f"claim     {_claim_line(claim)}"
    if not sentence["claims"]:
        yield "claim     none"


def _claim_line(claim: Json) -> str:
    parts = [f"{claim['type']}, {claim['stance']}{', background' * claim['background']}"]
    parts += [f"{argument['role']}: {argument['surface']}" for argument in claim["arguments"]]
    parts += [_figure_line(one) for one in claim["figures"]]
    parts.append(f"speaker: {claim['speaker'] or 'none named'}")
    return "; ".join(" ".join(part.split()) for part in parts)


def _figure_line(figure: Json) -> str:
    parts = (f"{part['low']} to {part['high']} {part['who']}" for part in figure["of_whom"])
    whole = f"{figure['harm']}: {figure['low']} to {figure['high']} {figure['group'] or ''}".strip()
    return ", of whom ".join((whole, *parts))
