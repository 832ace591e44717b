from __future__ import annotations

import subprocess
import sys

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
