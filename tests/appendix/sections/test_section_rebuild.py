"""How to rebuild the appendix."""

import pytest

from fou_toolkit import set_language
from fou_toolkit.appendix.sections.rebuild import rebuild
from study_editions import links_in, said_in, study_edition


@pytest.mark.usefixtures("english")
def test_one_command_rebuilds_it():
    said = said_in(rebuild(study_edition()))
    assert "fou appendix -p PROJECT --check OUT" in said
    assert 'pip install -c constraints.txt "fou-toolkit[appendix]"' in said


def test_commands_are_the_same_in_all_languages():
    for language in ("nb", "nn", "en"):
        set_language(language)
        assert "fou appendix -p PROJECT --check OUT" in said_in(rebuild(study_edition()))
    set_language(None)


@pytest.mark.usefixtures("english")
def test_a_number_is_followed_to_the_words_through_parts_that_are_there():
    assert links_in(rebuild(study_edition())) == {"#software", "#codebook", "#audit"}
    assert links_in(rebuild(study_edition(leave_out=("codebook", "audit")))) == {"#software"}
