"""Row types of reading: page furniture, agencies and languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRow:
    """Cues of what on a page is not the report, or says when and by whom it was published (`furniture.yml`).

    Attributes:
        name: Unique name.
        effect: What a match means. `drop`: the paragraph is furniture; `end`: the article ends here; `source`: the
            same, and the line names the agency; `credit`: the paragraph is a caption up to here; `tail`: cut from the
            end of a paragraph; `published`, `updated`, `dated`: words of a date line; `byline`: a line that names the
            author; `label`: no dateline; `field`: a line of a recorder's fields that counts casualties;
            `meta_published`, `meta_title`, `meta_outlet`, `meta_byline`: names of HTML meta tags.
        match: `line` (the whole paragraph), `start`, `inside`, `pattern` (regular expression on the whole paragraph),
            all in lower case; `end`: regular expressions on the end of the paragraph as printed.
        words: Phrases or patterns.
        note: What the cue is for.
    """

    PART: ClassVar[str] = "furniture"
    KEY: ClassVar[str] = "name"
    name: str
    effect: str
    match: str
    words: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """A news agency with the names that bylines, datelines and source lines give it (`agencies.csv`).

    Attributes:
        name: The name that is printed.
        aliases: Other names and abbreviations.
        country: ISO 3166 alpha-3 code of its seat.
        source: Where the row was read; empty = unverified.
    """

    PART: ClassVar[str] = "agencies"
    KEY: ClassVar[str] = "name"
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRow:
    """A language with its commonest words (`languages.yml`).

    Attributes:
        code: ISO 639-1 code.
        name: English name.
        letters: Regular-expression character class of its script; empty for the Latin script.
        words: Its commonest words, lower case.
        endings: Endings of its words, which tell short texts apart that hold few of the commonest ones.
    """

    PART: ClassVar[str] = "languages"
    KEY: ClassVar[str] = "code"
    code: str
    name: str
    letters: str = ""
    words: tuple[str, ...]
    endings: tuple[str, ...] = ()
