"""Reports built by hand."""

from __future__ import annotations

from sijil.records import How, Published, Report


def make_report(text: str, day: str | None) -> Report:
    """A report of a plain text, published on a day; None = unknown."""
    return Report(
        source="0" * 64,
        uri="story.txt",
        title=None,
        outlet=None,
        agency=None,
        byline=None,
        dateline=None,
        published=Published(earliest=day, latest=day, how=How.GIVEN if day else How.UNKNOWN),
        language="en",
        text=text,
        segments=(),
        blocks=(),
    )
