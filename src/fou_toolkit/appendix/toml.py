"""`appendix.toml`: what goes into an appendix. Every line can be left out.

leave_out = ["trajectories"]         # parts that are left out
text_ids = "auto"                    # own, numbers or auto

[study]
title = "Likeverdig partnerskap"
authors = [{name = "Kari Nes", affiliation = "Storvik", orcid = "0000-0002-1825-0097"}]

[codings]
coders = ["kari", "ola"]
groups = ["role", "level", "phase"]

[quotations]
per_code = 2
reviewed = ["q-1a2b3c4d"]            # read by somebody of the project, and found publishable
left_out = ["q-5e6f7a8b"]            # not to be published

[answers]                            # what only people know, under the keys that the appendix names
"study.question" = "How do equal partnerships come about?"
"coreq.8" = "Interview guide"

[result_sheet]
found = ["We found that …"]

[package]
licence = "CC-BY-4.0"
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final, cast

from fou_toolkit._i18n import t
from fou_toolkit.appendix.config import (
    PARTS,
    Author,
    CodingChoice,
    Config,
    PackageChoice,
    QuotationChoice,
    ResultSheetChoice,
    Study,
)
from fou_toolkit.errors import SettingsError

__all__ = ["config_of"]

_TABLES: Final[Mapping[str, type]] = {
    "study": Study,
    "codings": CodingChoice,
    "quotations": QuotationChoice,
    "result_sheet": ResultSheetChoice,
    "package": PackageChoice,
}
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "text_ids": ("own", "numbers", "auto"),
    "combine": ("any", "all"),
    "leave_out": tuple(PARTS),
}
_LEAST: Final[Mapping[str, int]] = {"per_code": 0, "longest": 5, "shortest": 1, "smallest_role": 1, "resamples": 50}
"""Whole numbers that cannot be smaller."""


def config_of(text: str, *, where: str = "appendix.toml") -> Config:
    r"""Read settings.

    Args:
        text: What stands in the file.
        where: Its name, for messages.

    Raises:
        SettingsError: It is no TOML; a setting is unknown, or its value is not possible.

    >>> config_of('[quotations]\nper_code = 3').quotations.per_code
    3
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(t("This is no TOML: {reason}", reason=error), where=where) from error
    known = (*_TABLES, "answers", "leave_out", "text_ids")
    _check_names(content, known, where)
    made: dict[str, Any] = {name: _table(kind, content.get(name, {}), where, name) for name, kind in _TABLES.items()}
    top: dict[str, object] = {name: content[name] for name in ("leave_out", "text_ids") if name in content}
    values = _values({one.name: one for one in fields(Config)}, top, where)
    return Config(**made, **values, answers=_answers(content.get("answers", {}), where))


def _table(kind: type, content: object, where: str, name: str) -> object:
    here = f"{where}, [{name}]"
    if not isinstance(content, Mapping):
        hint = t("Write it as a table: a line {line}, and the settings under it.", line=f"[{name}]")
        raise SettingsError(t("«{value}» is not possible for {key}.", value=content, key=name), where=where, hint=hint)
    known = {one.name: one for one in fields(kind)}
    _check_names(content, known, here)
    return kind(**_values(known, content, here))


def _check_names(content: Iterable[str], known: Iterable[str], where: str) -> None:
    names = tuple(known)
    unknown = sorted(set(content) - set(names))
    if not unknown:
        return
    close = [one for name in unknown for one in get_close_matches(name, names, 1)]
    hint = t("Is it {names}?", names=", ".join(close)) if close else ""
    hint = hint or t("Possible are: {names}", names=", ".join(sorted(names)))
    raise SettingsError(t("Unknown setting: {names}", names=", ".join(unknown)), where=where, hint=hint)


def _values(known: Mapping[str, "Field[Any]"], content: Mapping[str, object], where: str) -> dict[str, Any]:
    return {name: _value(known[name], value, where) for name, value in content.items()}


def _value(field: "Field[Any]", value: object, where: str) -> object:
    name = field.name
    if name == "authors":
        return _authors(value, where)
    usual = field.default if field.default is not MISSING else ""
    if isinstance(usual, tuple):
        return _texts(name, value, where)
    if isinstance(usual, bool) or "bool" in str(field.type):
        good = isinstance(value, bool)
        hint = t("Write true or false, without quotes.")
    elif isinstance(usual, int) or "int" in str(field.type):
        good = isinstance(value, int) and not isinstance(value, bool) and value >= _LEAST.get(name, 0)
        hint = t("Give a whole number from {n}.", n=_LEAST.get(name, 0))
    else:
        good = isinstance(value, str) and value in _CHOICES.get(name, (value,))
        names = ", ".join(_CHOICES.get(name, ()))
        hint = t("Possible are: {names}", names=names) if names else t("Write a text in quotes.")
    if not good:
        raise SettingsError(t("«{value}» is not possible for {key}.", value=value, key=name), where=where, hint=hint)
    return value


def _texts(name: str, value: object, where: str) -> tuple[str, ...]:
    """Read a list of texts; one text alone is a list of one."""
    found = (value,) if isinstance(value, str) else value
    if not isinstance(found, Sequence) or not all(isinstance(one, str) for one in found):
        hint = t("Write a list of texts: {example}", example=f'{name} = ["a", "b"]')
        raise SettingsError(t("«{value}» is not possible for {key}.", value=value, key=name), where=where, hint=hint)
    texts = tuple(cast("Sequence[str]", found))
    if name in _CHOICES:
        wrong = [one for one in texts if one not in _CHOICES[name]]
        if wrong:
            hint = t("Possible are: {names}", names=", ".join(_CHOICES[name]))
            raise SettingsError(
                t("«{value}» is not possible for {key}.", value=", ".join(wrong), key=name), where=where, hint=hint
            )
    return texts


def _authors(value: object, where: str) -> tuple[Author, ...]:
    """Read authors: names alone, or tables with a name."""
    found = value if isinstance(value, list) else [value]
    made = []
    for one in found:
        entry = {"name": one} if isinstance(one, str) else one
        if not isinstance(entry, Mapping) or not entry.get("name"):
            hint = t("Write it like this: {example}", example='authors = [{name = "Kari Nes", orcid = "0000-…"}]')
            raise SettingsError(
                t("«{value}» is not possible for {key}.", value=one, key="authors"), where=where, hint=hint
            )
        _check_names(entry, ("name", "affiliation", "orcid"), f"{where}, authors")
        made.append(Author(**_values({field.name: field for field in fields(Author)}, entry, where)))
    return tuple(made)


def _answers(content: object, where: str) -> Mapping[str, str]:
    """Read answers; `coreq.8 = "…"` without quotes around the key makes a table in TOML, which means the same."""
    if not isinstance(content, Mapping):
        hint = t("Write it as a table: a line {line}, and the settings under it.", line="[answers]")
        raise SettingsError(
            t("«{value}» is not possible for {key}.", value=content, key="answers"), where=where, hint=hint
        )
    found: dict[str, str] = {}
    for key, value in content.items():
        parts = value.items() if isinstance(value, Mapping) else [("", value)]
        for part, said in parts:
            name = f"{key}.{part}" if part else key
            if not isinstance(said, str):
                hint = t("Write a text in quotes.")
                raise SettingsError(
                    t("«{value}» is not possible for {key}.", value=said, key=name), where=where, hint=hint
                )
            found[name] = said
    return MappingProxyType(found)
