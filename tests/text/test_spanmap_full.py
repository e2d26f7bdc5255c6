"""Ten thousand edited interviews: no coding comes to a wrong place."""

from collections import Counter

import pytest

from edit_scripts import edited, judged
from fou_toolkit.text import spanmap
from fou_toolkit.text.spanmap import span_map

pytestmark = pytest.mark.full


def count_of(scripts: int, replies: float) -> Counter[str]:
    found: Counter[str] = Counter()
    for seed in range(scripts):
        case = edited(seed, most=6, replies=replies)
        found += judged(case, span_map(case.old, case.new))
    return found


@pytest.mark.parametrize("replies", [0.2, 0.5, 1.0])
def test_no_coding_of_ten_thousand_edited_interviews_comes_to_a_wrong_place(replies: float) -> None:
    found = count_of(10_000, replies)
    assert found["wrong"] == 0
    assert found["right"] > 200_000


def test_without_the_doubts_many_come_to_wrong_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spanmap, "doubts", lambda *_: [])
    assert count_of(1000, 0.5)["wrong"] > 50
