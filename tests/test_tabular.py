"""What every result can do."""

import inspect
import pkgutil
from importlib import import_module

import pandas as pd
import pytest

import fou_toolkit
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.agreement import AgreementResult
from fou_toolkit.analysis.crosstab import Crosstab
from fou_toolkit.model import CodingSet
from fou_toolkit.tables import Table


class Numbers(Tabular):
    """A result with so many rows."""

    def __init__(self, count):
        self.count = count

    columns = ("number", "text")

    @property
    def caption(self):
        return f"{self.count} numbers"

    def rows(self):
        return ([number, f"secret {number}"] for number in range(self.count))


class Bare(Tabular):
    """A result that says nothing about itself."""

    columns = ("a",)

    def rows(self):
        return iter([("x",)])


def test_a_result_without_columns_and_rows_cannot_be_made():
    with pytest.raises(TypeError, match="abstract"):
        type("Nothing", (Tabular,), {})()


def test_a_frame_has_the_columns_and_the_rows():
    frame = Numbers(2).to_frame()
    expected = pd.DataFrame({"number": [0, 1], "text": ["secret 0", "secret 1"]})
    pd.testing.assert_frame_equal(frame, expected)


def test_every_frame_is_a_new_one():
    result = Numbers(2)
    frame = result.to_frame()
    frame.loc[0, "text"] = "changed"
    assert result.to_frame().loc[0, "text"] == "secret 0"


def test_a_frame_without_rows_has_its_columns():
    frame = Numbers(0).to_frame()
    assert list(frame.columns) == ["number", "text"]
    assert frame.empty


def test_the_repr_says_what_it_is_and_shows_no_row():
    assert repr(Numbers(2)) == "<Numbers: 2 numbers>"


def test_a_notebook_shows_the_first_rows_with_the_caption():
    shown = Numbers(1000)._repr_html_()
    assert "<caption>1000 numbers</caption>" in shown
    assert "secret 19" in shown
    assert "secret 20" not in shown
    assert ".to_frame()" in shown
    assert ".to_frame()" not in Numbers(20)._repr_html_()


def test_a_result_that_says_nothing_about_itself_has_no_caption():
    assert "<caption>" not in Bare()._repr_html_()


def results():
    """Give every kind of result that the library has, in the order of their names."""
    for module in pkgutil.walk_packages(fou_toolkit.__path__, "fou_toolkit."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    found, waiting = set(), [Tabular]
    while waiting:
        kinds = waiting.pop().__subclasses__()
        waiting += kinds
        found.update(
            kind for kind in kinds if kind.__module__.startswith("fou_toolkit.") and not inspect.isabstract(kind)
        )
    return sorted(found, key=lambda kind: (kind.__name__, kind.__module__))


RESULTS = results()


def test_results_are_found():
    assert {CodingSet, AgreementResult, Crosstab, Table} <= set(RESULTS)


@pytest.mark.parametrize("kind", RESULTS)
def test_no_result_shows_its_rows_in_its_repr(kind):
    assert kind.__repr__ is Tabular.__repr__


@pytest.mark.parametrize("kind", RESULTS)
def test_results_are_frozen(kind):
    assert kind.__dataclass_params__.frozen
