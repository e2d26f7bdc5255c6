"""LaTeX for journals: complete, escaped, and the same every time."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.appendix.document import Document, Paragraph, Quote, TableBlock
from fou_toolkit.appendix.latex import render
from fou_toolkit.appendix.latex.source import numbered, signs
from printouts import ARABIC, HEBREW, HOSTILE, PDF, STRANGE, drawing, everything, of, table, wide_table

SAFE = re.compile(r"\\(?:textasciigrave|textquotesingle|foubreak)\{\}")


def tex(document: Document) -> str:
    return render(document)["appendix.tex"].decode()


def body(document: Document) -> str:
    return tex(document).partition(r"\begin{document}")[2]


def test_the_files_are_the_text_and_its_pictures_under_short_names() -> None:
    made = render(of(drawing("bars"), drawing("A long name for a picture")))
    assert sorted(made) == ["appendix.tex", "fig01_bars.pdf", "fig02_a_long_name_fo.pdf"]
    assert made["fig01_bars.pdf"] == PDF
    assert all(len(name) <= 25 and name.isascii() for name in made)
    assert all(rf"{{{name}}}" in made["appendix.tex"].decode() for name in made if name.endswith("pdf"))


@pytest.mark.parametrize("program", ["pdflatex", "xelatex", "lualatex"])
@pytest.mark.parametrize("text", [HOSTILE, STRANGE, f"{ARABIC} {HEBREW} ≥", "x" * 600, ""])
@pytest.mark.full
def test_every_program_of_latex_takes_it(program: str, text: str, tmp_path: Path) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    for name, content in render(everything(text)).items():
        (tmp_path / name).write_bytes(content if name.endswith("tex") else _picture())
    done = subprocess.run(
        [program, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "appendix.tex"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-2000:]
    assert (tmp_path / "appendix.pdf").stat().st_size > 5000


def _picture() -> bytes:
    import typst

    return typst.compile(b"#set page(width: 5cm, height: 3cm)\nx", timestamp=0)


def test_commands_in_texts_are_texts() -> None:
    made = tex(everything())
    assert r"\input{" not in made
    assert r"\write18" not in made
    assert r"\textbackslash input\{/etc/passwd\}" in made
    assert made.count("@TITLE@") > 5
    assert r"\textasciigrave{}f\textasciigrave{}" in made
    assert r"-\/-" in made
    assert ",{}," in made
    assert r"?\textasciigrave{}" in made


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_braces_are_even_and_no_command_comes_from_a_text(text: str) -> None:
    plain = body(of(Paragraph.of("x")))
    made = body(of(Paragraph.of("x" + text)))
    bare = re.sub(r"\\[\\{}]", "", made)
    assert bare.count("{") == bare.count("}")
    known = set(re.findall(r"\\[A-Za-z]+", plain)) | {
        *(
            r"\textbackslash",
            r"\textasciitilde",
            r"\textasciigrave",
            r"\textquotesingle",
            r"\textless",
            r"\textgreater",
        ),
        *(r"\textbar", r"\fouright", r"\foubreak", r"\hspace", r"\ldots", r"\textquotedbl"),
    }
    assert set(re.findall(r"\\[A-Za-z]+", made)) - known <= {r"\-", r"\ "}


def test_languages_notice_title_and_properties_stand_in_the_preamble() -> None:
    document = of(TableBlock("t", table()), authors=("Kari & Co", "Ola"), title="A_b", keywords=("x%",))
    made = tex(document)
    assert r"\usepackage[english,nynorsk,norsk,shorthands=off]{babel}" in made
    assert "pdftitle={A\\_b},pdfauthor={Kari \\& Co, Ola},pdfkeywords={x\\%},pdflang={nb}" in made
    assert r"\scriptsize Pseudonymisert, ikke anonymt.}}" in made
    assert r"\author{Kari \& Co \and Ola}" in made
    assert r"\date{2026-05-03}" in made
    assert not re.search(r"@[A-Z]+@", made)
    assert r"\author{}" in tex(of(authors=()))
    assert ",english,nynorsk,shorthands" in tex(of(language="nn")).replace("[english,norsk,nynorsk", ",english,nynorsk")


def test_tables_are_long_or_turned_and_counted_by_latex() -> None:
    made = body(of(TableBlock("codes", table()), TableBlock("broad", wide_table())))
    assert made.count(r"\begin{longtable}") == 2
    assert made.count(r"\begin{landscape}") == made.count(r"\end{landscape}") == 1
    assert r"\caption{Koder}\label{codes}" in made
    assert made.count(r"\endhead") == 2
    assert r"\section{Del}" in made


def test_a_result_sheet_has_neither_numbers_nor_contents() -> None:
    made = tex(of(TableBlock("codes", table()), numbered=False))
    assert r"\tableofcontents" not in made
    assert "labelformat=empty" in made
    assert r"\section*{Del}" in made
    assert r"\tableofcontents" in tex(of())


def test_quotations_have_their_language() -> None:
    made = body(of(Quote("q-a", "Me møtest", "styrar", "", "", language="nn")))
    assert r"\begin{otherlanguage}{nynorsk}" in made
    assert r"\label{q-a}" in made


def test_signs_that_latex_lacks_are_declared_once() -> None:
    made = signs("æøå «–» ≥≥ \U0001f600 漢 ж مر")
    assert made.count("\n") == 3
    assert r"\fousign{2265}{≥}{\ensuremath{\geq}}{\ensuremath{\geq}}" in made
    assert '[}grinning face{]}}{{\\foufont\\char"1F600 }}' in made
    assert r"\fousign{6F22}{漢}{{[}U+6F22{]}}{{[}U+6F22{]}}" in made
    assert "م" not in made
    assert not signs("Bare vanlige bokstaver: æøå é ü ß €.")


def test_what_runs_from_the_right_stays_together() -> None:
    made = body(of(Paragraph.of(f"a {ARABIC} b")))
    assert made.count(r"\fouright{") == 1
    assert "\\fouright{مرحبا بكم في الروضة، نحن هنا}{{[}U+0645{]}" in made
    assert numbered("x") == "x"


def test_the_same_document_gives_the_same_files() -> None:
    assert render(everything(STRANGE)) == render(everything(STRANGE))


def test_an_empty_document_is_no_crash() -> None:
    assert list(render(Document("", "en", ()))) == ["appendix.tex"]
