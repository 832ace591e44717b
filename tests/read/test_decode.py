from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijil.errors import UnitError
from sijil.read.decode import decode
from sijil.read.sniff import find_binary, find_media_type
from sijil.read.stream import Stream

QUOTED = "The mayor said: “We hold the bridge \u2013 for now.” It\u2019s quiet.\n"


def assert_every_character_leads_back(stream: Stream, raw: bytes) -> None:
    at = 0
    for run in stream.runs:
        assert run.start == at
        at = run.end
        for i in range(run.start, run.end):
            low, high = stream.raw_range(i, i + 1)
            meaning = raw[low:high].decode(stream.encoding, "replace")
            if stream.text[i] == "\ufffd":
                assert set(meaning) == {"\ufffd"}
            elif run.decoding == "charset":
                assert meaning == stream.text[i]
    assert at == len(stream.text)


@given(st.binary(max_size=80))
def test_every_character_of_any_bytes_leads_back_to_its_bytes(raw: bytes) -> None:
    try:
        stream = decode(raw)
    except UnitError:
        return
    assert_every_character_leads_back(stream, raw)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@given(text=st.text(st.sampled_from("ab “”\u00a0\u2013\u2019\n"), min_size=4, max_size=40))
def test_text_comes_back_from_every_encoding(encoding: str, text: str) -> None:
    whole = ("The army said on Monday. " * 60) + text
    stream = decode(whole.encode(encoding))
    assert stream.text == whole
    assert_every_character_leads_back(stream, whole.encode(encoding))


def test_the_declared_encoding_is_used_and_said_to_be_declared() -> None:
    raw = b'<html><meta charset="windows-1251"><p>' + "Армия".encode("cp1251")
    stream = decode(raw)
    assert (stream.encoding, stream.how) == ("cp1251", "declared")
    assert stream.text.endswith("Армия")


def test_a_mark_goes_before_a_declaration() -> None:
    stream = decode(b"\xef\xbb\xbf<meta charset=latin1>caf\xc3\xa9")
    assert (stream.how, stream.text[-4:]) == ("bom", "café")
    assert stream.runs[0].raw_start == 3


def test_latin_1_is_read_as_browsers_read_it() -> None:
    assert decode(b"<meta charset=iso-8859-1>\x93Stop\x94").text.endswith("“Stop”")


def test_utf_8_that_is_declared_as_something_else_is_still_utf_8() -> None:
    raw = b"<meta charset=windows-1252>" + QUOTED.encode()
    assert (decode(raw).encoding, decode(raw).how) == ("utf-8", "guessed")


def test_windows_1252_that_is_declared_as_utf_8_is_guessed() -> None:
    raw = b"<meta charset=utf-8>" + QUOTED.encode("cp1252") * 3
    assert decode(raw).text.endswith(QUOTED)


def test_arabic_without_a_declaration_is_guessed() -> None:
    text = "قال المتحدث باسم الجيش إن القوات دخلت المدينة صباح اليوم بعد قتال استمر ثلاثة أيام"
    stream = decode(text.encode("cp1256"))
    assert (stream.text, stream.how) == (text, "guessed")


def test_stray_bytes_become_one_replacement_each_and_lose_nothing_else() -> None:
    raw = "Fighting “resumed”".encode() + b"\xff\xfe" + " on Friday. “No” word.".encode() * 3
    stream = decode(raw)
    assert stream.text.startswith("Fighting “resumed”\ufffd\ufffd on Friday.")
    assert_every_character_leads_back(stream, raw)


def test_a_character_may_straddle_the_window_of_the_decoder() -> None:
    text = "a" * 4095 + "é" + "b" * 4094 + "😀" + "c"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
        (bytes(range(256)) * 4, "application/octet-stream"),
        (b"Plain text.\tWith a tab.\r\n", None),
        ("UTF-16 text".encode("utf-16-le"), None),
    ],
)
def test_binary_is_told_by_content(content: bytes, media_type: str | None) -> None:
    assert find_binary(content) == media_type


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("<!DOCTYPE html><title>x</title>", "text/html"),
        ("  <!-- saved --> <html lang=en>", "text/html"),
        ("Stray</p><p>markup</p><br>here</div>", "text/html"),
        ("Losses were < 5 and > 2, he said.", "text/plain"),
        ('<?xml version="1.0"?><rss><channel/></rss>', "application/xml"),
        ('{"title": "x"}', "application/json"),
        ("[Update] Fighting goes on.", "text/plain"),
    ],
)
def test_media_types_are_told_by_content(text: str, media_type: str) -> None:
    assert find_media_type(text, text.encode()) == media_type
