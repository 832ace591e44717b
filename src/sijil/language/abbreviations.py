"""Abbreviations that keep their full stop, by what may follow them."""

from __future__ import annotations

# A name follows: the full stop never ends a sentence.
TITLES = frozenset(
    """
    Mr Mrs Ms Messrs Dr Prof St Rev Hon Fr Lt Col Gen Maj Brig Capt Cpt Cdr Cmdr Comdr Adm Sgt Cpl Pvt Pte Pfc Spc Sp
    Insp Supt Det Cmd Gov Pres Sen Sens Rep Reps Amb Min Dep Asst Sec Atty Ft Mt vs cf ca eg ie esp viz approx al
    """.split()
)
# A number or a name may follow, or a new sentence.
MONTHS = frozenset("Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split())
OTHERS = frozenset(
    """
    Sr Jr Ret Mon Tue Tues Wed Thu Thur Thurs Fri Sat Inc Ltd Corp Co Cos Bros Ave Blvd Rd Dept Univ Assn Nos Vol Figs
    Eng Ext Attn Spec Conf est Ala Ariz Ark Calif Colo Conn Fla Ga Ill Ind Kan Ky La Md Mich Minn Miss Neb Nev Okla Ore
    Pa Penn Tenn Tex Va Wash Wis etc
    """.split()
)
# Abbreviations only where a number follows.
BEFORE_NUMBER = frozenset("No no Art art Res para Para p pp c Fig fig Ch".split())

ALL = TITLES | MONTHS | OTHERS

# Acronyms in capitals that are everyday words to an encoder without capitals, with a like name that it knows.
STAND_INS = {"IS": "ISIS", "WHO": "UNICEF"}

# Words that open a sentence far more often than they follow an abbreviation or an initial.
OPENERS = frozenset(
    """
    The A An This That These Those There Here He She It They We You His Her Its Their Our My In On At By For From With
    But And Or So Yet If When While As After Before Since Until Although Though However Meanwhile Both Some Many Most
    Several All No Not Also According Earlier Later Then Now What Who Why How Two Three Four Five Six Seven Eight Nine
    Ten At Another Other Others Such Under Over Among During Despite Because Last Local Officials Residents Witnesses
    """.split()
)
# Words that always lead on: a line that ends in one is broken inside of a sentence.
LEADING_ON = frozenset(
    """
    a an the of to in on at by for from with into onto near and or nor that than as its their his her our my
    """.split()
)
# What may follow a time of day without opening a sentence.
AFTER_CLOCK = frozenset(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
    October November December GMT UTC EST EDT CET EET PST PDT CST CDT MSK Mon Tue Wed Thu Fri Sat Sun Eastern Central
    """.split()
)
