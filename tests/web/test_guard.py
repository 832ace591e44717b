"""Who may ask: host, session, origin, size; and what every answer says to the browser."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

HOME = "http://127.0.0.1:8123"
PATHS = ["/", "/api/session", "/api/project", "/api/overview", "/record/", "/assets/record.css", "/api/nothing"]
ACCEPT = {"decisions": [{"kind": "accept_claim", "claim": "clm-x"}]}
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_shown_without_a_session(server: Any, path: str) -> None:  # noqa: ANN401  # from conftest
    answer = server.stranger().get(path)
    assert answer.status_code == 401
    assert "token" in answer.text or "printed" in answer.text


@pytest.mark.parametrize("token", ["", "x", "é", "T" * 43, "%00"])
def test_a_wrong_token_opens_nothing(server: Any, token: str) -> None:  # noqa: ANN401
    client = server.stranger()
    answer = client.get(f"/?token={token}", follow_redirects=False)
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_the_token_opens_a_session_and_leaves_the_address(server: Any) -> None:  # noqa: ANN401
    answer = server.stranger().get(f"/?token={server.sessions.token}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("sijil-session-8123=")
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip() for part in cookie.split(";")}
    assert server.sessions.token.lower() not in cookie


def test_a_token_has_32_random_bytes(server: Any) -> None:  # noqa: ANN401
    assert len(server.sessions.token) >= 43


def test_each_browser_has_a_session_of_its_own(server: Any) -> None:  # noqa: ANN401
    one, other = server.visit("Ada"), server.visit("Ben")
    assert [each.json("/api/session")["name"] for each in (one, other)] == ["Ada", "Ben"]


def test_a_program_may_bear_the_token(server: Any) -> None:  # noqa: ANN401
    client = server.stranger()
    good = client.get("/api/session", headers={"Authorization": f"Bearer {server.sessions.token}"})
    bad = client.get("/api/session", headers={"Authorization": "Bearer nonsense"})
    assert (good.status_code, bad.status_code) == (200, 401)


def test_the_cookie_of_another_port_is_none(server: Any) -> None:  # noqa: ANN401
    secret = server.sessions.open()
    client = server.stranger()
    assert client.get("/api/session", headers={"Cookie": f"sijil-session-9999={secret}"}).status_code == 401
    assert client.get("/api/session", headers={"Cookie": f"sijil-session-8123={secret}"}).status_code == 200


# -- host and origin ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example:8123", "127.0.0.1", "127.0.0.1:9", "localhost.evil.example:8123", ""])
def test_a_name_that_is_not_ours_is_refused(reader: Any, host: str) -> None:  # noqa: ANN401
    assert reader.get("/api/project", Host=host).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8123", "localhost:8123", "LOCALHOST:8123", "[::1]:8123"])
def test_the_names_of_this_machine_are_ours(reader: Any, host: str) -> None:  # noqa: ANN401
    assert reader.get("/api/project", Host=host).status_code == 200


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1:9999", "http://127.0.0.1:8123.evil.example"]
)
def test_another_sites_page_can_decide_nothing(serve: Any, origin: str | None) -> None:  # noqa: ANN401
    server = serve(name="Ada")
    visitor = server.visit()
    headers = {"Origin": origin} if origin else {}
    for method, path in (("POST", "/api/decisions"), ("PUT", "/api/session"), ("POST", "/api/build")):
        assert visitor.client.request(method, path, json=ACCEPT, headers=headers).status_code == 403
    assert server.desk.decisions() == ()


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_sites_page_can_read_nothing(reader: Any, site: str) -> None:  # noqa: ANN401
    answer = reader.get("/api/overview", **{"Sec-Fetch-Site": site, "Origin": "http://evil.example"})
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_no_other_site_is_ever_given_leave(reader: Any) -> None:  # noqa: ANN401
    answer = reader.get("/api/project", Origin="http://evil.example")
    asked = reader.client.options(
        "/api/decisions", headers={"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    )
    assert asked.status_code == 403
    for each in (answer, asked):
        assert not [name for name in each.headers if name.startswith("access-control")]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_what_a_form_can_send_is_refused(reader: Any, kind: str) -> None:  # noqa: ANN401
    headers = {"Origin": HOME, "Content-Type": kind}
    assert reader.client.post("/api/decisions", content=b"{}", headers=headers).status_code == 415


# -- size and shape ----------------------------------------------------------------------------------------------------


def test_a_body_that_is_too_long_is_refused_when_announced_and_when_sent(reader: Any) -> None:  # noqa: ANN401
    headers = {"Origin": HOME, "Content-Type": "application/json"}
    announced = reader.client.post("/api/decisions", content=b" " * 1_000_001, headers=headers)
    sent = reader.client.post("/api/decisions", content=(b" " * 100_000 for _ in range(11)), headers=headers)
    assert (announced.status_code, sent.status_code) == (413, 413)
    assert set(sent.json()) == {"what", "remedy"}


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'"x"', b'{"decisions": []}', b'{"decisions": [{}]}', b"\xff\xfe",
        b'{"decisions": [{"kind": "accept_claim"}]}', b'{"decisions": [{"kind": "drop_table", "claim": "x"}]}',
        b'{"decisions": [{"kind": "accept_claim", "claim": "x", "by": "Somebody else"}]}',
        b'{"decisions": [{"kind": "accept_claim", "claim": ["x"]}]}', b'{"decisions": [], "at": "2020"}',
    ],
)  # fmt: skip
def test_malformed_requests_are_refused_in_one_shape(reader: Any, body: bytes) -> None:  # noqa: ANN401
    headers = {"Origin": HOME, "Content-Type": "application/json"}
    answer = reader.client.post("/api/decisions", content=body, headers=headers)
    assert answer.status_code == 422, answer.text
    assert set(answer.json()) == {"what", "remedy"}


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../app.py", "/assets/..%2f..%2fapp.py", "/assets/%2e%2e/app.py", "/assets//etc/passwd",
        "/%2fetc/passwd",
        "/assets/..\\app.py", "/app.py", "/templates/base.html", "/assets/record.css/..", "/..%00", "/style/record.css",
        "/record/..%2f..%2fapp.py", "/record/event/..%2f..", "/api/reports/..%2f..%2fsijil.toml",
        "/api/reports/..%2f..%2fsijil.toml/raw",
    ],
)  # fmt: skip
def test_no_address_leads_out_of_the_list(reader: Any, path: str) -> None:  # noqa: ANN401
    answer = reader.client.get(path)
    assert answer.status_code == 404, answer.text
    assert "packs" not in answer.text


# -- headers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*PATHS, "/api/events/none", "/record/event/none"])
@pytest.mark.parametrize("has_session", [True, False])
def test_every_answer_tells_the_browser_to_be_strict(server: Any, path: str, *, has_session: bool) -> None:  # noqa: ANN401
    client: TestClient = server.visit().client if has_session else server.stranger()
    answer = client.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", ["/api/project", "/api/events/none", "/record/"])
def test_what_is_in_the_record_stays_out_of_caches(reader: Any, path: str) -> None:  # noqa: ANN401
    assert reader.get(path).headers["cache-control"] == "no-store"


def test_a_fault_of_the_server_tells_nothing_of_its_inside(serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401
    server = serve()
    visitor = server.visit()
    monkeypatch.setattr(server.desk, "shelf", lambda: 1 / 0)
    answer = visitor.get("/api/overview")
    assert answer.status_code == 500
    assert set(answer.json()) == {"what", "remedy"}
    assert "division" not in answer.text
    assert answer.headers["content-security-policy"]
