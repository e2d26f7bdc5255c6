"""Measure speed and memory of coding, and whether engines find the same; `make bench` runs this.

Every engine runs in a fresh process on the same text, in turns (ours, spaCy, ahocorasick_rs, ours, ...), so that a
machine that is busy for a while is so for all. CPU seconds are compared, medians of the rounds.
"""

import argparse
import importlib.util
import json
import statistics
from pathlib import Path
from typing import Any, Final

import report
from processes import Runner, folder
from writing import finish

_FULL: Final = 5_000_000
_QUICK: Final = 300_000
_SHARES: Final = (0.1, 0.2, 0.5, 1.0)
_ROUNDS: Final = 3
_IN_TURNS: Final = ("ours", "spacy", "ours", "ahocorasick", "ours", "words", "ahocorasick")
"""One round; what takes little time is measured more than once, before and after what takes long."""
_SHORT_TEXTS: Final = 3
_IMPORTS: Final = 9


def main() -> None:
    """Measure and report."""
    options = _options()
    with folder(options.keep) as place:
        runner = Runner(place, "engines.py")
        request = {"words": options.tokens, "seed": options.seed}
        (place / "request.json").write_text(json.dumps(request), encoding="utf-8")
        print(f"Making a text of {options.tokens:,} words ...", flush=True)
        facts = runner.run("make", 1.0)
        figures = {"text": facts, "rounds": options.rounds, "quick": options.tokens < _FULL}
        figures |= _measured(runner, options.rounds)
    report.show(figures)
    finish(report.write, figures, options.output, quick=figures["quick"])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure speed and memory; compare hits with other engines.")
    parser.add_argument("--tokens", type=int, default=_FULL, help="length of the text in words (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help=f"a text of {_QUICK:,} words")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="rounds, at least 3 (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the text (default: %(default)s)")
    parser.add_argument("--keep", type=Path, help="folder for the text, kept afterwards")
    parser.add_argument("--output", type=Path, help="where to write the report (default: results.md, full text only)")
    options = parser.parse_args()
    if options.quick:
        options.tokens = _QUICK
    if options.rounds < _ROUNDS:
        parser.error(f"--rounds: at least {_ROUNDS}")
    if importlib.util.find_spec("ahocorasick_rs") is None:
        parser.error("ahocorasick-rs is not installed. `make bench` installs it; or: pip install -e '.[bench]'")
    return options


def _measured(runner: Runner, rounds: int) -> dict[str, Any]:
    runs: dict[str, list[dict[str, Any]]] = {}

    def note(name: str, engine: str, share: float = 1.0) -> None:
        runs.setdefault(name, []).append(runner.run(engine, share))

    for number in range(rounds):
        print(f"Round {number + 1} of {rounds}", end="", flush=True)
        for engine in _IN_TURNS:
            note(engine, engine)
            print(f" · {engine}", end="", flush=True)
        for share in _SHARES[:-1] * _SHORT_TEXTS:
            note(f"ours {share}", "ours", share)
        print(" · shorter texts", flush=True)
    runner.run("importing", 1.0)  # compiles
    for _ in range(_IMPORTS):
        note("importing", "importing")
    for _ in range(rounds):
        note("memory", "memory")
    print("Comparing hits ...", flush=True)
    runs["ours 1.0"] = runs["ours"]
    return {
        "runs": runs,
        "scaling": [_scaling(runs[f"ours {share}"]) for share in _SHARES],
        "same hits": runner.run("same_hits", 1.0),
    }


def _scaling(runs: list[dict[str, Any]]) -> dict[str, float]:
    seconds = [run["cold"] - run["start"] for run in runs]
    return {
        "words": runs[0]["words"],
        "types": runs[0]["types"],
        "seconds": statistics.median(seconds),
        "least": min(seconds),
        "warm": statistics.median(run["warm"] for run in runs),
    }


if __name__ == "__main__":
    main()
