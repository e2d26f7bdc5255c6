"""`fou demo`: the whole road on the shipped texts; and what a pipe gets."""

import re
from pathlib import Path

import pytest

from fou_toolkit._i18n import LANGUAGES, set_language, t, tn
from fou_toolkit.autocode import autocode
from fou_toolkit.codebooks import read_codebook
from fou_toolkit.sources import read_corpus
from fou_toolkit.workspace import example_material

ROOT = Path(__file__).resolve().parents[2]
PATH = re.compile(r"(?:(?<=[\s«(])|^)(?:/|[A-Za-z]:\\)[^\s·|]+", re.MULTILINE)


@pytest.fixture(scope="module")
def result():
    material = example_material()
    return autocode(read_corpus(material.corpus), read_codebook(material.codebook))


@pytest.fixture(scope="module")
def demos():
    return {}


@pytest.fixture
def demo(fou, demos, monkeypatch):
    """Give what the demo prints; each way to run it once."""

    def printed(*, language="nb", folder=None, width="200"):
        key = (language, folder, width)
        if key not in demos:
            monkeypatch.setenv("COLUMNS", width)
            if folder is not None:
                monkeypatch.chdir(folder)
            run = fou("demo", "--lang", language)
            assert (run.code, run.err) == (0, "")
            demos[key] = run.out
        set_language(language)
        return demos[key]

    return printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_parts_are_printed_in_order_in_three_languages(demo, language):
    out = demo(language=language)
    assert re.findall(r"^([1-9])\. ", out, re.MULTILINE) == ["1", "2", "3", "4"]
    for title in (t("Read"), t("Where the files are"), t("The most used codes")):
        assert title in out


def test_the_numbers_are_those_of_the_result(demo, result):
    out = demo()
    assert tn("{n} text read", "{n} texts read", len(result.corpus)) in out
    for source in result.corpus:
        assert source.name in out
    for count in result.summary(by="phase").top(10).counts:
        numbers = r" +".join(str(number or "·") for number in (count.total, *count.groups))
        assert re.search(rf"^{count.code} {re.escape(count.name)} +{numbers} *$", out, re.MULTILINE), count.code


def test_quotations_stand_in_the_texts_and_hold_their_evidence(demo, result):
    out = demo()
    texts = [" ".join(source.text.split()) for source in result.corpus]
    quotations = re.findall(r"^  «(.+)»", out, re.MULTILINE)
    assert len(quotations) == 3
    assert all(any(quotation in text for text in texts) for quotation in quotations)
    forms = re.findall(r"^    \S+ .*?: .*?«(.+?)»", out, re.MULTILINE)
    assert len(forms) >= 3
    assert all(any(form in quotation for quotation in quotations) for form in forms)


def test_from_the_repository_every_path_is_a_short_one(demo):
    out = demo(folder=ROOT, width="80")
    assert PATH.findall(out) == []
    assert "codebooks/partnerskap.yaml" in out.replace("\\", "/")


def test_from_elsewhere_no_path_leads_out_of_the_repository(demo):
    # The repository may lie in a folder with blanks in its name.
    shown = demo().replace(str(example_material().corpus.parent), "/repository")
    found = PATH.findall(shown)
    assert len(found) == 3
    assert all(path.startswith("/repository/") for path in found)


def test_the_demo_writes_no_file(demo, tmp_path):
    demo(folder=tmp_path, width="40")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_the_codes_can_be_read_in_any_width(demo, width, tmp_path):
    out = demo(folder={"40": tmp_path, "80": ROOT, "200": None}[width], width=width)
    table = out.partition("\n2. ")[2].partition("\n3. ")[0]
    assert len(set(re.findall(r"^([A-Z]\d)\b", table, re.MULTILINE))) == 10


def test_a_pipe_gets_plain_text_without_progress(process):
    run = process("-m", "fou_toolkit.cli", "demo", "--lang", "nb")
    assert (run.code, run.err) == (0, "")
    assert "\x1b" not in run.out
    assert "\r" not in run.out.replace("\r\n", "\n")
    assert re.findall(r"^([1-9])\. ", run.out, re.MULTILINE) == ["1", "2", "3", "4"]


def test_no_color_is_respected_on_a_terminal(process):
    colour = re.compile(r"\x1b\[(?:\d+;)*(?:3|4|9|10)[0-8](?:;\d+)*m")
    with_colour = process("-m", "fou_toolkit.cli", "read", "borte", FORCE_COLOR="1", TERM="xterm-256color")
    without = process("-m", "fou_toolkit.cli", "read", "borte", FORCE_COLOR="1", NO_COLOR="1", TERM="xterm-256color")
    assert colour.search(with_colour.err)
    assert not colour.search(without.err)
    assert (with_colour.code, without.code) == (1, 1)


@pytest.mark.parametrize("coding", ["cp1252", "ascii"])
def test_a_terminal_without_all_signs_gets_the_others(process, project, coding):
    """A pipe on Windows knows neither → nor ✓."""
    run = process("-m", "fou_toolkit.cli", "read", project, "--lang", "nb", PYTHONIOENCODING=coding)
    assert run.code == 0
    assert "Traceback" not in run.err
    assert "? eksempel.txt ? eksempel" in run.out


def test_a_cue_without_end_is_cut():
    from fou_toolkit.cli.demo import _shortened

    assert _shortened("makt") == "makt"
    assert _shortened("a|" * 40).endswith("…")
    assert len(_shortened("a|" * 40)) == 60
