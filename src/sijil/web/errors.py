"""What the server answers where it does not do what is asked."""

from __future__ import annotations

from sijil.errors import SijilError


class Refusal(SijilError):  # noqa: N818  # not all of them are errors
    """A request that is not answered as asked.

    Attributes:
        status: The HTTP status.
    """

    def __init__(self, status: int, what: str, *, remedy: str) -> None:
        """Carry the status beside the message."""
        super().__init__(what, remedy=remedy)
        self.status = status


def missing(what: str, identifier: str) -> Refusal:
    """Say that there is no such thing in the record."""
    return Refusal(
        404, f"there is no {what} {identifier!r} in this record", remedy="the record may have been built anew"
    )
