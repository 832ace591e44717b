"""Reports are hostile: what they hold is shown, and never runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sijil.web.links import outside
from sijil.web.plain import _PAGES

SCRIPT = "<script>alert(1)</script>"
ALLOWED = frozenset(
    "html head meta title link body header footer main h1 h2 h3 p a code ul li table thead tbody tr th td article "
    "blockquote pre mark bdi".split()
)


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def pages(reader: Any) -> dict[str, str]:  # noqa: ANN401  # from conftest
    report = next(row for row in reader.json("/api/reports") if row["uri"] == "hostile.txt")
    detail = reader.json(f"/api/reports/{report['id']}")
    claims = [f"claim/{card['id']}" for card in detail["claims"]]
    events = [f"event/{card['event']}" for card in detail["claims"] if card["event"]]
    tolls = [f"toll/{row['id']}" for row in reader.json("/api/tolls")]
    control = [f"control/{row['id']}" for row in reader.json("/api/control")]
    findings = [
        f"finding/{row['id']}" for one in events for row in reader.json(f"/api/{one.replace('/', 's/', 1)}")["findings"]
    ]
    places = [f"place/{card['place']['id']}" for card in detail["claims"] if card["place"]]
    names = ["", f"report/{report['id']}", *claims, *events, *tolls, *control, *findings, *places]
    found = {name: reader.get(f"/record/{name}") for name in names}
    assert {answer.status_code for answer in found.values()} == {200}
    assert {answer.headers["content-type"] for answer in found.values()} == {"text/html; charset=utf-8"}
    return {name: answer.text for name, answer in found.items()}


def test_plain_pages_of_every_kind_show_hostile_words_as_words(pages: dict[str, str]) -> None:
    kinds = {name.partition("/")[0] for name in pages}
    assert kinds >= {"", "report", "claim", "event", "toll", "finding", "place"}
    assert any("&lt;script&gt;" in page for page in pages.values())
    assert any("&lt;img src=x" in page for page in pages.values())
    for page in pages.values():
        tags = Tags(page).found
        assert {tag for tag, _ in tags} <= ALLOWED
        assert not [name for _, attributes in tags for name in attributes if name.startswith("on") or name == "style"]


def test_links_of_plain_pages_lead_to_our_pages_or_name_no_referrer(pages: dict[str, str]) -> None:
    for page in pages.values():
        for tag, attributes in Tags(page).found:
            address = attributes.get("href") or ""
            if tag == "a" and not address.startswith(("/record/", "#")):
                assert re.match(r"https?://", address)
                assert attributes["rel"] == "noreferrer noopener"


def test_an_address_that_is_a_script_is_no_link(reader: Any, pages: dict[str, str]) -> None:  # noqa: ANN401
    report = next(row for row in reader.json("/api/reports") if row["uri"] == "hostile.txt")
    assert reader.json(f"/api/reports/{report['id']}")["url"] is None
    assert not [page for page in pages.values() if 'href="javascript' in page]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
     "vbscript:x", "//evil.example", "page.html", "", None, "http:", "http://[", "https:evil"],
)  # fmt: skip
def test_only_web_addresses_are_links(address: str | None) -> None:
    assert outside(address) is None


def test_web_addresses_are_links() -> None:
    assert outside("https://news.example/a?b=1") == "https://news.example/a?b=1"
    assert outside("HTTP://news.example/") == "HTTP://news.example/"


def test_json_is_only_ever_json(reader: Any) -> None:  # noqa: ANN401
    card = reader.claim("Lions")
    for path in (
        f"/api/claims/{card['id']}",
        f"/api/reports/{card['report']['id']}",
        "/api/reports",
        "/api/search?q=three",
    ):
        answer = reader.get(path)
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert SCRIPT in reader.json(f"/api/reports/{card['report']['id']}")["text"]


@pytest.mark.parametrize("part", [SCRIPT, '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "%7B%7B7*7%7D%7D"])
def test_what_stands_in_an_address_stays_inert(reader: Any, part: str) -> None:  # noqa: ANN401
    for path in (f"/record/event/{part}", f"/record/place/{part}", f"/api/actors/~{part}"):
        answer = reader.client.get(path)
        assert answer.status_code == 404
        assert "<script" not in answer.text or answer.headers["content-type"] == "application/json"
        assert "<img" not in answer.text or answer.headers["content-type"] == "application/json"
        assert "49" not in answer.text


def test_every_template_escapes_all_values() -> None:
    folder = Path(__file__).parents[2] / "src" / "sijil" / "web" / "templates"
    assert _PAGES.autoescape is True
    for template in folder.glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe|autoescape|<script|<style|style=|\son\w+=", text), template.name
