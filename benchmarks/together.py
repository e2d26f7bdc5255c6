"""Measure which codes stand together: pairs of codings that overlap, ours against ncls and a database.

Every engine runs in a fresh process on the same data, in turns. CPU seconds are compared, medians of the rounds; the
counts of all engines have to be the same.
"""

import argparse
import json
from pathlib import Path
from typing import Any, Final

import together_report as report
from processes import Runner, folder
from writing import finish

_ROUNDS: Final = 3
_FULL: Final = ((10_000, 1_000), (100_000, 1_000), (1_000_000, 1_000))
_QUICK: Final = ((10_000, 1_000), (100_000, 1_000))
_DENSE: Final = {True: (20_000, 5), False: (1_000_000, 20)}
"""Codings in so few texts that pairs are too many to be looked at; ours only."""
_ENGINES: Final = ("ours", "ncls", "ours", "duckdb", "ours")


def main() -> None:
    """Measure and report."""
    options = _options()
    sizes = _QUICK if options.quick else _FULL
    dense = _DENSE[options.quick]
    runs: dict[str, list[dict[str, Any]]] = {}
    with folder(options.keep) as place:
        request = {"sizes": [*sizes, dense], "seed": options.seed}
        (place / "request.json").write_text(json.dumps(request), encoding="utf-8")
        print("Making codings ...", flush=True)
        Runner(place, "together_data.py").run("make")
        engines = Runner(place, "together_engines.py")
        for number in range(options.rounds):
            print(f"Round {number + 1} of {options.rounds}", end="", flush=True)
            for count, texts in (*sizes, dense):
                for name in _ENGINES if (count, texts) != dense else ("ours",):
                    key = f"{name} {count}-{texts}"
                    runs.setdefault(key, []).append(engines.run(name, f"{count}-{texts}"))
                    print(f" · {name} {count:,}", end="", flush=True)
            print(flush=True)
    _check_same(runs, sizes)
    figures = {name: getattr(options, name) for name in ("quick", "seed", "rounds")}
    figures |= {"sizes": sizes, "dense": dense, "runs": runs}
    report.show(figures)
    finish(report.write, figures, options.output, quick=options.quick)


def _check_same(runs: dict[str, list[dict[str, Any]]], sizes: tuple[tuple[int, int], ...]) -> None:
    """Refuse to report if the engines have not counted the same.

    Raises:
        SystemExit: Some count differs.
    """
    for count, texts in sizes:
        marks = {name: {run["mark"] for run in runs[f"{name} {count}-{texts}"]} for name in _ENGINES}
        if len(set().union(*marks.values())) != 1:
            raise SystemExit(f"The counts of {count:,} codings are not the same: {marks}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure which codes stand together; compare with other packages.")
    parser.add_argument("--quick", action="store_true", help="less of everything, and one round")
    parser.add_argument("--rounds", type=int, help=f"rounds (default: {_ROUNDS})")
    parser.add_argument("--seed", type=int, default=1, help="seed of the data (default: %(default)s)")
    parser.add_argument("--keep", type=Path, help="folder for the data, kept afterwards")
    parser.add_argument("--output", type=Path, help="where to write the section (default: results.md, full size only)")
    options = parser.parse_args()
    options.rounds = options.rounds or (1 if options.quick else _ROUNDS)
    return options


if __name__ == "__main__":
    main()
