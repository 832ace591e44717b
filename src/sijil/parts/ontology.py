"""The ids of actor kinds, claim types and harms by which code tells them apart, each set with what it is for."""

from __future__ import annotations

REGULAR = frozenset({"military", "coalition", "police", "security", "government"})
"""Kinds of regular forces, whose foe a report may only describe."""

OF_NO_STATE = frozenset({"rebel", "militia", "jihadist"})
"""Kinds of armed groups of no state."""

IRREGULAR = OF_NO_STATE | {"armed"}
"""Kinds that "the group" and "the movement" may mean: `armed` are those of whom nothing else is known."""

FORCES = IRREGULAR | {"military", "police", "security"}
"""Kinds of actors that bear arms, of a state or of none."""
FOES = IRREGULAR - {"militia"}
"""Kinds of those who are described as the foe of regular forces ("jihadists", "gunmen")."""

PEOPLE = IRREGULAR | {"person", "civilians"}
"""Kinds that are people also where no register knows them, not posts or lorries of a body."""

MEANS = frozenset({"air_strike", "shelling", "explosion", "suicide_bombing"})
"""Types of claims that say by what means an attack was made."""

KILLING = "killing"
"""The type of claims that somebody was killed on purpose; where they name no doer, of what happening others tell."""

CAMPAIGNS = frozenset({"air_strike", "shelling"})
"""Types of what one side does to the other again and again, so that a report of many need not say who and whom."""

RISING = frozenset({"killed", "wounded"})
"""Harms whose first counts rise as more victims are found; what was struck, taken or freed is counted at once."""

HURTING = RISING | {"missing"}
"""Harms that only people suffer, so that a bare number of them counts people."""
