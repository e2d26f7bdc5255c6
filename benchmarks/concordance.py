"""Measure search and concordance: the first page, all lines, and whether NLTK finds the same.

Both engines run in fresh processes on the same words, in turns. CPU seconds are compared, medians of the rounds.
"""

import argparse
import json
from pathlib import Path
from typing import Any, Final

import concordance_report as report
from processes import Runner, folder
from writing import finish

_FULL: Final = 5_000_000
_QUICK: Final = 300_000
_ROUNDS: Final = 3


def main() -> None:
    """Measure and report."""
    options = _options()
    with folder(options.keep) as place:
        (place / "request.json").write_text(
            json.dumps({"words": options.tokens, "seed": options.seed}), encoding="utf-8"
        )
        print(f"Making a text of {options.tokens:,} words ...", flush=True)
        facts = Runner(place, "engines.py").run("make", 1.0)
        ours, peers = Runner(place, "concordance_ours.py"), Runner(place, "concordance_peers.py")
        chosen = ours.run("choose")
        runs: dict[str, list[dict[str, Any]]] = {"ours": [], "nltk": []}
        for number in range(options.rounds):
            print(f"Round {number + 1} of {options.rounds}", end="", flush=True)
            for name, runner in (("ours", ours), ("nltk", peers)):
                runs[name].append(runner.run("measure"))
                print(f" · {name}", end="", flush=True)
            print(flush=True)
    figures = {"text": facts, "seed": options.seed, "rounds": options.rounds, "runs": runs, **chosen}
    figures["quick"] = options.tokens < _FULL
    _compare(runs)
    report.show(figures)
    finish(report.write, figures, options.output, quick=figures["quick"])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure search and concordance; compare with NLTK.")
    parser.add_argument("--tokens", type=int, default=_FULL, help="length of the text in words (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help=f"a text of {_QUICK:,} words")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="rounds (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the text (default: %(default)s)")
    parser.add_argument("--keep", type=Path, help="folder for the text, kept afterwards")
    parser.add_argument("--output", type=Path, help="where to write the section (default: results.md, full text only)")
    options = parser.parse_args()
    if options.quick:
        options.tokens = _QUICK
    return options


def _compare(runs: dict[str, list[dict[str, Any]]]) -> None:
    """Stop if an engine finds something else than the other; a phrase of NLTK's may cross a sentence."""
    ours, theirs = runs["ours"][0]["found"], runs["nltk"][0]["found"]
    for name, (number, digest) in ours.items():
        if [number, digest] != theirs.get(name, [number, digest]):
            raise SystemExit(f"{name}: ours finds {number} places, NLTK {theirs[name][0]}, or other ones.")


if __name__ == "__main__":
    main()
