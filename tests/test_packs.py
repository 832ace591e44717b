"""Packs: what is loaded, what is refused, and how faults are told."""

import pickle
import textwrap
from pathlib import Path

import pytest

from sijil.errors import PackError
from sijil.packrows import Location, suggest
from sijil.packs import Packs, known_packs, known_parts, load_packs, sort_arguments
from sijil.packyaml import read_items
from sijil.parts import ActorRow, AgencyRow, CountryRow, Rule, WordList

ACTORS = "id,name,kind,aliases,valid_from,valid_to\n"
EVENTS = "- {name: attack, kind: event, title: Attack}\n"


def pack(folder: Path, name: str = "mine", meta: str = "", **files: str) -> Path:
    """Write a pack; `__` in a file's name stands for a slash, the last `_` for the dot."""
    home = folder / name
    home.mkdir(parents=True)
    (home / "pack.yml").write_text(f"name: {name}\nversion: '1'\ntitle: T\nlicence: CC0-1.0\n{meta}", encoding="utf-8")
    for key, text in files.items():
        path = home / ".".join(key.replace("__", "/").rsplit("_", 1))
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return home


def faults(*folders: Path) -> list[str]:
    """Load folders and return their faults, each as `file:line:column: ...` from the last folder name on."""
    found = load_packs([], folders).faults()
    base = f"{folders[0].parent.as_posix()}/"
    return [str(fault).replace(base, "") for fault in found]


def only_fault(folder: Path) -> str:
    (fault,) = faults(folder)
    return fault


# -- rows --------------------------------------------------------------------------------------------------------------


def test_a_table_becomes_rows_of_its_type(tmp_path: Path) -> None:
    home = pack(tmp_path, actors_csv=ACTORS + "ABC,Army of B,military,The B|B Army,2011-02,\n")
    (row,) = load_packs([], [home]).rows(ActorRow)
    assert row == ActorRow(
        id="ABC", name="Army of B", kind="military", aliases=("The B", "B Army"), valid_from="2011-02"
    )


def test_numbers_in_a_table_are_numbers(tmp_path: Path) -> None:
    home = pack(tmp_path, countries_csv="id,name,lon,lat,radius_km,geonames\nXXX,X,-1.5,20,300,17\n")
    (row,) = load_packs([], [home]).rows(CountryRow)
    assert (row.lon, row.lat, row.geonames) == (-1.5, 20.0, 17)


def test_yaml_items_become_rows_from_one_file_or_a_folder(tmp_path: Path) -> None:
    home = pack(tmp_path, events_yml=EVENTS, rules__a_yml=rule("one"), rules__b_yml=rule("two"))
    packs = load_packs([], [home])
    assert [row.id for row in packs.rows(Rule)] == ["one", "two"]
    assert packs.rows(Rule)[0].roles == {"actor": ("subject", "by")}


def test_words_that_yaml_takes_for_truth_numbers_or_dates_stay_words(tmp_path: Path) -> None:
    home = pack(tmp_path, lexicon_yml="- {name: w, words: [no, on, 1989, 2011-02-17, 1_0, 'null']}\n")
    (row,) = load_packs([], [home]).rows(WordList)
    assert row.words == ("no", "on", "1989", "2011-02-17", "1_0", "null")


def test_rows_come_in_pack_order_and_required_packs_come_first(tmp_path: Path) -> None:
    base = pack(tmp_path, "base", lexicon_yml="- {name: b, words: [b]}\n")
    top = pack(tmp_path, "top", "requires: [base]\n", lexicon_yml="- {name: a, words: [a]}\n")
    packs = load_packs([], [top, base])
    assert packs.names == ("base", "top")
    assert [row.name for row in packs.rows(WordList)] == ["b", "a"]


def test_a_later_pack_takes_the_place_of_a_row_and_that_is_listed(tmp_path: Path) -> None:
    base = pack(tmp_path, "base", lexicon_yml="- {name: a, words: [old]}\n- {name: b, words: [b]}\n")
    top = pack(tmp_path, "top", "requires: [base]\n", lexicon_yml="- {name: a, words: [new]}\n")
    packs = load_packs([], [base, top])
    assert [row.words for row in packs.rows(WordList)] == [("b",), ("new",)]
    (override,) = packs.overrides
    assert (override.key, override.old.pack, override.new.pack) == ("a", "base", "top")


def test_rows_know_their_place(tmp_path: Path) -> None:
    home = pack(tmp_path, actors_csv=ACTORS + '\nA,"two\nlines",rebel,,,\nB,b,rebel,,,\n', rules__a_yml=rule("one"))
    packs = load_packs([], [home])
    assert [where.line for _, where in packs.located(ActorRow)] == [3, 5]
    ((_, where),) = packs.located(Rule)
    assert packs.locate(where, ("examples", 0, "text")) == Location("mine", where.file, 6, 13)
    assert packs.locate(where, ("examples", 9)) == where


def test_opaque_files_are_listed_by_part(tmp_path: Path) -> None:
    home = pack(tmp_path, meta="opaque: [shapes]\n", shapes_bin="\0", shapes__more_txt="x", notes_md="read me")
    packs = load_packs([], [home])
    assert [path.name for path in packs.files("shapes")] == ["shapes.bin", "more.txt"]
    assert packs.faults() == ()


def rule(name: str) -> str:
    return textwrap.dedent(f"""\
        - id: {name}
          type: attack
          trigger: [attack]
          roles: {{actor: [subject, by]}}
          examples:
            - text: Rebels attacked a post.
              type: attack
        """)


# -- digests -----------------------------------------------------------------------------------------------------------


def test_a_change_to_one_part_changes_that_part_and_the_total_alone(tmp_path: Path) -> None:
    one = load_packs([], [pack(tmp_path / "1", events_yml=EVENTS, lexicon_yml="- {name: a, words: [a]}\n")])
    two = load_packs([], [pack(tmp_path / "2", events_yml=EVENTS, lexicon_yml="- {name: a, words: [b]}\n")])
    assert one.digest(["events"]) == two.digest(["events"])
    assert one.digest(["lexicon"]) != two.digest(["lexicon"])
    assert one != two


def test_packs_with_equal_contents_are_equal_wherever_they_lie_and_however_lines_end(tmp_path: Path) -> None:
    one = pack(tmp_path / "1", events_yml=EVENTS)
    two = pack(tmp_path / "2", events_yml=EVENTS)
    (two / "events.yml").write_bytes(EVENTS.encode().replace(b"\n", b"\r\n"))
    assert load_packs([], [one]) == load_packs([], [two])
    assert hash(load_packs([], [one])) == hash(load_packs([], [two]))


def test_a_new_version_is_another_pack(tmp_path: Path) -> None:
    one, two = pack(tmp_path / "1"), pack(tmp_path / "2")
    (two / "pack.yml").write_text((one / "pack.yml").read_text().replace("'1'", "'2'"))
    assert load_packs([], [one]) != load_packs([], [two])


def test_packs_travel_to_a_worker_as_their_names(tmp_path: Path) -> None:
    packs = load_packs([], [pack(tmp_path, events_yml=EVENTS)])
    message = pickle.dumps(packs)
    assert len(message) < 1000
    assert pickle.loads(message) == packs  # noqa: S301  # our own bytes


def test_a_pack_that_changes_during_a_build_is_refused(tmp_path: Path) -> None:
    home = pack(tmp_path, events_yml=EVENTS)
    message = pickle.dumps(load_packs([], [home])).replace(b"mine", b"mina")
    home.rename(home.with_name("mina"))
    (home.with_name("mina") / "events.yml").write_text(EVENTS.replace("Attack", "Assault"))
    with pytest.raises(PackError, match="changed during the build"):
        pickle.loads(message)  # noqa: S301  # our own bytes


def test_a_pack_that_is_changed_is_read_again(tmp_path: Path) -> None:
    home = tmp_path / "mine"
    home.mkdir()
    (home / "pack.yml").write_text("name: mine\nversion: '1'\ntitle: Mine\nlicence: CC0-1.0\nrequires: [core]\n")
    table = home / "agencies.csv"
    table.write_text("name,aliases\nKarvel Press Bureau,KPB\n")
    names = {row.name for row in load_packs((), [home]).rows(AgencyRow)}
    table.write_text("name,aliases\nMossa Press Bureau,MPB\n")
    changed = {row.name for row in load_packs((), [home]).rows(AgencyRow)}
    assert "Karvel Press Bureau" in names - changed
    assert "Mossa Press Bureau" in changed - names


# -- faults ------------------------------------------------------------------------------------------------------------


def test_all_faults_of_all_files_come_at_once_with_their_places(tmp_path: Path) -> None:
    home = pack(
        tmp_path,
        actors_csv=ACTORS + "A,a,rebel,,5,\nB,b,rebel,,2014,2011\nC,,rebel,x||y,,\n",
        events_yml="- {name: attack, kind: evnt, titel: Attack}\n",
        lexicon_yml="- name: a\n  words: one\n",
    )
    dated = "expected a date as 2011, 2011-02 or 2011-02-17, found '5'"
    assert faults(home) == [
        f"mine/actors.csv:2:12: valid_from: {dated} -> correct the cell",
        "mine/actors.csv:3:1: valid_from 2014 is after valid_to 2011 -> correct the row",
        "mine/actors.csv:4:3: name: the cell is empty -> fill it in",
        "mine/actors.csv:4:10: aliases: an empty item between two '|' in 'x||y' -> correct the cell",
        "mine/events.yml:1:3: the field 'title' is missing -> add title: ...",
        "mine/events.yml:1:24: expected one of event, state, toll, found 'evnt' -> correct the value",
        "mine/events.yml:1:30: unknown key 'titel' -> did you mean 'title'?",
        "mine/lexicon.yml:2:10: expected a list -> write it as [one, two] or as lines that begin with '- '",
    ]


def test_the_error_that_is_raised_lists_every_fault_and_says_what_to_do(tmp_path: Path) -> None:
    home = pack(tmp_path, lexicon_yml="- {name: a, words: one}\n- {nam: b, words: [two]}\n")
    with pytest.raises(PackError) as caught:
        load_packs([], [home]).rows(WordList)
    assert caught.value.what.startswith("3 errors in packs:\n")
    assert caught.value.what.count("lexicon.yml:2:") == 2
    assert "sijil pack test" in caught.value.remedy


@pytest.mark.parametrize(
    ("table", "where", "what"),
    [
        ("", "1:1", "the table is empty"),
        ("id;name;kind\nA;a;rebel\n", "1:1", "parted by semicolons"),
        ("id,nmae,name,kind\n", "1:4", "unknown column 'nmae'"),
        ("id,name,kind,id\n", "1:14", "the column 'id' stands here twice"),
        ("id,name\n", "1:1", "the column 'kind' is missing"),
        ("id,name,kind\nA,a,rebel,x\n", "2:1", "4 cells under 3 columns"),
        ("id,name,kind\nA,a\n", "2:1", "2 cells under 3 columns"),
        ('id,name,kind\nA,"a,rebel\n', "2:1", "not CSV"),
        ('id,name,kind\n"A,1","a\nb",\n', "3:4", "kind: the cell is empty"),
    ],
)
def test_a_wrong_table_is_told_at_its_place(tmp_path: Path, table: str, where: str, what: str) -> None:
    fault = only_fault(pack(tmp_path, actors_csv=table))
    assert fault.startswith(f"mine/actors.csv:{where}: ")
    assert what in fault


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("- {name: a, words: [x]\n", "2:1", "not YAML"),
        ("name: a\nwords: [x]\n", "1:1", "expected a list of items"),
        ("- a\n", "1:3", "expected a mapping"),
        ("- {name: a, name: b, words: [x]}\n", "1:13", "the key 'name' stands here twice"),
        ("- {name: , words: [x]}\n", "1:10", "the value is missing"),
        ("- {name: [a], words: [x]}\n", "1:10", "expected a single value"),
        ("- {name: a, words: [x, [y]]}\n", "1:24", "expected a single value"),
        ("- {name: a, words: &w [x]}\n- {name: b, words: *w}\n", "1:20", "an alias"),
        ("- {name: a, words: [x], [y]: z}\n", "1:25", "unknown key"),
        ("- {name: a, words: [x]}\n- {name: a, words: [y]}\n", "2:3", "name 'a' is taken by"),
        ("- {name: a\x07, words: [x]}\n", "1:11", "a character that YAML does not allow"),
    ],
)
def test_wrong_yaml_is_told_at_its_place(tmp_path: Path, text: str, where: str, what: str) -> None:
    fault = only_fault(pack(tmp_path, lexicon_yml=text))
    assert fault.startswith(f"mine/lexicon.yml:{where}: ")
    assert what in fault


def test_a_rule_of_a_type_that_is_not_there_is_told_where_it_names_it(tmp_path: Path) -> None:
    home = pack(tmp_path, rules__a_yml=rule("one").replace("type: attack", "type: atack"), events_yml=EVENTS)
    assert only_fault(home) == "mine/rules/a.yml:2:9: type: there is no 'atack' in events -> did you mean 'attack'?"


def test_a_rule_that_names_no_word_list_is_told_where_it_names_it(tmp_path: Path) -> None:
    text = rule("one").replace("[attack]", "[attack, '@strik', '@raid']")
    lists = "- {name: strike, words: [strike]}\n- {name: raid, words: [raid]}\n"
    home = pack(tmp_path, rules_yml=text, lexicon_yml=lists, events_yml=EVENTS)
    assert only_fault(home) == (
        "mine/rules.yml:3:21: trigger: there is no '@strik' in lexicon -> did you mean '@strike'?"
    )


def test_a_row_without_a_source_may_bear_no_identifier_of_another_data_set(tmp_path: Path) -> None:
    table = "id,name,lon,lat,radius_km,geonames,source\nA,a,1,1,1,17,\nB,b,1,1,1,,\nC,c,1,1,1,17,GeoNames\n"
    fault = only_fault(pack(tmp_path, countries_csv=table))
    assert fault.startswith("mine/countries.csv:2:1: geonames: a row without a source")


def test_few_known_names_are_listed_and_many_are_counted() -> None:
    assert suggest("zz", ["b", "a"]) == "known: a, b"
    assert suggest("zz", [f"name{i:02}" for i in range(40)]).endswith("name29, and 10 more")


def test_a_file_that_nothing_would_read_is_a_fault(tmp_path: Path) -> None:
    home = pack(tmp_path, actor_csv=ACTORS, lexicon_txt="a")
    assert ["did you mean 'actors'?" in fault for fault in faults(home)] == [True, False]
    assert len(faults(home)) == 2


def test_a_file_that_is_not_utf_8_is_told_at_the_byte(tmp_path: Path) -> None:
    home = pack(tmp_path)
    (home / "lexicon.yml").write_bytes(b"- name: a\n  words: [caf\xe9]\n")
    assert only_fault(home) == "mine/lexicon.yml:2:14: not UTF-8 -> save the file as UTF-8"


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    home = pack(tmp_path)
    (home / "actors.csv").write_bytes(b"\xef\xbb\xbfid,name,kind\r\nA,a,rebel\r\n")
    assert [row.id for row in load_packs([], [home]).rows(ActorRow)] == ["A"]


def test_a_wrong_pack_yml_is_refused_with_all_its_faults(tmp_path: Path) -> None:
    home = pack(tmp_path, meta="licens: MIT\nrequires: core\n")
    with pytest.raises(PackError, match="2 errors in packs") as caught:
        load_packs([], [home])
    assert "did you mean 'licence'?" in caught.value.what


def test_an_unknown_pack_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="there is no pack 'lang-eng'") as caught:
        load_packs(["lang-eng"])
    assert "did you mean 'lang-en'?" in caught.value.remedy
    with pytest.raises(PackError, match="there is no pack 'zz', which 'mine' requires") as caught:
        load_packs([], [pack(tmp_path, meta="requires: [zz]\n")])
    assert all(name in caught.value.remedy for name in known_packs())


def test_a_folder_without_pack_yml_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"it has no pack\.yml"):
        load_packs([], [tmp_path])


def test_a_link_to_nothing_is_refused(tmp_path: Path) -> None:
    home = pack(tmp_path)
    (home / "actors.csv").symlink_to(tmp_path / "gone.csv")
    with pytest.raises(PackError, match=r"actors\.csv: cannot be read"):
        load_packs([], [home])


def test_packs_that_require_each_other_are_refused(tmp_path: Path) -> None:
    one, two = pack(tmp_path, "one", "requires: [two]\n"), pack(tmp_path, "two", "requires: [one]\n")
    with pytest.raises(PackError, match="one -> two -> one"):
        load_packs([], [one, two])


def test_a_folder_cannot_take_the_name_of_a_built_in_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="two packs are called 'core'"):
        load_packs([], [pack(tmp_path, "core")])


def test_arguments_with_a_slash_or_dot_are_folders() -> None:
    assert sort_arguments(["core", "./mine", "a/b"], Path("p")) == (("core",), (Path("p/mine"), Path("p/a/b")))


# -- what ships --------------------------------------------------------------------------------------------------------


def built_in() -> Packs:
    return load_packs(known_packs())


def test_the_built_in_packs_have_no_fault() -> None:
    assert [str(fault) for fault in built_in().faults()] == []


def test_the_built_in_packs_are_core_english_world_and_libya() -> None:
    assert {"core", "lang-en", "world", "libya"} <= set(known_packs())


def test_row_types_can_be_read_from_a_table_or_yaml() -> None:
    for kind in known_parts():
        assert read_items("", kind, "p", "f") == ([], []), kind


def test_row_types_name_their_key_and_references_by_field() -> None:
    for kind in known_parts():
        fields = set(kind.__dataclass_fields__)
        assert {getattr(kind, "KEY", "PART"), *getattr(kind, "REFERS", ())} <= fields | {"PART"}, kind
