"""Row types of time expressions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """A named list of the words of time expressions, each with its value (`timewords.yml`); rules use it as `{name}`.

    Attributes:
        name: Unique name; a list that bears the name of a field (`month`, `count`) gives its value to that field.
        words: Word or phrase (lower case) to value; a space stands for any white space.
        pattern: Regular expression of further words, tried first; `{other}` stands for another list.
        normaliser: How a matched word becomes a value: table, integer, number (words add up) or year.
        cased: Words that count only with a capital letter ("May", "March").
        note: What the list is for.
    """

    PART: ClassVar[str] = "timewords"
    KEY: ClassVar[str] = "name"
    name: str
    words: dict[str, str] = field(default_factory=dict)
    pattern: str = ""
    normaliser: str = "table"
    cased: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExample:
    """A sentence, the time expression in it, and the days that it means.

    Attributes:
        text: The sentence.
        finds: The words of the expression with its preposition; empty = nothing must be found.
        published: ISO day of publication; None = unknown.
        tense: past, present or future; None = not known.
        interval: The days meant: one ISO day, `first/last`, `../last`, `first/..`, or `unknown`.
    """

    text: str
    finds: str = ""
    published: str | None = None
    tense: str | None = None
    interval: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """One form of time expression (`times.yml`); rules are tried in order, the first that fits wins.

    Attributes:
        id: Unique name.
        form: What the words mean; the forms are listed in docs/times.md. `none` guards words that are no time.
        pattern: Regular expression on lower-case text; a space stands for white space, `{list}` for a list of
            `timewords.yml`, `{list:field}` for a list whose value goes to another field.
        sets: Fields that the rule sets itself.
        needs: What must stand beside the words: `lead` (a preposition such as "in" or a part such as "early"), `for`
            (a preposition that is not "of", and no part), `part` or `company` (a lead or another time expression that
            it joins); empty = nothing.
        examples: Sentences with what must be found.
    """

    PART: ClassVar[str] = "times"
    KEY: ClassVar[str] = "id"
    id: str
    form: str
    pattern: str
    sets: dict[str, str] = field(default_factory=dict)
    needs: str = ""
    examples: tuple[TimeExample, ...] = ()
