"""What a newcomer does: look, find a place, see who holds it when, read the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.browser.waiting import until

from sijil.project import Project

RENDERED = """() => {
  const map = window.sijilMap;
  if (!map || !map.loaded() || !map.getLayer('event-rings')) return 0;
  if (!map.queryRenderedFeatures({ layers: ['land'] }).length) return 0;
  return map.queryRenderedFeatures().filter((one) => 'place' in one.properties).length;
}"""
NAMED = """() => {
  const map = window.sijilMap;
  if (!map || !map.loaded()) return null;
  const found = map.queryRenderedFeatures({ layers: ['other-names'] }).map((one) => one.properties.name);
  return found.length ? found : null;
}"""
"""Names on the map of places that the record shows nothing of."""
COLOURS = """async () => {
  const map = window.sijilMap;
  map.triggerRepaint();
  const canvas = await new Promise((resolve) => map.once('render', () => {
    const copy = document.createElement('canvas');
    copy.width = map.getCanvas().width;
    copy.height = map.getCanvas().height;
    copy.getContext('2d').drawImage(map.getCanvas(), 0, 0);
    resolve(copy);
  }));
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  for (let at = 0; at < data.length; at += 4 * 37) seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
  return { width: canvas.width, height: canvas.height, colours: seen.size };
}"""
KEEP = """new MutationObserver(() => {
  const canvas = document.querySelector("canvas[data-drawn='outlines places']");
  if (canvas) window.kept = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
}).observe(document, { subtree: true, childList: true, attributes: true });"""
"""Keeps the picture that is drawn before the live map is there."""
NO_WEBGL = """const own = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith('webgl') ? null : own.call(this, kind, ...rest);
};"""
WIDE = """() => {
  const { width, clientWidth } = window.sijilMap.getCanvas();
  return width === Math.floor(clientWidth * window.devicePixelRatio) ? width : 0;
}"""
"""How many pixels the map is wide, once all of them are drawn."""
MIDDLE = "() => window.sijilMap.getCenter().lng"
DEGREES = "() => 360 / (512 * 2 ** window.sijilMap.getZoom())"
"""Degrees of longitude in a pixel of the page."""
ALIKE = """async () => {
  const map = window.sijilMap;
  const { width, height, data } = window.kept;
  if (width !== map.getCanvas().width || height !== map.getCanvas().height) return 0;
  const pen = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
  await new Promise((resolve) => {
    map.once('render', () => resolve(pen.drawImage(map.getCanvas(), 0, 0)));
    map.triggerRepaint();
  });
  const live = pen.getImageData(0, 0, width, height).data;
  const far = (at) => [0, 1, 2].some((part) => Math.abs(data[at + part] - live[at + part]) > 40);
  let same = 0;
  for (let at = 0; at < data.length; at += 4) same += far(at) ? 0 : 1;
  return same / (width * height);
}"""
"""The share of pixels that have about the same colour in both."""


def test_a_newcomer_finds_who_holds_a_place_and_the_sentence_that_says_so(
    serve: Callable[..., Any], visit: Callable[..., Any], examples: Path
) -> None:
    served = serve(examples)
    page = visit(served.opening)
    assert "token" not in page.url, "the token must not stay in the address"
    page.get_by_role("link", name="Places").click()
    page.get_by_role("link", name="Kherson", exact=True).first.click()
    page.get_by_role("heading", name="Who holds it").wait_for()
    control = page.get_by_role("region", name="Control")
    assert "Russia" in control.inner_text()
    control.locator("button[aria-expanded]").first.click()
    page.get_by_role("article").first.get_by_role("link").first.click()
    mark = page.locator("mark").first
    mark.wait_for()
    assert re.search(r"view=report&.*span=\d+-\d+", page.url)
    assert page.get_by_text("Kherson").first.is_visible()


def test_a_search_leads_to_the_place_that_bears_the_name(
    serve: Callable[..., Any], visit: Callable[..., Any], examples: Path
) -> None:
    page = visit(serve(examples).opening)
    page.locator("#search").fill("Kherson")
    page.keyboard.press("Enter")
    page.get_by_role("group", name="Named so").get_by_role("link", name="Kherson", exact=True).click()
    page.get_by_role("heading", name="Who holds it").wait_for()


def test_towns_about_are_named_as_one_looks_closer(
    serve: Callable[..., Any], visit: Callable[..., Any], examples: Path
) -> None:
    page = visit(serve(examples).opening)
    until(page, RENDERED)
    assert not page.evaluate(NAMED), "far out the countries are named"
    page.evaluate("() => void window.sijilMap.jumpTo({ center: [43.12, 36.34], zoom: 8.5 })")
    names = until(page, NAMED)
    assert "Bartella" in names
    assert "Mosul" not in names, "what is drawn has its name already"
    page.get_by_label("Events", exact=True).uncheck()
    page.get_by_label("Control at the cursor", exact=True).uncheck()
    until(page, f"() => ({NAMED})()?.includes('Mosul')")


def test_an_event_says_why_each_telling_joined_it(
    serve: Callable[..., Any], visit: Callable[..., Any], examples: Path
) -> None:
    served = serve(examples)
    with Project.open(examples).record() as record:
        event, posterior = max(record.columns("fits", ["event", "posterior"]), key=lambda row: row[1])
    page = visit(served.opening)
    page.goto(f"{served.url}/?view=events&sel={event}")
    page.get_by_text("Why these claims are one event").click()
    page.get_by_text(f"{round(100 * posterior)} % sure").first.wait_for()
    page.goto(f"{served.url}/record/event/{event}")
    page.get_by_text(f"{round(100 * posterior)} % sure").first.wait_for()


def test_the_map_draws_events_over_land(serve: Callable[..., Any], visit: Callable[..., Any], examples: Path) -> None:
    page = visit(serve(examples).opening)
    page.get_by_role("region", name=re.compile("Map of events")).wait_for()
    assert until(page, RENDERED) > 10
    drawn = page.evaluate(COLOURS)
    assert drawn["width"] > 500
    assert drawn["height"] > 300
    assert drawn["colours"] > 50, "a map of one colour is blank"
    assert page.evaluate("() => window.sijilMap.queryRenderedFeatures().some((one) => one.source.includes('land'))")


def test_the_picture_before_the_live_map_shows_the_same(
    serve: Callable[..., Any], visit: Callable[..., Any], examples: Path
) -> None:
    served = serve(examples)
    page = visit(served.opening)
    page.add_init_script(KEEP)
    page.goto(served.url)
    until(page, RENDERED)
    assert page.evaluate("() => window.kept !== undefined"), "no picture was drawn"
    assert page.locator("canvas[data-drawn]").count() == 0, "the picture gives way to the live map"
    assert until(page, ALIKE) > 0.9


def test_a_drag_moves_the_map_with_fewer_pixels_and_ends_with_all_of_them(
    serve: Callable[..., Any], visit: Callable[..., Any], examples: Path
) -> None:
    page = visit(serve(examples).opening)
    assert until(page, RENDERED) > 10
    whole, lon = until(page, WIDE), page.evaluate(MIDDLE)
    box = page.locator(".maplibregl-canvas").first.bounding_box()
    x, y = box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.5
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 11):
        page.mouse.move(x - 20 * step, y)
    assert page.evaluate("() => window.sijilMap.getCanvas().width") <= whole / 2 + 1
    page.mouse.up()
    assert until(page, WIDE) == whole
    assert page.evaluate(MIDDLE) - lon > 0.9 * 200 * page.evaluate(DEGREES), "the drag ended on its way"


def test_without_webgl_the_picture_stays_and_follows_the_filters(
    serve: Callable[..., Any], visit: Callable[..., Any], examples: Path
) -> None:
    served = serve(examples)
    page = visit(served.opening)
    page.add_init_script(NO_WEBGL)
    page.add_init_script(KEEP)
    page.goto(served.url)
    page.get_by_text("This browser has no WebGL 2").wait_for()
    whole = until(page, "() => window.kept && window.kept.data.join()")
    page.get_by_label("Events", exact=True).uncheck()
    assert until(page, "(before) => { const now = window.kept.data.join(); return now !== before && now }", whole)
    assert page.locator("canvas[data-drawn]").is_visible()


def test_filters_stand_in_the_address_and_change_map_table_and_count(
    serve: Callable[..., Any], visit: Callable[..., Any], examples: Path
) -> None:
    served = serve(examples)
    page = visit(served.opening)
    counted = page.get_by_text(re.compile(r"^\s*\d+\s*of\s*\d+ events\s*$")).first
    counted.wait_for()
    whole = int(re.findall(r"\d+", counted.inner_text())[1])
    before = until(page, RENDERED)
    page.goto(f"{served.url}/?from=2022-02-24&to=2022-02-26")
    counted.wait_for()
    shown, of = map(int, re.findall(r"\d+", counted.inner_text()))
    assert 0 < shown < whole == of
    assert 0 < until(page, RENDERED) < before, "the map shows the events of these days alone"
    listed = page.get_by_role("table", name="Places").locator("td.number").all_inner_texts()
    assert 0 < sum(map(int, listed)) <= shown
    page.go_back()
    until(page, "(words) => document.body.innerText.includes(words)", f"{whole} of {whole} events")


def test_a_new_project_says_what_to_do_and_takes_reports_by_drop(
    serve: Callable[..., Any], visit: Callable[..., Any], tmp_path: Path
) -> None:
    Project.new(tmp_path / "new")
    page = visit(serve(tmp_path / "new").opening)
    chooser = page.locator("input[type=file]").first
    chooser.wait_for(state="attached")
    report = tmp_path / "strike.txt"
    report.write_text(
        "Air strike kills seven in Sirte\n\n16 June 2016\n\nAn air strike on Sirte on Tuesday killed seven civilians, "
        "a hospital spokesman said. Fighters withdrew from the port on Wednesday.\n",
        encoding="utf-8",
    )
    chooser.set_input_files(report)
    page.get_by_role("button", name=re.compile("^Build")).first.click()
    page.get_by_text(re.compile(r"[1-9]\d* of [1-9]\d* events")).wait_for()
