"""Raw documents of a CoNLL-U file: text, and where its sentences and words stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Span = tuple[int, int]
_PARAGRAPH = "\n\n"


@dataclass
class Document:
    """One document.

    Attributes:
        text: Sentences joined as `SpaceAfter` says, with a blank line between paragraphs.
        ids: Sentence ids.
        sentences: Range of each sentence in the text.
        words: Ranges of each sentence's words; the words of a contraction have ranges of their own.
    """

    text: str = ""
    ids: list[str] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    words: list[list[Span]] = field(default_factory=list)


def read_documents(path: Path) -> Iterator[Document]:
    """Documents of a CoNLL-U file with `newdoc`, `newpar` and `text` comments."""
    document = Document()
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        comments = [line for line in lines if line.startswith("#")]
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if not rows:
            continue
        if document.ids and any(line.startswith("# newdoc") for line in comments):
            yield document
            document = Document()
        if any(line.startswith("# newpar") for line in comments) and document.text:
            document.text = document.text.rstrip() + _PARAGRAPH
        _add(document, comments, rows)
    yield document


def _add(document: Document, comments: list[str], rows: list[list[str]]) -> None:
    """Add a sentence to a document."""
    values = dict(re.findall(r"# (\S+) = (.*)", "\n".join(comments)))
    text, start = values["text"], len(document.text)
    document.ids.append(values["sent_id"])
    document.sentences.append((start, start + len(text)))
    words, at = [], 0
    for form in (row[1] for row in rows if row[0].isdigit()):
        at = text.index(form, at)
        words.append((start + at, start + at + len(form)))
        at += len(form)
    document.words.append(words)
    document.text += text if _no_space_after(rows) else text + " "


def _no_space_after(rows: list[list[str]]) -> bool:
    """Whether the last token touches the next sentence; a contraction's own row decides for its words."""
    ranges = {row[0].split("-")[1]: row for row in rows if "-" in row[0]}
    last = [row for row in rows if row[0].isdigit()][-1]
    return "SpaceAfter=No" in ranges.get(last[0], last)[9]
