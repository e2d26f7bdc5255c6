"""Measure a large project on disk: building, opening, snapshots, one coding, verifying, merging, exporting.

Every step runs in a fresh process on the same project. CPU seconds are compared, medians of the rounds; only what waits
for the disk is measured by the clock.
"""

import argparse
import json
from pathlib import Path
from typing import Any, Final

import project_report as report
from processes import Runner, folder
from writing import finish

_ROUNDS: Final = 3
_FULL: Final = {"texts": 1_000, "codings": 1_000, "singles": 500, "each": 100}
_QUICK: Final = {"texts": 50, "codings": 100, "singles": 100, "each": 20}
_PROCESSES: Final = 8


def main() -> None:
    """Measure and report."""
    options = _options()
    sizes = _QUICK if options.quick else _FULL
    runs: dict[str, list[dict[str, Any]]] = {}
    with folder(options.keep) as place:
        (place / "request.json").write_text(json.dumps({**sizes, "seed": options.seed}), encoding="utf-8")
        print("Making texts and codings ...", flush=True)
        facts = Runner(place, "project_data.py").run("make")
        ours, floor = Runner(place, "project_ours.py"), Runner(place, "project_floor.py")

        def note(runner: Runner, name: str, *words: object) -> None:
            key = " ".join([name, *(str(word) for word in words if not isinstance(word, int))])
            runs.setdefault(key, []).append(runner.run(name, *words))
            print(f" · {key}", end="", flush=True)

        print("Building the project", end="", flush=True)
        note(ours, "build")
        print(flush=True)
        for number in range(options.rounds):
            print(f"Round {number + 1} of {options.rounds}", end="", flush=True)
            for words in ("cold", "warm", "warm"):
                note(ours, "snapshot", words)
            note(ours, "one", sizes["singles"])
            note(floor, "synced", sizes["singles"])
            for name in ("rows", "texts"):
                note(floor, name)
            for name in ("verify", "merge", "export"):
                note(ours, name)
            print(flush=True)
        print("Several at once", end="", flush=True)
        note(ours, "together", sizes["each"], _PROCESSES)
        print(flush=True)
    figures = {name: getattr(options, name) for name in ("quick", "seed", "rounds")}
    figures |= {"sizes": sizes, "processes": _PROCESSES, "runs": runs, **facts}
    _check_same(runs)
    report.show(figures)
    finish(report.write, figures, options.output, quick=options.quick)


def _check_same(runs: dict[str, list[dict[str, Any]]]) -> None:
    """Refuse to report if a cache changes what is in a snapshot, or a coding was lost.

    Raises:
        SystemExit: Something differs.
    """
    for cold, warm in zip(runs["snapshot cold"], runs["snapshot warm"][::2], strict=True):
        if (cold["codings"], cold["mark"]) != (warm["codings"], warm["mark"]):
            raise SystemExit(f"With the cache the snapshot is another: {cold}, {warm}")
    if any(run["lost"] for run in runs["together"]):
        raise SystemExit("Codings of several processes were lost.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure a large project on disk.")
    parser.add_argument("--quick", action="store_true", help="a small project, and one round")
    parser.add_argument("--rounds", type=int, help=f"rounds (default: {_ROUNDS})")
    parser.add_argument("--seed", type=int, default=1, help="seed of the data (default: %(default)s)")
    parser.add_argument("--keep", type=Path, help="a new folder for the project, kept afterwards")
    parser.add_argument("--output", type=Path, help="where to write the section (default: results.md, full size only)")
    options = parser.parse_args()
    options.rounds = options.rounds or (1 if options.quick else _ROUNDS)
    return options


if __name__ == "__main__":
    main()
