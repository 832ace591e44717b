"""The list of stages, in order: the page to read first.

    bytes -> read -> language -> extract -> review -> resolve -> gist, profile, undated
          -> copies -> stories -> pairs -> tellings -> events -> dating -> retime -> tolls, control

Each stage is a pure function of its rows and the packs. The stages are imported when they are asked for, because the
language model is slow to load and most commands need none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sijil.stage import Stage


def stages(*, chronology: bool = True) -> tuple[Stage, ...]:
    """Return all stages, in order.

    Args:
        chronology: Whether undated reports are also dated by the chronology of the packs.
    """
    from sijil.extract.claims import STAGE as EXTRACT  # noqa: PLC0415  # see above
    from sijil.language.stage import STAGE as LANGUAGE  # noqa: PLC0415  # see above
    from sijil.link.assign import STAGE as EVENTS  # noqa: PLC0415  # see above
    from sijil.link.cluster import STAGE as TELLINGS  # noqa: PLC0415  # see above
    from sijil.link.copies import STAGE as COPIES  # noqa: PLC0415  # see above
    from sijil.link.gists import STAGE as GIST  # noqa: PLC0415  # see above
    from sijil.link.pairs import STAGE as PAIRS  # noqa: PLC0415  # see above
    from sijil.link.profiles import STAGE as PROFILE  # noqa: PLC0415  # see above
    from sijil.link.stories import STAGE as STORIES  # noqa: PLC0415  # see above
    from sijil.read.stage import STAGE as READ  # noqa: PLC0415  # see above
    from sijil.reconcile.control import STAGE as CONTROL  # noqa: PLC0415  # see above
    from sijil.reconcile.dating import STAGE as DATING  # noqa: PLC0415  # see above
    from sijil.reconcile.dating import STAGE_BY_REPORTS  # noqa: PLC0415  # see above
    from sijil.reconcile.tolls import STAGE as TOLLS  # noqa: PLC0415  # see above
    from sijil.resolve.claims import STAGE as RESOLVE  # noqa: PLC0415  # see above
    from sijil.resolve.retime import STAGE as RETIME  # noqa: PLC0415  # see above
    from sijil.resolve.undated import STAGE as UNDATED  # noqa: PLC0415  # see above
    from sijil.review.stage import STAGE as REVIEW  # noqa: PLC0415  # see above

    about_one_report = (READ, LANGUAGE, EXTRACT, REVIEW, RESOLVE, GIST, PROFILE, UNDATED)
    dating = DATING if chronology else STAGE_BY_REPORTS
    return (*about_one_report, COPIES, STORIES, PAIRS, TELLINGS, EVENTS, dating, RETIME, TOLLS, CONTROL)
