"""Pairs of codings that overlap, ours and others: one function a process (`python together_engines.py NAME ...`).

All times are CPU seconds (user and system) of the process, threads included. The codings are there as each engine wants
them: as columns of a coding set, as numpy arrays, as a table of the database. What is counted is the way from there to
the table of pairs of codes; its fingerprint tells whether all have found the same.
"""

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np

import together_data as data
from measuring import Clock, give_back, peak, resident

Figures = dict[str, Any]


def ours(folder: Path, name: str) -> Figures:
    """Measure `cooccurrence(codings, within="overlap")`, counts and c-coefficient."""
    from fou_toolkit.analysis.cooccurrence import cooccurrence

    def counted(codings: Any) -> Any:  # noqa: ANN401 - of a package that is imported here
        result = cooccurrence(codings, within="overlap")
        result.values("c")
        return result.counts

    text, start, end, code = data.load(folder, name)
    counted(_coding_set(text[:50], start[:50], end[:50], code[:50]))
    codings = _coding_set(text, start, end, code)
    return _measured(lambda: counted(codings))


def _coding_set(text: data.Ints, start: data.Ints, end: data.Ints, code: data.Ints) -> Any:  # noqa: ANN401 - as above
    from fou_toolkit.model import Coder, CodingSet

    texts = int(text.max()) + 1
    return CodingSet(
        sources=tuple(f"t{number:06}" for number in range(texts)),
        codes=tuple(f"c{number:02}" for number in range(data.CODES)),
        coders=(Coder("anne"),),
        source=text.astype(np.int32),
        start=start,
        end=end,
        code=code.astype(np.int32),
        coder=np.zeros(text.size, np.int32),
        round=np.ones(text.size, np.int32),
        read=np.ones((1, texts), np.bool_),
    )


def ncls(folder: Path, name: str) -> Figures:
    """Measure nested containment lists: all pairs of a set with itself, each once, added up by code."""
    from ncls import NCLS

    def counted(start: data.Ints, end: data.Ints, code: data.Ints) -> data.Ints:
        number = np.arange(start.size)
        one, other = NCLS(start, end, number).all_overlaps_both(start, end, number)
        once = one < other
        keys = code[one[once]] * data.CODES + code[other[once]]
        return np.bincount(keys, minlength=data.CODES**2).reshape(data.CODES, data.CODES)

    text, start, end, code = data.load(folder, name)
    # One row of texts behind each other: no text knows of another.
    base = text * (int(end.max()) + 1)
    start, end = start + base, end + base
    counted(start[:50], end[:50], code[:50])
    return _measured(lambda: _both_ways(counted(start, end, code)))


def duckdb(folder: Path, name: str) -> Figures:
    """Measure a join of the table with itself, on the text and on both borders."""
    import duckdb as database

    text, start, end, code = data.load(folder, name)
    columns = {"id": np.arange(text.size), "source": text, "first": start, "stop": end, "code": code}
    connection = database.connect()
    connection.execute("CREATE TABLE coded (id BIGINT, source BIGINT, first BIGINT, stop BIGINT, code BIGINT)")
    connection.execute(f"INSERT INTO coded SELECT {', '.join(f'unnest(${key})' for key in columns)}", columns)
    query = """
        SELECT a.code, b.code, count(*) FROM coded a JOIN coded b
        ON a.source = b.source AND a.first < b.stop AND b.first < a.stop AND a.id < b.id GROUP BY 1, 2
    """

    def counted() -> data.Ints:
        found = np.zeros((data.CODES, data.CODES), np.int64)
        for one, other, count in connection.execute(query).fetchall():
            found[one, other] = count
        return _both_ways(found)

    del columns, text, start, end, code
    return _measured(counted)


def _both_ways(counts: data.Ints) -> data.Ints:
    """Put both orders of a pair together; a code makes no pair with itself."""
    found = counts + counts.T
    np.fill_diagonal(found, 0)
    return found


def _measured(counted: Callable[[], data.Ints]) -> Figures:
    give_back()
    before = resident()
    clock = Clock()
    counts = counted()
    seconds = clock.lap()
    mark = hashlib.sha256(counts.astype(np.int64).tobytes()).hexdigest()[:16]
    return {"seconds": seconds, "peak": peak() - before, "pairs": int(counts.sum()) // 2, "mark": mark}


MEASURED: Final[dict[str, Callable[..., Figures]]] = {function.__name__: function for function in (ours, ncls, duckdb)}


if __name__ == "__main__":
    print(json.dumps(MEASURED[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])))
