"""Which language the command line speaks: --lang, fou.toml, FOU_LANG, the locale, bokmål."""

import gettext
import os
from itertools import combinations

import pytest

from fou_toolkit._i18n import LANGUAGES, current_language, t
from fou_toolkit.cli.language import choose_language


def settle(folder, language):
    folder.mkdir(exist_ok=True)
    (folder / "fou.toml").write_text(f'language = "{language}"\n')
    return folder


@pytest.mark.parametrize(
    ("arguments", "rest"),
    [
        (["--lang", "nn", "read", "texts"], ["read", "texts"]),
        (["read", "--lang", "nn", "texts"], ["read", "texts"]),
        (["read", "texts", "--lang", "nn"], ["read", "texts"]),
        (["read", "--lang=nn", "texts"], ["read", "texts"]),
        (["--lang", "en", "read", "--lang", "nn"], ["read"]),
        (
            ["code", "a", "-o", "b.csv", "--lang", "nn", "--unit", "turn"],
            ["code", "a", "-o", "b.csv", "--unit", "turn"],
        ),
    ],
    ids=" ".join,
)
def test_the_option_may_stand_anywhere(arguments, rest):
    assert choose_language(arguments) == rest
    assert current_language() == "nn"


@pytest.mark.parametrize("arguments", [["read"], ["--language", "nn"], ["--langx=nn"], []], ids=" ".join)
def test_other_arguments_stay_as_they_are(arguments):
    assert choose_language(arguments) == arguments
    assert current_language() == "nb"


@pytest.mark.parametrize(
    "arguments",
    [["--lang", "fr", "read"], ["read", "--lang", "fr"], ["read", "--lang=fr"], ["codebook", "show", "--lang", "fr"]],
    ids=" ".join,
)
def test_a_value_that_is_no_language_is_put_where_it_is_complained_about(fou, arguments):
    assert choose_language(arguments)[0] == "--lang=fr"
    run = fou(*arguments)
    assert run.code == 2
    assert t("There is no catalogue for «{language}». Choose nb, nn or en.", language="fr") in run.said


@pytest.mark.parametrize("arguments", [["read", "--lang"], ["read", "--lang="], ["--lang", "", "read"]], ids=" ".join)
def test_a_missing_value_is_complained_about(fou, arguments):
    run = fou(*arguments)
    assert run.code == 2
    assert t("There is no catalogue for «{language}». Choose nb, nn or en.", language="") in run.said


# From strong to weak; each gives another language than the next one.
WAYS = ("option", "named folder", "current folder", "FOU_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(("strong", "weak"), list(combinations(WAYS, 2)), ids=" over ".join)
def test_the_order_of_choices(strong, weak, tmp_path, monkeypatch):
    arguments = ["read"]
    for way, language in ((weak, "en"), (strong, "nn")):
        if way == "option":
            arguments = ["--lang", language, *arguments]
        elif way == "named folder":
            arguments.append(str(settle(tmp_path / "named", language)))
        elif way == "current folder":
            monkeypatch.chdir(settle(tmp_path / "current", language))
        else:
            monkeypatch.setenv(way, f"{language}_NO.UTF-8" if way.startswith("L") else language)
    choose_language(arguments)
    assert current_language() == "nn"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "nb"),
        ({"LANG": "C"}, "nb"),
        ({"LANG": "C.UTF-8"}, "nb"),
        ({"LANG": "no_NO.UTF-8"}, "nb"),
        ({"LC_ALL": "C", "LANG": "nn_NO.UTF-8"}, "nn"),
        ({"LANG": "sv_SE.UTF-8"}, "nb"),
    ],
    ids=str,
)
def test_the_locale_counts_where_it_is_a_language_of_ours(monkeypatch, environment, expected):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    choose_language(["doctor"])
    assert current_language() == expected


def test_settings_without_a_language_leave_the_choice_to_the_environment(tmp_path, monkeypatch):
    (tmp_path / "fou.toml").write_text('title = "x"\n')
    monkeypatch.setenv("FOU_LANG", "nn")
    choose_language(["read", str(tmp_path)])
    assert current_language() == "nn"


@pytest.mark.parametrize("content", ["language = ", 'language = "sv"', "language = 3", "\x00"])
def test_broken_settings_are_left_to_the_command_to_complain_about(tmp_path, monkeypatch, content):
    (tmp_path / "fou.toml").write_text(content)
    monkeypatch.setenv("FOU_LANG", "nn")
    assert choose_language(["read", str(tmp_path)]) == ["read", str(tmp_path)]
    assert current_language() == "nn"


@pytest.mark.parametrize("name", ["x" * 5000, "a\x00b", "🙂", "~", ""])
def test_an_argument_that_can_be_no_folder_does_no_harm(name):
    assert choose_language(["new", "a", "--title", name]) == ["new", "a", "--title", name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_typers_own_words_come_from_our_catalogues(language):
    choose_language(["--lang", language])
    assert os.environ["LANGUAGE"] == language
    assert gettext.gettext("Missing command.") == t("Missing command.")
    assert gettext.gettext("Commands") == t("Commands")


def test_a_choice_does_not_outlive_its_command():
    choose_language(["--lang", "nn"])
    choose_language(["read"])
    assert current_language() == "nb"
