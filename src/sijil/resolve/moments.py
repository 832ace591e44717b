"""The moment that a time is seen from, and what is raised where the words do not say which days are meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sijil.records import Time


class Unknown(Exception):  # noqa: N818 - not an error: the words do not say which days
    """The words do not say which days are meant; the message says why."""

    def __init__(self, why: str, *, grain: str = "day") -> None:
        """Keep the grain that the time would have."""
        super().__init__(why)
        self.grain = grain


@dataclass(frozen=True, slots=True)
class Moment:
    """The day that a time is seen from, the tense of its clause, and the time told before."""

    day: date | None
    tense: Literal["past", "present", "future"] | None
    context: Time | None

    @property
    def name(self) -> str:
        """Name the day in a reason."""
        return self.day.isoformat() if self.day else "an unknown day of publication"

    def reference(self, grain: str = "day") -> date:
        """Return the day, or raise Unknown where there is none."""
        if self.day is None:
            raise Unknown("counted from publication, whose day is not known", grain=grain)
        return self.day
