"""What every result can do."""

import pandas as pd
import pytest

from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis import CueReport, EvaluationResult
from fou_toolkit.analysis.agreement import AgreementResult, Confusion, Disagreements, Plan
from fou_toolkit.analysis.agreement.pairs import Pairs
from fou_toolkit.autocode import AutocodeResult, Preview, Summary
from fou_toolkit.codebooks.result import CheckResult
from fou_toolkit.model import CodingSet, Receipt


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


def test_a_result_that_says_nothing_about_itself_has_no_caption():
    assert "<caption>" not in Bare()._repr_html_()


RESULTS = [
    *(AgreementResult, AutocodeResult, CheckResult, CodingSet, Confusion, CueReport, Disagreements, EvaluationResult),
    *(Pairs, Plan, Preview, Receipt, Summary),
]


def test_these_are_the_results():
    """A new kind of result has to stand in this list, so that it is tested, too."""
    ours = {kind for kind in Tabular.__subclasses__() if kind.__module__.startswith("fou_toolkit.")}
    assert ours == set(RESULTS)


@pytest.mark.parametrize("kind", RESULTS)
def test_no_result_shows_its_rows_in_its_repr(kind):
    assert kind.__repr__ is Tabular.__repr__


@pytest.mark.parametrize("kind", RESULTS)
def test_results_are_frozen(kind):
    assert kind.__dataclass_params__.frozen
