"""A codebook as plain text, for the command line."""

import textwrap
from collections.abc import Iterator
from typing import Final

from fou_toolkit._i18n import t, tn
from fou_toolkit.model import Code, Codebook, Cue

__all__ = ["render_codebook"]

_WIDTH: Final = 100
_INDENT: Final = "  "


def render_codebook(codebook: Codebook, *, code: str | None = None) -> str:
    """Give a codebook, one theme with its codes, or one code as plain text in the current language.

    Args:
        codebook: The codebook.
        code: Id of a theme or code; without it, everything is shown.

    Raises:
        UnknownIdError: There is no such code.
    """
    if code is None:
        blocks = ["\n".join(_head(codebook)), *("\n".join(_code(one)) for one in codebook)]
    else:
        blocks = ["\n".join(_code(one)) for one in (codebook[code], *codebook.children(code))]
    return "\n\n".join(blocks) + "\n"


def _head(codebook: Codebook) -> Iterator[str]:
    title = str(codebook.title) or codebook.name
    yield title
    yield "=" * len(title)
    unit = {"sentence": t("sentence"), "turn": t("turn"), "source": t("source")}.get(codebook.unit, codebook.unit)
    codes = len(codebook) - len(codebook.themes)
    yield t("Version {version}. Unit of coding: {unit}.", version=codebook.version, unit=unit)
    yield ", ".join([tn("{n} theme", "{n} themes", len(codebook.themes)), tn("{n} code", "{n} codes", codes)])
    if codebook.note:
        yield from _wrapped(str(codebook.note), "")
    for name, value in codebook.attributes.items():
        yield from _wrapped(f"{name}: {value}", "")


def _code(code: Code) -> Iterator[str]:
    yield f"{code.id}  {code.name}"
    for text in (code.brief, code.definition):
        if text:
            yield from _wrapped(str(text), _INDENT)
    for label, text in ((t("Use when"), code.use_when), (t("Do not use when"), code.do_not_use_when)):
        if text:
            yield from _wrapped(f"{label}: {text}", _INDENT)
    yield from _listed(t("Examples"), [f"«{example.quote}» ({example.source})" for example in code.examples])
    yield from _listed(t("It can sound like"), [f"«{utterance.text}»" for utterance in code.utterances])
    yield from _listed(t("Cues"), [_cue(cue) for cue in code.cues])
    if code.no_cues:
        yield from _wrapped(t("No cues: {reason}", reason=code.no_cues), _INDENT)
    yield from _listed(t("Never counts"), [_cue(cue) for cue in code.exceptions])


def _cue(cue: Cue) -> str:
    return f"{cue.language}  {cue.text}" + (" " + t("(spaCy pattern)") if cue.spacy else "")


def _listed(label: str, entries: list[str]) -> Iterator[str]:
    if entries:
        yield f"{_INDENT}{label}:"
        for entry in entries:
            yield from _wrapped(entry, _INDENT * 2)


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + _INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
