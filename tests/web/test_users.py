"""Users with passwords, for servers that other machines can reach."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from sijil.errors import UsageError
from sijil.web import users as module
from sijil.web.users import Users, add_user, read_users

HOME = "http://127.0.0.1:8123"
PASSWORD = "correct horse battery"  # noqa: S105  # of a test
FORM = {"Origin": HOME, "Content-Type": "application/x-www-form-urlencoded"}
Call = Callable[..., Any]


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COST", 2**4)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "users.txt"
    add_user(path, "Ada", PASSWORD)
    return path


def log_in(client: Any, name: str, password: str, **headers: str) -> Any:  # noqa: ANN401  # the client's own answer
    from urllib.parse import urlencode  # noqa: PLC0415  # only here

    body = urlencode({"name": name, "password": password})
    return client.post("/login", content=body, headers={**FORM, **headers}, follow_redirects=False)


def test_a_user_logs_in_and_signs_with_the_name_of_the_login(serve: Any, listed: Path) -> None:  # noqa: ANN401  # from conftest
    client = serve(Users(listed)).stranger()
    assert client.get("/").status_code == 401
    assert "/login" in client.get("/").text
    form = client.get("/login")
    assert form.status_code == 200
    assert form.headers["referrer-policy"] == "same-origin"
    answer = log_in(client, "Ada", PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert client.get("/api/session").json() == {"name": "Ada", "can_rename": False}
    assert client.put("/api/session", json={"name": "Ben"}, headers={"Origin": HOME}).status_code == 403
    client.post("/logout", headers={**FORM, "Content-Type": "application/json"})
    assert client.get("/api/session").status_code == 401


@pytest.mark.parametrize(
    ("name", "password"), [("Ada", "wrong"), ("Ben", PASSWORD), ("", ""), ("Ada", ""), ("ada", PASSWORD)]
)
def test_a_wrong_name_or_password_opens_nothing(serve: Any, listed: Path, name: str, password: str) -> None:  # noqa: ANN401
    answer = log_in(serve(Users(listed)).stranger(), name, password)
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_the_token_opens_nothing_where_there_are_users(serve: Any, listed: Path) -> None:  # noqa: ANN401
    server = serve(Users(listed))
    client = server.stranger()
    assert client.get(f"/?token={server.sessions.token}", follow_redirects=False).status_code == 401
    bearer = {"Authorization": f"Bearer {server.sessions.token}"}
    assert client.get("/api/session", headers=bearer).status_code == 401


def test_too_many_tries_must_wait_even_with_the_right_password(
    serve: Any,  # noqa: ANN401
    listed: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = serve(Users(listed)).stranger()
    for _ in range(5):
        assert log_in(client, "Ada", "wrong").status_code == 401
    assert log_in(client, "Ada", PASSWORD).status_code == 429
    now = time.monotonic()
    monkeypatch.setattr(module.time, "monotonic", lambda: now + 301)
    assert log_in(client, "Ada", PASSWORD).status_code == 303


def test_the_form_of_another_site_logs_nobody_in(serve: Any, listed: Path) -> None:  # noqa: ANN401
    client = serve(Users(listed)).stranger()
    assert log_in(client, "Ada", PASSWORD, Origin="http://evil.example").status_code == 403
    assert log_in(client, "Ada", PASSWORD, Origin="null").status_code == 403


def test_there_is_no_form_where_there_are_no_users(reader: Any) -> None:  # noqa: ANN401
    assert reader.get("/login").status_code == 404


# -- the list ----------------------------------------------------------------------------------------------------------


def test_the_list_holds_hashes_with_a_salt_of_their_own(listed: Path) -> None:
    add_user(listed, "Ben", PASSWORD)
    text = listed.read_text(encoding="utf-8")
    ada, ben = text.splitlines()
    assert PASSWORD not in text
    assert re.fullmatch(r"Ada:scrypt\$\d+\$8\$1\$[\w+/=]+\$[\w+/=]+", ada)
    assert ada.partition("$")[2] != ben.partition("$")[2]
    assert listed.stat().st_mode & 0o077 == 0


def test_another_password_takes_the_place_of_the_old_one(listed: Path) -> None:
    add_user(listed, "Ada", "another long one")
    users = Users(listed)
    assert users.admit("Ada", "another long one", "here")
    assert not users.admit("Ada", PASSWORD, "here")


@pytest.mark.parametrize(("name", "password"), [("A:b", PASSWORD), ("", PASSWORD), ("Ada", "short")])
def test_names_and_passwords_that_will_not_do_are_refused(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises((UsageError, Exception), match=r"name|password"):
        add_user(tmp_path / "users.txt", name, password)
    assert not (tmp_path / "users.txt").exists()


@pytest.mark.parametrize(
    "line",
    ["Ada", "Ada:plain", "Ada:scrypt$1$8$1$x", "Ada:md5$16$8$1$YQ==$YQ==", ":scrypt$16$8$1$YQ==$YQ==",
     "Ada:scrypt$999999999$8$1$YQ==$YQ==", "Ada:scrypt$16$8$64$YQ==$YQ==", "Ada:scrypt$16$8$1$$"],
)  # fmt: skip
def test_a_line_that_is_no_user_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "users.txt").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"users.txt:2: is no user"):
        read_users(tmp_path / "users.txt")


def test_a_list_without_users_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no user"):
        Users(tmp_path / "users.txt")


# -- the command -------------------------------------------------------------------------------------------------------


def test_the_command_adds_a_user_with_a_password_from_a_pipe(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
    said = call("serve", "--add-user", "Ada", "--users", tmp_path / "users.txt")
    assert said.status == 0, said.err
    assert Users(tmp_path / "users.txt").admit("Ada", PASSWORD, "here")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "workbench.example"])  # noqa: S104  # refused
def test_an_open_address_without_users_is_refused(call: Call, tmp_path: Path, host: str) -> None:
    said = call("serve", tmp_path, "--host", host, "--no-browser")
    assert said.status == 2
    assert "--users" in said.err


@pytest.mark.parametrize(
    "words",
    [[], ["--add-user", "Ada"], ["p", "--basemap", "none.pmtiles"], ["p", "--host", "0.0.0.0", "--users", "u"]],  # noqa: S104  # refused
)
def test_calls_that_cannot_be_served_say_why(call: Call, tmp_path: Path, words: list[str]) -> None:
    said = call("serve", *words)
    assert said.status == 2
    assert "->" in said.err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_no_project_is_not_served(call: Call, tmp_path: Path) -> None:
    said = call("serve", tmp_path, "--no-browser")
    assert said.status == 1
    assert "not a Sijil project" in said.err


def test_the_command_prints_its_address_alone_and_serves_there(built: Path) -> None:
    source = str(Path(__file__).parents[2] / "src")
    command = [sys.executable, "-c", "from sijil.cli import main; main()", "serve", str(built), "--no-browser"]
    with subprocess.Popen(
        [*command, "--by", "Ada"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": source},
    ) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().strip()
            found = re.fullmatch(r"(http://127\.0\.0\.1:\d+/)\?token=([\w-]{43,})", address)
            assert found
            asked = Request(f"{found[1]}api/session", headers={"Authorization": f"Bearer {found[2]}"})  # noqa: S310  # our own
            with urlopen(asked, timeout=20) as answer:  # noqa: S310  # the same
                assert answer.read() == b'{"name":"Ada","can_rename":true}'
                assert "server" not in {name.lower() for name in answer.headers}
        finally:
            process.terminate()
            rest = process.communicate(timeout=30)[0]
    assert rest == ""
