from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import sijil

TEXT = (
    'The mayor of Lorvane said that the bridge was closed. "We will open it on Friday," engineer Ana Perl told the '
    "Harbour Post. It was windy.\n"
)


def test_importing_the_package_is_cheap() -> None:
    code = (
        "import sys, sijil; print([n for n in ('numpy', 'onnxruntime', 'lxml', 'msgspec', 'rich') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("words", ["--help", "claims"])
def test_commands_that_need_no_model_import_none(words: str) -> None:
    code = (
        "import sys\nfrom sijil.cli import main\n"
        f"sys.argv = ['sijil', {words!r}, 'nowhere']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = ('numpy', 'onnxruntime', 'lxml', 'trafilatura', 'joblib', 'yaml', 'rich')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", sijil.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(sijil, name)


def test_another_name_is_not() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = sijil.nothing


def test_parse_reads_sentences_with_their_words() -> None:
    passages = sijil.parse(TEXT)
    assert [TEXT[passage.start : passage.end] for passage in passages][-1] == "It was windy."
    assert all(len(passage.tags) == len(passage.starts) for passage in passages)


def test_attributions_say_who_says_what() -> None:
    found = sijil.attributions(TEXT)
    said = [(one.speaker.mention.surface if one.speaker else None, one.words) for one in found]
    assert ("The mayor of Lorvane", "that the bridge was closed") in said
    assert any(speaker and "Ana Perl" in speaker and "open it on Friday" in words for speaker, words in said)
    assert all(TEXT[one.start : one.end] == one.words for one in found)


def test_the_python_code_of_the_project_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).parents[2] / "docs" / "project.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text("Raid\n\nWarplanes bombed the port of Lorvane on Monday, killing two.\n")
    (tmp_path / "sources.csv").write_text("file,published,outlet\na.txt,2021-04-06,Harbour Post\n")
    sijil.Project.new("demo")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "bombed the port" in run.stdout
