"""Codings of any number of coders as one Parquet file, for pandas, R, DuckDB and large amounts.

One row is one coding; the columns are `source`, `start`, `end`, `code`, `coder`, `round`, `polarity`, `coding_id` and
`quote`. Positions are code points of the text as `read_corpus` gives it, half-open. `polarity` (`supports`, `hinders`,
`ambivalent`) and `coding_id`, the id in the database of a project, are null where a coding has none. `quote` holds the
words at the place, so that a text that has changed since is noticed; it is null where they may not be written.

Who the coders are, and what they read whole, stands as JSON in the metadata of the schema under `fou_codings`:

    {"format": "fou-codings", "version": 1, "codebook": "partnerskap",
     "coders": [{"id": "kari", "kind": "person", "codebook_version": "1.0", "note": "", "read": ["logg_mona"]}]}

A file without this, as other programs write it, needs the columns `source`, `start`, `end` and `code`; without `coder`,
its name says who coded. Then the sources with a coding count as read. Further columns are left alone.

What is lost: nothing of a `CodingSet`; the name of the codebook is not kept in it.
"""

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.codings._fields import Fields, People, check_version, coding_of, people_of, people_said, refuse_unfit
from fou_toolkit.codings._part import Part, folded
from fou_toolkit.codings._quoting import Quoted, every_one, words_of
from fou_toolkit.errors import ReadError
from fou_toolkit.model import POLARITIES, CodingSet, Corpus

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["parse_part", "render"]

_FORMAT: Final = "fou-codings"
_VERSION: Final = 1
_KEY: Final = b"fou_codings"
_NEEDED: Final = ("source", "start", "end", "code")
_NAMES: Final = (*_NEEDED, "coder", "round", "polarity", "coding_id", "quote")
_AT_ONCE: Final = 10_000


def render(codings: CodingSet, corpus: Corpus, *, codebook: str = "", quoted: Quoted = every_one) -> bytes:
    """Give the file of all codings; the same codings give the same bytes.

    Args:
        codings: Codings of any number of coders.
        corpus: The texts, for the quotations.
        codebook: Name of the codebook.
        quoted: Tells of a coding whether its words are written.

    Raises:
        WriteError: An id cannot be kept.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy, imported where used
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415 - same

    refuse_unfit(codings)
    about = {"format": _FORMAT, "version": _VERSION, "codebook": codebook, "coders": people_said(codings)}
    table = pa.table(_columns(codings, corpus, quoted))
    table = table.replace_schema_metadata({_KEY: json.dumps(about, ensure_ascii=False)})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def _columns(codings: CodingSet, corpus: Corpus, quoted: Quoted) -> dict[str, "pa.Array"]:
    import pyarrow as pa  # noqa: PLC0415 - heavy, imported where used

    def named(numbers: Any, names: tuple[str, ...], empty: Any = None) -> "pa.Array":  # noqa: ANN401 - arrays
        return pa.DictionaryArray.from_arrays(pa.array(numbers, mask=empty), pa.array(names, pa.string()))

    ids = np.zeros(len(codings), "S1") if codings.ids is None else codings.ids
    return {
        "source": named(codings.source, codings.sources),
        "start": pa.array(codings.start),
        "end": pa.array(codings.end),
        "code": named(codings.code, codings.codes),
        "coder": named(codings.coder, codings.coder_ids),
        "round": pa.array(codings.round),
        "polarity": named(codings.polarity, POLARITIES, codings.polarity == 0),
        "coding_id": pa.array([one.decode("ascii") or None for one in ids.tolist()], pa.string()),
        "quote": pa.array([words_of(one, corpus, quoted) or None for one in codings], pa.string()),
    }


def parse_part(content: bytes, *, name: str, corpus: Corpus | None = None) -> Part:
    """Read the codings of one file as one of several.

    Args:
        content: The bytes of the file.
        name: Name of the file, for messages, and for the coder where no column says who coded.
        corpus: The texts; with them, places and quotations are compared.

    Raises:
        ReadError: Something in it is not what it should be; the message names the row.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy, imported where used
    import pyarrow.parquet as pq  # noqa: PLC0415 - same

    try:
        file = pq.ParquetFile(pa.BufferReader(content))
        schema = file.schema_arrow
    except Exception as error:  # a damaged file makes pyarrow raise nearly anything
        raise _damaged(name) from error
    _check_columns(schema.names, name)
    people = _people((schema.metadata or {}).get(_KEY), name)
    codings = []
    coders: dict[str, dict[str, str]] = {} if people is None else people.facts
    for line in _rows(file, name):
        coder = line.text("coder") if "coder" in schema.names else folded(PurePath(name).stem)
        coders.setdefault(coder, {})
        codings.append(coding_of(line, coder, 1, corpus))
    told = frozenset[str]() if people is None else frozenset(people.facts)
    return Part(name, codings, coders, read=frozenset(() if people is None else people.read), told=told)


def _damaged(name: str) -> ReadError:
    hint = t("Write or fetch the file again.")
    return ReadError(t("This is no Parquet file that can be read."), where=name, hint=hint)


def _check_columns(names: list[str], where: str) -> None:
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        hint = t("There are: {ids}", ids=", ".join(names) or "–")
        raise ReadError(t("Columns of codings are missing: {names}", names=", ".join(missing)), where=where, hint=hint)
    twice = next((name for name in _NAMES if names.count(name) > 1), "")
    if twice:
        message = t("Several columns can be «{name}»: {names}", name=twice, names=f"{twice}, {twice}")
        raise ReadError(message, where=where, hint=t("Call the right one «{name}».", name=twice))


def _people(about: bytes | None, name: str) -> People | None:
    """Read the metadata; nothing where the file has none of ours."""
    if about is None:
        return None
    try:
        said = json.loads(about.decode("utf-8"))
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or said.get("format") != _FORMAT:
        raise _damaged(name)
    check_version(Fields(name, said).number("version"), _VERSION, where=name)
    return people_of(said.get("coders"), where=name)


def _rows(file: Any, name: str) -> Iterator[Fields]:  # noqa: ANN401 - pyarrow has no types for it
    """Give the rows; what is null is not there."""
    number = 0
    batches = file.iter_batches(_AT_ONCE, columns=[one for one in file.schema_arrow.names if one in _NAMES])
    while True:
        try:
            batch = next(batches, None)
            rows = [] if batch is None else batch.to_pylist()
        except Exception as error:  # see `parse_part`
            raise _damaged(name) from error
        if batch is None:
            return
        for row in rows:
            number += 1
            where = t("{file}, row {row}", file=name, row=number)
            yield Fields(where, {key: value for key, value in row.items() if value is not None})
