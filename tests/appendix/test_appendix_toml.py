"""`appendix.toml`: every setting has a default, and what is wrong is said with what is possible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.appendix.config import PARTS, Author, Config
from fou_toolkit.appendix.toml import config_of
from fou_toolkit.errors import SettingsError


def test_nothing_said_is_the_usual():
    assert config_of("") == Config()


def test_every_table_is_read():
    config = config_of(
        """
        leave_out = ["trajectories"]
        text_ids = "own"
        [study]
        title = "Likeverd «=1+1» \U0001f642"
        authors = [{name = "Kari Nes", orcid = "0000-0002-1825-0097"}, "Ola"]
        keywords = "barnehage"
        [codings]
        coders = ["kari"]
        round = 2
        agreement = false
        [quotations]
        per_code = 0
        [answers]
        "study.question" = "Hva er likeverd?"
        coreq.8 = "Intervjuguide"
        [result_sheet]
        found = ["Vi fant at …"]
        [package]
        extracts = false
        """
    )
    assert config.leave_out == ("trajectories",)
    assert config.study.authors == (Author("Kari Nes", orcid="0000-0002-1825-0097"), Author("Ola"))
    assert config.study.keywords == ("barnehage",)
    assert (config.codings.coders, config.codings.round, config.codings.agreement) == (("kari",), 2, False)
    assert config.quotations.per_code == 0
    assert dict(config.answers) == {"study.question": "Hva er likeverd?", "coreq.8": "Intervjuguide"}
    assert config.result_sheet.found == ("Vi fant at …",)
    assert config.package.extracts is False
    assert config.text_ids == "own"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("leave_out = [", "This is no TOML", ""),
        ("leaveout = []", "leaveout", "leave_out"),
        ('leave_out = ["sitater"]', "sitater", "quotations"),
        ("[quotations]\nper_cod = 2", "per_cod", "per_code"),
        ('[quotations]\nper_code = "2"', "per_code", "whole number"),
        ("[quotations]\nper_code = true", "per_code", "whole number"),
        ("[quotations]\nlongest = 1", "longest", "from 5"),
        ('[codings]\nagreement = "yes"', "agreement", "true or false"),
        ('[codings]\ncombine = "some"', "combine", "any, all"),
        ("[codings]\ncodes = [1]", "codes", "list of texts"),
        ("study = 1", "study", "[study]"),
        ("answers = 1", "answers", "[answers]"),
        ('[answers]\n"coreq.8" = 8', "coreq.8", "text in quotes"),
        ("[study]\nauthors = [{orcid = '0'}]", "authors", "name ="),
        ("[study]\nauthors = [{name = 'Kari', mail = 'x'}]", "mail", "name"),
        ('text_ids = "none"', "text_ids", "numbers"),
    ],
)
def test_what_is_wrong_is_said_with_what_is_possible(text, message, hint):
    with pytest.raises(SettingsError) as caught:
        config_of(text)
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert "appendix.toml" in (caught.value.where or "")


@given(st.sampled_from(sorted(PARTS)), st.integers(0, 20))
def test_what_is_written_comes_back(part, count):
    config = config_of(f'leave_out = ["{part}"]\n[quotations]\nper_code = {count}')
    assert config.leave_out == (part,)
    assert config.quotations.per_code == count
