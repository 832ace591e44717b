"""Measure gazetteers of growing size: making them, and looking names up, beside the one that ships.

    python -m benchmarks.gazetteer_scale [--rows 1000000 12000000] [--names 5000]     (1,000,000 alone by default)

For each number of rows a dump in the form of GeoNames is invented under build/ (seeded; names of syllables, some borne
by thousands), and read as `sijil gazetteer add` reads it. Then names of rows drawn by chance, names that nobody bears
and the commonest names are looked up, each file in a process of its own: cold (its pages dropped from the cache before)
and warm. Printed are, as one JSON object for each file, the seconds and peak memory of making it, its size, names per
second, the slowest of the commonest names in milliseconds with the number of places found, the seconds of its digest,
which each process of a build takes once, and the memory of the process that looked up: its own, and pages of the file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.data import ROOT

from sijil import folding
from sijil.gazetteer.reader import Gazetteer, open_gazetteer
from sijil.gazetteer.rows import Maker
from sijil.gazetteer.sources import Intake, find_source
from sijil.gazetteer.writer import write_gazetteer
from sijil.packs import load_packs
from sijil.parts import CountryRow

BUILD = ROOT / "build" / "gazetteer_scale"
SHIPPED = "shipped"
ONSETS = "b d f g h j k l m n p r s t v w z br dr kh sh st tr gh ch".split()
VOWELS = "a e i o u a i ou aa ei".split()
ENDS = ["", "", "", "n", "r", "l", "s", "t", "m", "k", "b", "d"]
BEFORE = "San Santa Al Wadi New Nova Ban Kampung Bir Tell El Cerro Rio Lake Mount Saint Qasr Kafr".split()
WORDS = 4_000_000
SPREAD, ROOMS = 1_103_515_245, (2**22, 2**35, 2**35)
"""A number is spread over words of two syllables, or three and more, so that at the size of the gazetteer that ships a
name finds nearly as many places as there (8 and 11)."""
COMMON = 2
"""How much commoner the first words are than the last: the number of a word is a power of an even draw."""
FEATURES = (
    ("P", "PPL", 40), ("H", "STM", 18), ("S", "SCH", 18), ("T", "MT", 12), ("L", "LCTY", 4), ("A", "ADM3", 4),
    ("V", "FRST", 2), ("R", "RD", 2),
)  # fmt: skip
SHARES = [share for _, _, share in FEATURES]
LANDS = 12
"""Countries in which a name is borne, at most."""
PEOPLED = 0.1
"""Share of towns with a known population, as in GeoNames."""
TOP = 20


def word(number: int) -> str:
    """Return an invented word of two to four syllables."""
    syllables = []
    while True:
        number, onset = divmod(number, len(ONSETS))
        number, vowel = divmod(number, len(VOWELS))
        number, end = divmod(number, len(ENDS))
        syllables.append(ONSETS[onset] + VOWELS[vowel] + (ENDS[end] if number or syllables else ""))
        if not number and len(syllables) > 1:
            return "".join(syllables).capitalize()


def nth_word(number: int) -> str:
    """Return the word of a number, the commonest first."""
    return word(number * SPREAD % ROOMS[number % len(ROOMS)])


def name(dice: random.Random) -> tuple[int, str]:
    """Return an invented name, one word or one behind a word such as San, with the number of the word."""
    number = int(WORDS * dice.random() ** COMMON)
    core = nth_word(number)
    return number, f"{dice.choice(BEFORE)} {core}" if dice.random() < 0.4 else core  # noqa: PLR2004


def rows(count: int) -> Iterator[str]:
    """Yield the lines of a dump."""
    dice = random.Random(count)  # noqa: S311  # the same rows on every run
    lands = [row for row in load_packs(("world",)).rows(CountryRow) if row.iso2]
    for number in range(1, count + 1):
        kind, code, _ = dice.choices(FEATURES, SHARES)[0]
        seed, own = name(dice)
        land = lands[(seed * 7 + dice.randrange(LANDS)) % len(lands)]
        others = ",".join(name(dice)[1] for _ in range(dice.choice((0, 0, 1, 3))))
        people = int(dice.lognormvariate(6, 2)) if kind == "P" and dice.random() < PEOPLED else 0
        lat = max(-89.0, min(89.0, land.lat + dice.gauss(0, 2)))
        lon = max(-179.0, min(179.0, land.lon + dice.gauss(0, 2)))
        area = f"{dice.randrange(16):02}"
        yield (
            f"{number}\t{own}\t{own}\t{others}\t{lat:.5f}\t{lon:.5f}\t{kind}\t{code}\t{land.iso2}\t\t{area}\t\t\t\t"
            f"{people}\t\t0\tUTC\t2020-01-01\n"
        )


def invent(count: int, path: Path) -> None:
    """Write a dump."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(rows(count))


def make(dump: Path, path: Path) -> dict[str, object]:
    """Make a gazetteer of a dump as `sijil gazetteer add` does."""
    codes = {row.iso2: row.id for row in load_packs(("world",)).rows(CountryRow)}
    intake = Intake((find_source(dump),), Maker("scale", codes, {}))
    started = time.perf_counter()
    places = write_gazetteer(path, intake.places(), "invented")
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"places": places, "names": intake.tallies[0].names, "make_s": round(seconds), "make_peak_mb": peak}


def memory() -> tuple[int, int]:
    """Return the memory of this process in MB: its own, and pages of files."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    found = dict(line.split(":", 1) for line in lines)
    own, file = (int(found[key].split()[0]) // 1024 for key in ("RssAnon", "RssFile"))
    return own, file


def names_per_second(gazetteer: Gazetteer, names: Sequence[str]) -> int:
    """Look names up, none of them folded before."""
    for key in (folding.plain, folding.folded, folding.skeleton):
        key.cache_clear()
    started = time.perf_counter()
    for each in names:
        gazetteer.find(each)
    return round(len(names) / (time.perf_counter() - started))


def slowest(gazetteer: Gazetteer, names: Sequence[str]) -> tuple[float, int, str]:
    """Return the milliseconds of the slowest look-up, with the number of places found and the name."""
    times = []
    for each in names:
        started = time.perf_counter()
        found = len(gazetteer.find(each))
        times.append((round((time.perf_counter() - started) * 1000, 1), found, each))
    return max(times)


def drop(path: Path) -> None:
    """Drop the pages of a file from the cache."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def look_up(path: Path, count: int) -> dict[str, object]:
    """Measure look-ups in a file."""
    dice = random.Random(7)  # noqa: S311  # see above
    drawn = open_gazetteer(path)
    found = [drawn._site(dice.randrange(len(drawn)), 1.0).name for _ in range(count)]  # noqa: SLF001  # a row by chance
    none = [word(WORDS * 500 + dice.randrange(WORDS * 100)) + "qx" for _ in range(count)]
    common = [f"{one}{nth_word(number)}" for number in range(TOP) for one in ("", "San ")]
    open_gazetteer.__globals__["_open"].cache_clear()
    del drawn
    drop(path)
    before = memory()
    gazetteer = open_gazetteer(path)
    result: dict[str, object] = {"places": len(gazetteer), "file_mb": round(path.stat().st_size / 1e6, 1)}
    result["per_name"] = round(sum(len(gazetteer.find(each)) for each in found[:200]) / 200, 1)
    drop(path)
    for label in ("cold", "warm"):
        result[f"found_{label}_per_s"] = names_per_second(gazetteer, found)
        if label == "cold":
            drop(path)
        result[f"none_{label}_per_s"] = names_per_second(gazetteer, none)
    result["slowest_ms"] = slowest(gazetteer, common)
    after = memory()
    result["own_mb"], result["own_before_mb"], result["pages_mb"] = after[0], before[0], after[1] - before[1]
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    started = time.perf_counter()
    with path.open("rb") as file:
        hashlib.file_digest(file, "sha256")
    result["digest_s"] = round(time.perf_counter() - started, 2)
    return result


def in_child(*words: object) -> dict[str, object]:
    """Measure in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.gazetteer_scale", "--child", *map(str, words)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603  # our own code
    return dict(json.loads(done.stdout or "{}"))


def run_child(task: str, *words: str) -> None:
    """Do one task and print what was measured."""
    if task == "invent":
        invent(int(words[0]), Path(words[1]))
    elif task == "make":
        print(json.dumps(make(Path(words[0]), Path(words[1]))))
    else:
        print(json.dumps(look_up(Path(words[0]), int(words[1])), ensure_ascii=False))


def main() -> None:
    """Print what was measured of each file as one JSON object a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000_000])
    parser.add_argument("--names", type=int, default=5000)
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        run_child(*options.child)
        return
    (shipped,) = load_packs(("world",)).files("gazetteer")
    first = in_child("find", shipped, options.names)
    print(json.dumps({"file": SHIPPED} | first), flush=True)
    BUILD.mkdir(parents=True, exist_ok=True)
    try:
        for count in options.rows:
            dump, path = BUILD / f"{count}.txt", BUILD / f"{count}.bin"
            in_child("invent", count, dump)
            made = in_child("make", dump, path)
            dump_mb = round(dump.stat().st_size / 1e6)
            dump.unlink()
            found = in_child("find", path, options.names)
            rates = ("found_cold_per_s", "found_warm_per_s", "none_cold_per_s", "none_warm_per_s", "peak_mb")
            ratios = {key: round(float(str(found[key])) / float(str(first[key])), 2) for key in rates}
            row = {"file": f"{count:,} rows", "dump_mb": dump_mb} | made | found | {"of_shipped": ratios}
            print(json.dumps(row, ensure_ascii=False), flush=True)
            path.unlink()
    finally:
        shutil.rmtree(BUILD)


if __name__ == "__main__":
    main()
