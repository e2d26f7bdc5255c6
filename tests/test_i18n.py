"""What people read, in nb, nn and en: the catalogues are complete, and the language is the right one."""

import ast
import importlib.util
import re
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from fou_toolkit import _i18n
from fou_toolkit._i18n import LANGUAGES, Message, current_language, mark, set_language, t, tn

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "fou_toolkit"
VARIABLES = ("FOU_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def no_language_of_the_machine(monkeypatch):
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    set_language(None)
    yield
    set_language(None)


def po_of(language):
    return _i18n.LOCALE_FOLDER / language / "LC_MESSAGES" / "messages.po"


def catalogue_of(language):
    with po_of(language).open("rb") as file:
        return read_po(file, locale=language)


def messages_of(catalogue):
    return {message.id: message for message in catalogue if message.id}


def forms(text):
    return list(text) if isinstance(text, (tuple, list)) else [text]


def places_in(text):
    """Give the named places of a message, with how they are shown: `{name!r}`."""
    try:
        return sorted(
            (name, spec or "", how or "") for _, name, spec, how in Formatter().parse(text) if name is not None
        )
    except ValueError:
        # A message about braces, shown without values.
        return sorted(re.findall(r"[{}]", text))


@pytest.fixture(scope="module")
def collected():
    """Every message of the code, as `make messages` collects it."""
    spec = importlib.util.spec_from_file_location("fou_messages_tool", ROOT / "tools" / "messages.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return messages_of(tool.collect())


def test_there_is_a_catalogue_for_each_language():
    assert LANGUAGES == ("nb", "nn", "en")
    assert sorted(path.name for path in _i18n.LOCALE_FOLDER.iterdir()) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    missing = [message.id for message in messages_of(catalogue_of(language)).values() if not all(forms(message.string))]
    assert not missing, "\n".join(map(str, missing))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_with_a_count_has_as_many_forms_as_the_language(language):
    catalogue = catalogue_of(language)
    for message in messages_of(catalogue).values():
        assert len(forms(message.string)) == (catalogue.num_plurals if message.pluralizable else 1), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language):
    catalogue = catalogue_of(language)
    assert not catalogue.fuzzy
    assert [message.id for message in messages_of(catalogue).values() if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_left_over(language):
    assert list(catalogue_of(language).obsolete) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_the_messages_of_the_code_and_no_others(language, collected):
    known = messages_of(catalogue_of(language))
    new, old = set(collected) - set(known), set(known) - set(collected)
    assert not new, "run make messages:\n" + "\n".join(sorted(map(str, new)))
    assert not old, "run make messages:\n" + "\n".join(sorted(map(str, old)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_places_of_the_message(language):
    for message in messages_of(catalogue_of(language)).values():
        allowed = [places_in(form) for form in forms(message.id)]
        for number, form in enumerate(forms(message.string)):
            # «one text» need not say {n}; the plural has to say all.
            possible = allowed if number == 0 else allowed[-1:]
            assert not form or places_in(form) in possible, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_markup_and_blanks_at_the_ends(language):
    for message in messages_of(catalogue_of(language)).values():
        for form in filter(None, forms(message.string)):
            first = forms(message.id)[0]
            assert re.findall(r"\[/?(?:blue|bold|red)?\]", form) == re.findall(r"\[/?(?:blue|bold|red)?\]", first), (
                first
            )
            assert re.match(r"\s*", form)[0] == re.match(r"\s*", first)[0], first
            assert re.search(r"\s*$", form)[0] == re.search(r"\s*$", first)[0], first


def test_english_says_what_the_code_says():
    for message in messages_of(catalogue_of("en")).values():
        assert forms(message.string) == forms(message.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_text(language):
    compiled = BytesIO()
    write_mo(compiled, catalogue_of(language))
    expected = GNUTranslations(BytesIO(compiled.getvalue()))._catalog
    with po_of(language).with_suffix(".mo").open("rb") as file:
        found = GNUTranslations(file)._catalog
    # The head names the version of Babel.
    assert {**found, "": ""} == {**expected, "": ""}, "run make messages"


def test_catalogues_differ_only_where_something_changed():
    """No date in the head, so that `make messages` without news changes no file."""
    for language in LANGUAGES:
        assert "-Date" not in po_of(language).read_text(encoding="utf-8")


def messages_in(tree):
    """Give the places of a module that take a message, with what stands there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            owner = getattr(getattr(node.func, "value", None), "id", "")
            if name in ("t", "tn", "mark", "Message") or (name == "of" and owner == "Message"):
                for argument in node.args[: 2 if name == "tn" else 1]:
                    yield node.lineno, argument


def is_hidden(argument, tree):
    """Tell whether a text reaches a message by way of a name, unseen by `make messages`."""
    if isinstance(argument, ast.IfExp):
        return is_hidden(argument.body, tree) or is_hidden(argument.orelse, tree)
    if isinstance(argument, (ast.JoinedStr, ast.BinOp)):
        return True
    if isinstance(argument, ast.Name):
        values = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and argument.id in [getattr(target, "id", "") for target in node.targets]
        ]
        return any(isinstance(value, (ast.Constant, ast.JoinedStr)) for value in values)
    return False


def test_every_message_can_be_collected():
    """`t("Read")` is found by `make messages`, and `text = mark("Read")` for later; `text = "Read"` is not."""
    hidden = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        places = [line for line, argument in messages_in(tree) if is_hidden(argument, tree)]
        hidden += [f"{path.relative_to(PACKAGE).as_posix()}:{line}" for line in places]
    assert not hidden, "\n".join(hidden)


def test_no_message_is_empty(collected):
    """The catalogue's head stands under the empty message."""
    assert all(all(forms(key)) for key in collected)


def test_no_error_of_ours_is_raised_with_a_text_that_is_not_translated():
    plain = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name):
                ours = node.exc.func.id.endswith("Error") and node.exc.func.id not in ("ValueError", "AttributeError")
                if ours and node.exc.args and isinstance(node.exc.args[0], ast.Constant):
                    plain.append(f"{path.name}:{node.lineno}")
    assert plain == []


def test_the_placeholders_of_a_message_are_filled():
    set_language("en")
    assert t("«{unit}» is no unit of coding.", unit="{ord}") == "«{ord}» is no unit of coding."


def test_a_message_without_values_may_hold_braces():
    assert t("{nothing} of ours") == "{nothing} of ours"


def test_a_message_that_is_in_no_catalogue_is_shown_as_it_is():
    for language in LANGUAGES:
        set_language(language)
        assert t("Nobody translates this {thing}.", thing="text") == "Nobody translates this text."


@pytest.mark.parametrize(("count", "expected"), [(0, "0 texts read"), (1, "1 text read"), (2, "2 texts read")])
def test_a_count_chooses_singular_or_plural(count, expected):
    set_language("en")
    assert tn("{n} text read", "{n} texts read", count) == expected


def test_a_marked_message_is_itself():
    assert mark("Options") == "Options"


def test_a_message_is_translated_when_it_is_shown():
    message = Message.of("«{unit}» is no unit of coding.", unit="ord")
    seen = set()
    for language in LANGUAGES:
        set_language(language)
        assert str(message) == t("«{unit}» is no unit of coding.", unit="ord")
        seen.add(str(message))
    assert "«ord» is no unit of coding." in seen


def test_messages_with_the_same_text_and_values_are_equal():
    assert Message.of("a {b}", b=1) == Message.of("a {b}", b=1)
    assert len({Message.of("a {b}", b=1), Message.of("a {b}", b=2), Message("a {b}")}) == 3


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "nb"),
        ({"LANG": "nn_NO.UTF-8"}, "nn"),
        ({"LANG": "no_NO.UTF-8"}, "nb"),
        ({"LANG": "nb_NO"}, "nb"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "nn-NO"}, "nn"),
        ({"LANG": "C"}, "nb"),
        ({"LANG": "C.UTF-8"}, "nb"),
        ({"LANG": "POSIX"}, "nb"),
        ({"LANG": ""}, "nb"),
        ({"LANG": "de_DE.UTF-8"}, "nb"),
        ({"LANG": "enx"}, "nb"),
        ({"LC_ALL": "C", "LANG": "nn_NO.UTF-8"}, "nn"),
        ({"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "nn_NO", "LANG": "nb_NO"}, "en"),
        ({"LC_MESSAGES": "nn_NO", "LANG": "nb_NO"}, "nn"),
        ({"FOU_LANG": "nn", "LC_ALL": "en_US.UTF-8"}, "nn"),
        ({"FOU_LANG": "NN_no"}, "nn"),
        ({"FOU_LANG": "fr", "LC_ALL": "en_US.UTF-8"}, "en"),
    ],
    ids=lambda value: (
        value if isinstance(value, str) else " ".join(f"{name}={value[name]}" for name in value) or "nothing"
    ),
)
def test_without_a_choice_the_environment_decides(monkeypatch, environment, expected):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert current_language() == expected


def test_a_choice_goes_before_the_environment_until_it_is_taken_back(monkeypatch):
    monkeypatch.setenv("FOU_LANG", "nn")
    set_language("en")
    assert current_language() == "en"
    set_language(None)
    assert current_language() == "nn"


@pytest.mark.parametrize(
    ("given", "expected"), [("nb", "nb"), ("no", "nb"), ("nb_NO", "nb"), ("NN", "nn"), ("en-GB", "en")]
)
def test_region_and_case_of_a_chosen_language_do_not_matter(given, expected):
    set_language(given)
    assert current_language() == expected


@pytest.mark.parametrize("given", ["fr", "bokmål", "C"])
def test_a_language_without_a_catalogue_is_refused_and_changes_nothing(given):
    set_language("nn")
    with pytest.raises(ValueError, match=f"«{given}»"):
        set_language(given)
    assert current_language() == "nn"
