"""A project that is built once, and browsers that ask its server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sijil.project import Project
from sijil.web.app import create_app, guard_app, hosts_of
from sijil.web.desk import Desk
from sijil.web.sessions import Sessions
from sijil.web.users import Users

PORT = 8123
HOME = f"http://127.0.0.1:{PORT}"
SCRIPT = "<script>alert(1)</script>"
REPORTS = {
    "market.txt": (
        "Shelling hits market in Mosul\n\nMOSUL, 5 March 2019 - Government artillery shelled the central market of "
        "Mosul on Monday, killing 14 people and wounding 30 others, a hospital official said.\n\n"
        "Rebels seized two villages west of Mosul at dawn on Tuesday. Rebels abducted the mayor of Mosul.\n"
    ),
    "rival.txt": (
        "Market shelled in Mosul\n\n6 March 2019\n\nGovernment artillery shelled the central market of Mosul on "
        "Monday, killing 25 people, a rebel spokesman said.\n"
    ),
    "airport.txt": (
        "Army retakes airport\n\n7 March 2019\n\nTroops recaptured Mosul airport from the Islamic State on Wednesday, "
        "the defence ministry said in a statement. More than 60 fighters were killed in three days of fighting, it "
        "added.\n"
    ),
    "hostile.txt": (
        f"Rebels {SCRIPT} shell Mosul\n\n8 March 2019\n\nFighters of the <b>Lions</b> Brigade shelled Mosul on "
        f"Thursday, killing three people, said Omar {SCRIPT} Haddad, a resident.\n\n"
        'Gunmen of the "><img src=x onerror=alert(1)> group killed two policemen in Mosul on Thursday.\n'
    ),
    "undated.txt": "Bomb kills nine\n\nA car bomb killed nine soldiers, the army said.\n",
}
SIDECAR = (
    "file,published,outlet,url\n"
    "market.txt,2019-03-05,Northbridge Wire,https://news.example/market\n"
    f'hostile.txt,2019-03-08,"Daily {SCRIPT}",javascript:alert(1)\n'
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of five reports; nobody may change it."""
    home = tmp_path_factory.mktemp("web")
    (home / "in").mkdir()
    for name, text in REPORTS.items():
        (home / "in" / name).write_text(text, encoding="utf-8")
    (home / "in" / "sources.csv").write_text(SIDECAR, encoding="utf-8")
    project = Project.new(home / "record")
    project.add([home / "in"], home / "in" / "sources.csv", base=home / "in")
    project.build(workers=1)
    return home / "record"


@dataclass
class Server:
    """A server of a project, without a network."""

    folder: Path
    users: Users | None = None
    name: str | None = None
    desk: Desk = field(init=False)
    sessions: Sessions = field(init=False)

    def __post_init__(self) -> None:
        self.desk = Desk(self.folder)
        self.sessions = Sessions(name=self.name, has_users=self.users is not None)
        app = create_app(self.desk, self.sessions, self.users)
        self.app = guard_app(app, self.sessions, self.desk, hosts_of("127.0.0.1", PORT), PORT)

    def stranger(self, base: str = HOME) -> TestClient:
        """A browser without a session."""
        return TestClient(self.app, base_url=base, raise_server_exceptions=False)

    def visit(self, name: str | None = None) -> Visitor:
        """A browser that has opened the printed address, of a reviewer who has said a name if there is one."""
        visitor = Visitor(self.stranger())
        assert visitor.client.get(f"/?token={self.sessions.token}").status_code == 200
        if name:
            assert visitor.put("/api/session", {"name": name}).status_code == 200
        return visitor


@dataclass
class Visitor:
    """A browser with a session, whose pages are our own."""

    client: TestClient

    def get(self, address: str, **headers: str) -> Any:  # noqa: ANN401  # the client's own answer
        return self.client.get(address, headers=headers)

    def json(self, address: str) -> Any:  # noqa: ANN401  # JSON of any shape
        answer = self.client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.text}"
        assert answer.headers["content-type"] == "application/json"
        return answer.json()

    def post(self, address: str, value: object) -> Any:  # noqa: ANN401  # see above
        return self.client.post(address, json=value, headers={"Origin": HOME})

    def put(self, address: str, value: object) -> Any:  # noqa: ANN401  # see above
        return self.client.put(address, json=value, headers={"Origin": HOME})

    def decide(self, *decisions: dict[str, object], note: str | None = None) -> list[str]:
        """Decide, and return the ids of the decisions."""
        answer = self.post("/api/decisions", {"decisions": list(decisions), "note": note})
        assert answer.status_code == 201, answer.text
        return [str(one["id"]) for one in answer.json()["written"]]

    def claim(self, words: str) -> dict[str, Any]:
        """The card of the first claim whose quote has some words."""
        found = self.json(f"/api/search?q={words}")["claims"]
        (card,) = self.json(f"/api/claims?ids={found[0]['id']}")
        assert isinstance(card, dict)
        return card


Serve = Callable[..., Server]


@pytest.fixture(scope="session")
def server(built: Path) -> Iterator[Server]:
    """A server of the shared project; nobody decides here."""
    made = Server(built)
    yield made
    made.desk.close()


@pytest.fixture
def reader(server: Server) -> Visitor:
    """A browser on the shared project."""
    return server.visit()


@pytest.fixture
def serve(built: Path, tmp_path: Path) -> Iterator[Serve]:
    """Start servers of a copy of the project, which may be changed."""
    folder = tmp_path / "record"
    shutil.copytree(built, folder)
    made: list[Server] = []

    def start(users: Users | None = None, name: str | None = None) -> Server:
        made.append(Server(folder, users, name))
        return made[-1]

    yield start
    for one in made:
        one.desk.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Visitor]:
    """A browser on a project to which nothing was added."""
    Project.new(tmp_path / "new")
    made = Server(tmp_path / "new")
    yield made.visit("Ada")
    made.desk.close()
