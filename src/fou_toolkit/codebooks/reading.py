"""Reading a codebook from its file.

The format is YAML: a head, then a flat list of themes and codes. Every text stands in quotation marks, best.

    codebook: "partnerskap"
    version: "1.0"
    title: {nb: "...", nn: "...", en: "..."}
    licence: "CC BY 4.0"              any other field of the head with one text is an attribute
    unit: "sentence"                  sentence, turn or source
    note: {nb: "...", nn: "..."}      rules that go for all codes
    codes:
      - id: "M"                       a theme: no parent
        name: {nb: "...", nn: "...", en: "..."}
        brief: {nb: "...", nn: "..."}
      - id: "M1"
        parent: "M"
        name: {nb: "...", nn: "...", en: "..."}
        brief: {nb: "...", nn: "..."}
        definition: {nb: "..."}
        use_when: {nb: "...", nn: "..."}
        do_not_use_when: {nb: "...", nn: "..."}
        seed_lines: "21-22"
        examples:
          - {source: "intervju-1", quote: "..."}
        utterances: {nb: ["..."], nn: ["..."]}
        cues:
          nb: ["makt~", {spacy: [{LOWER: "ta"}, {LOWER: "ansvar"}], anchor: "ansvar"}]
          nn: ["..."]
        exceptions: ["..."]           bokmål; or by language, as cues
        no_cues: {nb: "...", nn: "..."}   why a code has no cues

What is lost: comments (`write_codebook` keeps those of the file it replaces), and the difference between quotation
styles. Line breaks inside of a text become blanks, as YAML has it.
"""

from os import PathLike
from pathlib import Path

from fou_toolkit._i18n import t, tn
from fou_toolkit.codebooks.check import check_text
from fou_toolkit.codebooks.files import file_text
from fou_toolkit.codebooks.result import CheckResult
from fou_toolkit.errors import CodebookError
from fou_toolkit.model import Codebook

__all__ = ["read_codebook", "refuse"]


def read_codebook(path: str | PathLike[str]) -> Codebook:
    """Read a codebook.

    Args:
        path: A YAML file; the docstring of the module shows the format.

    Raises:
        MaterialError: There is no such file.
        ReadError: The file cannot be opened.
        CodebookError: The codebook is wrong; the message lists every error with line and column.
    """
    file = Path(path)
    codebook, result = check_text(file_text(file), file.name)
    if not result.ok:
        refuse(result, str(path))
    return codebook


def refuse(result: CheckResult, where: str) -> None:
    """Raise an error that lists all errors of a check.

    Args:
        result: What the check found.
        where: The file or codebook.

    Raises:
        CodebookError: Always.
    """
    only_errors = CheckResult(result.name, result.errors)
    head = tn("{n} error in the codebook.", "{n} errors in the codebook.", len(result.errors))
    message = "\n".join([head, *(f"  {line}" for line in only_errors.lines())])
    raise CodebookError(message, where=where, hint=t("Correct the lines above and try again."))
