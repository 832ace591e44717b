"""What holds of any cell and any text of a pack."""

from hypothesis import given
from hypothesis import strategies as st

from sijil.packcsv import read_table
from sijil.packrows import field_scalar, scalar, wrong_period
from sijil.packyaml import read_items
from sijil.parts import ActorRow, WordList

cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(str.strip)


@given(st.lists(st.tuples(cells.filter(bool), cells.filter(bool)), max_size=5))
def test_what_a_spreadsheet_writes_is_what_is_read(pairs: list[tuple[str, str]]) -> None:
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in pair] for pair in pairs]
    text = "\n".join(["id,name,kind", *(f"{one},{two},rebel" for one, two in quoted)])
    rows, wrong = read_table(text, ActorRow, "p", "f")
    assert ([(item.row.id, item.row.name) for item in rows], wrong) == (pairs, [])


@given(st.text(max_size=80))
def test_any_text_gives_rows_or_faults_inside_the_file(text: str) -> None:
    for read, kind in ((read_table, ActorRow), (read_items, WordList)):
        _, wrong = read(text, kind, "p", "f")
        assert all(1 <= fault.location.line <= text.count("\n") + text.count("\r") + 2 for fault in wrong)


@given(st.dates(), st.sampled_from([4, 7, 10]), st.dates(), st.sampled_from([4, 7, 10]))
def test_a_row_may_end_in_the_year_or_month_in_which_it_begins(start: object, long: int, end: object, far: int) -> None:
    row = type("Row", (), {"valid_from": str(start)[:long], "valid_to": str(end)[:far]})
    shared = min(long, far)
    assert (wrong_period(row) is not None) == (str(start)[:shared] > str(end)[:shared])


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_every_day_month_and_year_is_a_date(day: object, size: int) -> None:
    text = str(day)[:size]
    assert field_scalar("valid_from", str | None)(text) == text


@given(st.text(max_size=8))
def test_a_number_cell_is_a_finite_number_or_refused(text: str) -> None:
    try:
        value = scalar(float)(text)
    except ValueError as error:
        assert repr(text) in str(error)  # noqa: PT017  # either outcome is right
    else:
        assert value == float(text)
