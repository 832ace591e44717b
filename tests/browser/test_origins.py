"""A page of another origin, open in the same browser, can neither read the record nor decide."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

READ = """async (url) => {
  try { return (await (await fetch(url + '/api/project', { credentials: 'include' })).text()).slice(0, 80) }
  catch { return 'refused' }
}"""
DECIDE = """async ([url, claim]) => {
  const body = JSON.stringify({ decisions: [{ kind: 'reject_claim', claim }], note: null });
  for (const type of ['text/plain', 'application/json']) {
    try {
      await fetch(url + '/api/decisions',
        { method: 'POST', mode: 'no-cors', credentials: 'include', headers: { 'Content-Type': type }, body });
    } catch { /* refused */ }
  }
  const form = document.createElement('form');
  form.method = 'POST'; form.action = url + '/api/build'; form.target = 'frame'; form.enctype = 'text/plain';
  const frame = document.createElement('iframe'); frame.name = 'frame';
  document.body.append(frame, form);
  // A frame that is refused says that it is loaded too, so that nobody learns of it.
  await new Promise((resolve) => { frame.onload = resolve; form.submit(); });
}"""


@pytest.fixture
def foreign() -> Iterator[str]:
    """An empty page of another origin."""

    class Empty(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Elsewhere</title><body></body>")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Empty)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def test_a_page_of_another_origin_can_neither_read_nor_decide(
    serve: Callable[..., Any],
    browser: Any,  # noqa: ANN401  # Playwright is not there where types are checked
    examples: Path,
    foreign: str,
) -> None:
    from sijil.project import Project  # noqa: PLC0415  # only here

    served = serve(examples)
    context = browser.new_context()
    try:
        own = context.new_page()
        own.goto(served.opening)
        own.get_by_role("navigation", name="Views").wait_for()
        with Project.open(examples).record() as record:
            claim = next(iter(record.claims()))["id"]
        page = context.new_page()
        page.goto(foreign)
        assert page.evaluate(READ, served.url) == "refused"
        page.evaluate(DECIDE, [served.url, claim])
        assert not (served.folder / "ledger" / "decisions.jsonl").exists()
        assert own.evaluate("async () => (await (await fetch('/api/project')).json()).build.state") == "idle"
    finally:
        context.close()
