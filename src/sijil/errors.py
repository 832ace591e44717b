"""The exception tree: every message says what, where, and what to do."""

from __future__ import annotations


class SijilError(Exception):
    """Anything that Sijil refuses to do.

    Attributes:
        what: What is wrong, where (file, line, column, or id).
        remedy: What the user can do about it.
    """

    def __init__(self, what: str, *, remedy: str) -> None:
        """Keep both halves of the message apart, so that a face can show them as it likes."""
        super().__init__(f"{what}\n  -> {remedy}")
        self.what = what
        self.remedy = remedy


class UsageError(SijilError):
    """The call itself is wrong (exit status 2)."""


class ProjectError(SijilError):
    """A project folder is missing, broken, or of another version."""


class ConfigError(SijilError):
    """`sijil.toml` holds something that Sijil cannot use."""


class PackError(SijilError):
    """One or more errors in a pack, all of them listed with file:line:column."""


class StageError(SijilError):
    """A stage's declaration contradicts the graph (reads what nothing writes, writes twice)."""


class UnitError(SijilError):
    """One unit of work (a source, a report) cannot be done; becomes a `Failure` row.

    Attributes:
        code: Stable identifier of the reason, such as `empty_file`.
    """

    def __init__(self, code: str, what: str, *, remedy: str) -> None:
        """Carry the code beside the message."""
        super().__init__(what, remedy=remedy)
        self.code = code


class GroundingError(SijilError):
    """A proposal quotes words that are not in its window."""


class VerificationError(SijilError):
    """The record does not hold what its bytes, hashes or rules say (exit status 4)."""
