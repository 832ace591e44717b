"""The built pages: served by name, and a plain word where they are not built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from sijil.errors import SijilError
from sijil.web.app import _say_error
from sijil.web.assets import make_page_routes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages" / "assets").mkdir(parents=True)
    return tmp_path / "pages"


def ask(folder: Path) -> TestClient:
    app = FastAPI()
    app.include_router(make_page_routes(folder))
    app.add_exception_handler(SijilError, _say_error)
    return TestClient(app)


def test_a_server_without_pages_says_how_to_build_them(folder: Path) -> None:
    answer = ask(folder).get("/")
    assert answer.status_code == 200
    assert "are not built" in answer.text
    assert "web/build_pages.py" in answer.text


def test_pages_are_served_by_name_and_kept(folder: Path) -> None:
    (folder / "index.html").write_text("<p>page</p>", encoding="utf-8")
    (folder / "assets" / "main-a1.js").write_text("1", encoding="utf-8")
    (folder / "favicon.svg").write_text("<svg/>", encoding="utf-8")
    client = ask(folder)
    assert client.get("/").text == "<p>page</p>"
    script = client.get("/assets/main-a1.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in script.headers["cache-control"]
    assert client.get("/favicon.svg").headers["content-type"].startswith("image/svg+xml")
    assert client.get("/assets/record.css").status_code == 200
    assert client.get("/index.html").status_code == 404


def test_pages_that_are_built_anew_are_found(folder: Path) -> None:
    client = ask(folder)
    assert client.get("/assets/new.js").status_code == 404
    (folder / "assets" / "new.js").write_text("2", encoding="utf-8")
    (folder / "index.html").write_text("new", encoding="utf-8")
    assert client.get("/assets/new.js").text == "2"


def test_scripts_come_compressed_to_whoever_takes_that(folder: Path) -> None:
    (folder / "index.html").write_text("page", encoding="utf-8")
    script = folder / "assets" / "large.js"
    client = ask(folder)
    for content in ("1;" * 5000, "2;" * 5000):
        script.write_text(content, encoding="utf-8")
        packed = client.get("/assets/large.js", headers={"Accept-Encoding": "gzip"})
        assert packed.headers["content-encoding"] == "gzip"
        assert int(packed.headers["content-length"]) < 200
        assert packed.text == content
        plain = client.get("/assets/large.js", headers={"Accept-Encoding": "identity"})
        assert "content-encoding" not in plain.headers
        assert plain.text == content


def test_the_page_asks_for_the_record_ahead_where_there_is_one(serve: Any, folder: Path) -> None:  # noqa: ANN401  # from conftest
    (folder / "index.html").write_text("page", encoding="utf-8")
    client = ask(folder)
    assert "link" not in client.get("/").headers
    desk = serve().desk
    client.app.state.desk = desk
    assert f"/api/overview?build={desk.shelf().build}" in client.get("/").headers["link"]


def test_a_link_that_leads_out_of_the_folder_is_not_served(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "index.html").write_text("page", encoding="utf-8")
    (folder / "assets" / "out.txt").symlink_to(tmp_path / "secret.txt")
    assert ask(folder).get("/assets/out.txt").status_code == 404
