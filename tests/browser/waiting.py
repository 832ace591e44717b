"""Wait for what a page shows.

Playwright's own `wait_for_function` has the page evaluate words, which its content-security policy rightly refuses;
here the driver asks again and again, and the policy stays as users have it.
"""

from __future__ import annotations

import time
from typing import Any

PATIENCE = 120
"""Seconds that a test waits for what it expects: machines that run tests are slow at times."""
PAUSE = 50
"""Milliseconds between two looks."""
SETTLED = """() => {
  const main = document.querySelector('main');
  if (!main || main.querySelector('.wait, [aria-busy=true]')) return false;
  const busy = /^(Opening|Reading|Drawing|Looking|Loading) .*…$/;
  return ![...main.querySelectorAll('[role=status]')].some((one) => busy.test(one.textContent.trim()))
    && (document.querySelector('h1') || document.querySelector('h2')) && main.innerText.trim().length > 0;
}"""
"""Whether a page shows what it was asked for, rather than that it is on its way."""


def until(page: Any, script: str, argument: object = None) -> Any:  # noqa: ANN401  # Playwright is not there where types are checked
    """Return the first answer of a script that says something; functions may be async.

    Raises:
        AssertionError: If there is none in time, with what the page shows instead.
    """
    end = time.monotonic() + PATIENCE
    while True:
        found = page.evaluate(script, argument)
        if found:
            return found
        if time.monotonic() > end:
            shown = page.evaluate("() => document.body.innerText.slice(0, 600)")
            msg = f"in {PATIENCE} s the page did not come to {script}; it shows {shown!r} at {page.url}"
            raise AssertionError(msg)
        page.wait_for_timeout(PAUSE)


def open_settled(page: Any, address: str) -> None:  # noqa: ANN401  # see above
    """Open an address and wait until the page shows what it says, and has shown the same for two looks."""
    page.goto(address)
    until(page, SETTLED)
    last = None
    while last != (last := page.evaluate("() => document.body.innerText")):
        page.wait_for_timeout(4 * PAUSE)
        until(page, SETTLED)
