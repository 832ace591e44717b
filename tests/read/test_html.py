from __future__ import annotations

import html as entities

from hypothesis import given
from hypothesis import strategies as st

from sijil.read.decode import decode
from sijil.read.html import HtmlPage, cut_block, read_html
from sijil.read.page import lay_out_html
from sijil.read.stream import cut
from sijil.spans import raw_range

MARKUP = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<br>", "<div class='x>y'>", "</div>", "&amp;", "&#8217;", "&nbsp;", "&bogus;", "&",
     "<", ">", " ", "\n", "fell", "The town ", "é", "“", "😀", "<!-- c -->", "<script>if (a<b) x()</script>",
     '<a href="u', "&#39", "\u00a0"]
)  # fmt: skip


def texts(page: HtmlPage) -> list[str]:
    return [block.text for block in page.blocks]


@given(st.lists(MARKUP, max_size=30), st.sampled_from(["utf-8", "utf-16"]))
def test_every_character_of_a_block_leads_back_to_the_bytes_that_say_it(parts: list[str], encoding: str) -> None:
    raw = "".join(parts).encode(encoding)
    stream = decode(raw)
    for block in read_html(stream.text).blocks:
        text, segments = cut(stream, cut_block(stream.text, block))
        assert text == block.text
        at = 0
        for segment in segments:
            assert segment.start == at
            at = segment.end
            said = raw[segment.raw_start : segment.raw_end].decode(stream.encoding)
            meant = text[segment.start : segment.end]
            if segment.decoding == "charset":
                assert said == meant
                low, high = raw_range(segments, segment.start, segment.start + 1)
                assert raw[low:high].decode(stream.encoding) == text[segment.start]
            elif segment.decoding == "entity":
                assert entities.unescape(said) == meant
            else:
                assert meant == " "
        assert at == len(text)


@given(st.text(st.sampled_from("<>&;\"'=/ !-abp#x0\n"), max_size=120))
def test_no_markup_breaks_the_tokenizer(text: str) -> None:
    assert all(block.text.strip() for block in read_html(text).blocks)


def test_blocks_are_parted_by_block_elements_and_double_line_breaks() -> None:
    page = read_html("<h1>Title</h1><p>One <i>and</i>\n  two<br>three<br><br>four</p>five")
    assert texts(page) == ["Title", "One and two three", "four", "five"]


def test_scripts_styles_and_comments_are_no_text() -> None:
    page = read_html("<p>a<script>var x = '<p>no</p>';</script><style>p{}</style><!-- <p>no</p> -->b</p>")
    assert texts(page) == ["ab"]


def test_no_break_spaces_and_quotation_marks_stay_as_printed() -> None:
    assert texts(read_html("<p>12&nbsp;dead, \u201cno more\u201d, it\u2019s 5\u00a0km</p>")) == [
        "12\u00a0dead, “no more”, it\u2019s 5\u00a0km"
    ]


def test_a_greater_than_sign_in_an_attribute_does_not_end_the_tag() -> None:
    assert texts(read_html('<p title="a > b">text</p>')) == ["text"]


def test_a_block_knows_what_it_stands_in() -> None:
    (block,) = read_html('<aside class="Related"><ul><li><a href="x">Other story</a></li></ul></aside>').blocks
    assert {"aside", "li"} <= block.within
    assert block.link_share == 1
    assert "related" in block.marks


def test_deep_nesting_and_unclosed_tags_are_read_in_linear_time() -> None:
    assert texts(read_html("<div>" * 50_000 + "text" + "<a href='" * 20_000))[0] == "text"


PAGE = """<!doctype html><html><head><title>Rebels shell port city - The Harbour Post</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Rebels shell port city</h1><p class="date">4 March 2019</p>
<figure><img src="a.jpg"><figcaption>Smoke rose over the harbour of the city on Monday.</figcaption></figure>
<p>Rebels fired dozens of shells at the port city on Monday, killing at least nine people, its governor said.</p>
<p>The shelling hit the fish market and a school, Governor Adam Noor told reporters in the city. Four children were
among the dead&nbsp;&ndash; the youngest was six.</p>
<blockquote>
<p>&#8220;They aimed at the market when it was full of people,&#8221; the governor said of the rebels.</p></blockquote>
<p>The rebels did not comment on the attack. They have besieged the port city since the end of last year.</p>
</article>
<aside><h3>More</h3><ul><li><a href="/x">Bus crash kills thirty on mountain road</a></li></ul></aside>
<footer>&copy; 2023 The Harbour Post</footer></body></html>"""


def test_the_main_text_is_cut_from_the_page_with_headline_caption_and_quote() -> None:
    page = lay_out_html(decode(PAGE.encode()))
    kinds = {paragraph.text[:12]: paragraph.hint and paragraph.hint.value for paragraph in page.paragraphs}
    assert kinds == {
        "Rebels shell": "headline",
        "4 March 2019": None,
        "Smoke rose o": "caption",
        "Rebels fired": None,
        "The shelling": None,
        "“They aimed ": "quote",
        "The rebels d": None,
    }
    assert "\n\n" in page.text
    assert "Bus crash" not in page.text


def test_the_text_of_a_page_maps_to_its_bytes_without_gaps() -> None:
    raw = PAGE.encode("cp1252")
    page = lay_out_html(decode(raw))
    assert [s.start for s in page.segments[1:]] == [s.end for s in page.segments[:-1]]
    start = page.text.index("the dead")
    low, high = raw_range(page.segments, start, start + len("the dead\u00a0\u2013 the"))
    assert raw[low:high] == b"the dead&nbsp;&ndash; the"
