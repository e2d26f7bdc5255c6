"""The queries and messages in `docs/howto/find-passages.md` are right."""

import re
from pathlib import Path

import pytest

from fou_toolkit._i18n import set_language
from fou_toolkit.analysis.retrieve import parse_query, retrieve
from fou_toolkit.errors import FouError
from fou_toolkit.workspace import read_project

PAGE = (Path(__file__).parents[3] / "docs" / "howto" / "find-passages.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `((?:[^`]|\\\|)+)` \| (.+?) \|(?: `(.+)` \|)?$", re.MULTILINE)
ROWS = [(one[1].replace("\\|", "|"), one[2], (one[3] or "").replace("\\|", "|")) for one in ROW.finditer(PAGE)]
WRONG = [row for row in ROWS if row[2]]
RIGHT = [row[0] for row in ROWS if not row[2]]


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


@pytest.fixture(scope="module")
def project():
    set_language("en")
    return read_project()


def test_the_page_has_queries_and_mistakes():
    assert len(RIGHT) > 30
    assert len(WRONG) > 8


@pytest.mark.parametrize("query", [query for query in RIGHT if query != '`code:"my code"`'])
def test_every_query_of_the_page_can_be_asked(project, query):
    found = retrieve(project, query, most=3)
    assert found.explain()


@pytest.mark.parametrize(("query", "message", "better"), WRONG)
def test_every_mistake_has_its_message_and_can_be_written_better(project, query, message, better):
    with pytest.raises(FouError) as raised:
        retrieve(project, query)
    assert raised.value.message.splitlines()[0] == message
    retrieve(project, better, most=1)


def test_the_error_that_is_shown_is_the_one_people_see():
    shown = re.search(r"```\n(query, character.*?)\n```", PAGE, re.DOTALL)[1]
    with pytest.raises(FouError) as raised:
        parse_query("M2 F6")
    assert str(raised.value) == shown


def test_what_binds_first_is_said_as_it_is():
    bare, full = re.search(r"So `(.+?)` is\s+`(.+?)`", PAGE).groups()
    assert parse_query(bare) == parse_query(full)
