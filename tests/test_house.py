"""The rules of the house: sizes, names that must not stand in the tree, one version, what the wheel holds."""

import ast
import re
import shutil
import statistics
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import sijil
from sijil.packs import known_packs, load_packs
from sijil.pipeline import stages

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))

# Spelt in pieces, so that this page passes its own test.
FORBIDDEN = {
    "a folder of one machine": r"(?<![\w.>/-])/(?:work|home|root|Users|tmp)/\w",
    "a registry host": r"pypi\." + r"org|files\.python" + r"hosted|registry\." + r"npmjs|crates\." + r"io",
    "an address of another machine on a private net": r"\b(?:10\.\d+|192\.168|172\.1[6-9])\.\d+\.\d+\b",
    "a work note": r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b",
}


def kept(folder: str = ".") -> tuple[Path, ...]:
    """List the files that git keeps."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so there is no list of kept files")
    listed = subprocess.run(["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, check=True, text=True)
    return tuple(path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())


@cache
def texts() -> tuple[tuple[Path, str], ...]:
    """Return the kept files that hold text, with it."""
    contents = ((path, path.read_bytes()) for path in kept())
    return tuple((path, content.decode(errors="replace")) for path, content in contents if b"\0" not in content)


def functions() -> Iterator[tuple[str, int]]:
    """Yield each function of the package with its length in lines, from `def` to its end."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


# -- sizes -------------------------------------------------------------------------------------------------------------


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {str(path.relative_to(ROOT)): len(text.splitlines()) for path, text in texts() if path.suffix == ".py"}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    assert [(name, length) for name, length in functions() if length > 60] == []


def test_half_of_the_functions_are_shorter_than_10_lines() -> None:
    assert statistics.median(length for _, length in functions()) < 10


# -- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_kept_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


# -- one of each -------------------------------------------------------------------------------------------------------


def test_the_version_stands_in_pyproject_and_the_citation_repeats_it() -> None:
    metadata = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    version = metadata["project"]["version"]
    holding = [path for path in SOURCES if f'"{version}"' in path.read_text(encoding="utf-8")]
    assert (sijil.__version__, holding) == (version, [])
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(rf'^version: "?{re.escape(version)}"?$', citation, re.MULTILINE)


def test_every_pack_part_that_a_stage_uses_is_in_the_packs_that_ship() -> None:
    shipped = {file.part for file in load_packs(known_packs()).inventory}
    assert {stage.name: set(stage.parts) - shipped for stage in stages() if set(stage.parts) - shipped} == {}


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, sijil; print([m for m in ('numpy', 'yaml', 'msgspec', 'onnxruntime') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


# -- what users install ------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_wheel_holds_the_packs_the_model_and_the_licences(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert archive.testzip() is None
    shipped = {path.relative_to(ROOT / "src").as_posix() for path in kept("src")}
    assert shipped - names == set()
    assert {"LICENSE", "NOTICE"} <= {Path(name).name for name in names}
    assert not any(name.startswith(("tests", "training", "examples")) for name in names)


@pytest.mark.slow
def test_the_installed_wheel_finds_its_packs(tmp_path: Path) -> None:
    target = tmp_path / "site"
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(target), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    site = next(path for path in sys.path if path.endswith("site-packages"))
    code = f"""if True:
        import sys
        sys.path[:0] = [{str(target)!r}]
        sys.path.append({site!r})  # the packages that Sijil needs, without the development tree
        from sijil import packs
        loaded = packs.load_packs(packs.known_packs())
        loaded.check()
        print(packs.__file__, *loaded.names)
        """
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, check=True, text=True)
    where, *names = done.stdout.split()
    assert where.startswith(str(target))
    assert {"core", "lang-en", "world", "libya"} <= set(names)
