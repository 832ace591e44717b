"""Run the examples that stand beside the rules of the packs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sijil.extract.claims import find_all
from sijil.extract.lexicon import compile_lexicon
from sijil.outcomes import Outcome
from sijil.packs import Packs
from sijil.parts import Example, Rule
from sijil.records import Claim, Figure, Passage, Published, Report, Stance

Parse = Callable[[str], tuple[Passage, ...]]


def check_rule_examples(packs: Packs, parse: Parse) -> Iterator[Outcome]:
    """Yield what came of each example and counter-example of each rule, in order.

    Args:
        packs: The packs with the rules.
        parse: Turns a text into passages (`sijil.language.parse.parse`).
    """
    for rule, location in packs.located(Rule):
        cases: list[tuple[str, int, str, Example | None]] = [
            ("examples", number, example.text, example) for number, example in enumerate(rule.examples)
        ]
        cases += [("not_examples", number, text, None) for number, text in enumerate(rule.not_examples)]
        for column, number, text, example in cases:
            claims = [claim for claim, rules in _claims(text, packs, parse) if rule.id in rules]
            expected = _expected(example, rule) if example else "no claim"
            found = _best(claims, example, rule) if example else ("; ".join(map(_describe, claims)) or "no claim")
            yield Outcome(
                part=Rule.PART,
                item=rule.id,
                location=packs.locate(location, (column, number)),
                text=text,
                expected=expected,
                found=found,
                passed=found == expected,
            )


def _claims(text: str, packs: Packs, parse: Parse) -> list[tuple[Claim, frozenset[str]]]:
    """Find the claims of a sentence as if it stood in a report about violence."""
    return find_all(bare_report(text), list(parse(text)), compile_lexicon(packs), violent=True)


def bare_report(text: str) -> Report:
    """Return a report of which nothing is known but its text."""
    return Report(
        source="",
        uri="example",
        title=None,
        outlet=None,
        agency=None,
        byline=None,
        dateline=None,
        published=Published(),
        language="en",
        text=text,
        segments=(),
        blocks=(),
    )


def _expected(example: Example, rule: Rule) -> str:
    """Write down what an example asks for."""
    parts = [example.type or rule.type, example.stance or Stance.ASSERTED]
    parts += [f"{role}={words}" for role, words in example.roles.items()]
    parts += list(example.figures or ())
    return ", ".join(parts)


def _best(claims: list[Claim], example: Example, rule: Rule) -> str:
    """Describe the claim that comes nearest to what an example asks for, in the example's own terms."""
    expected = _expected(example, rule)
    described = [_in_terms_of(claim, example) for claim in claims]
    if expected in described:
        return expected
    return "; ".join(map(_describe, claims)) or "no claim"


def _in_terms_of(claim: Claim, example: Example) -> str:
    """Describe a claim by those roles and figures that an example names; a role that holds its words agrees."""
    parts = [claim.type, claim.stance]
    for role, words in example.roles.items():
        surfaces = [mention.surface for mention in claim.mentions(role)]
        parts.append(f"{role}={words if any(words in surface for surface in surfaces) else surfaces}")
    if example.figures is not None:
        parts += [_figure(figure) for figure in claim.figures]
    return ", ".join(parts)


def _describe(claim: Claim) -> str:
    roles = [f"{argument.role}={argument.mention.surface}" for argument in claim.arguments]
    return ", ".join([claim.type, claim.stance, *roles, *map(_figure, claim.figures)])


def _figure(figure: Figure) -> str:
    low, high = ("-" if bound is None else str(bound) for bound in (figure.quantity.low, figure.quantity.high))
    return f"{figure.harm} {low} {high}"
