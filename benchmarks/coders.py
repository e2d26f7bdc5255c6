"""Measure agreement between coders: speed, memory, and whether other packages give the same figures.

Every engine runs in a fresh process on the same data, in turns. CPU seconds are compared, medians of the rounds.
"""

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import coders_report as report
from processes import HERE, Runner, folder
from writing import finish

_ROUNDS: Final = 3
_BYTES_A_UNIT: Final = 90_000
"""Memory that the `krippendorff` package takes a unit, with 60 values: three cubes of units, values and values."""
_PART: Final = 5


@dataclass(frozen=True)
class _Sizes:
    """How much is measured.

    Args:
        units: Units of the tables.
        replicates: Of the bootstrap.
        unitizing: Coders, and units of all of them, for uα.
        unitizing_peer: Which of these the peer measures, too.
        gamma: The same for γ.
        gamma_peer: Which of these the peer measures, too.
    """

    units: int
    replicates: int
    unitizing: tuple[tuple[int, int], ...]
    unitizing_peer: tuple[tuple[int, int], ...]
    gamma: tuple[tuple[int, int], ...]
    gamma_peer: tuple[tuple[int, int], ...]


_FULL: Final = _Sizes(
    100_000,
    10_000,
    ((2, 200), (2, 1_000), (2, 5_000), (2, 20_000), (2, 100_000)),
    ((2, 200), (2, 1_000)),
    ((2, 1_000), (2, 5_000), (3, 300), (3, 999), (3, 4_998)),
    ((2, 1_000), (3, 300)),
)
_QUICK: Final = _Sizes(
    5_000,
    1_000,
    ((2, 200), (2, 1_000), (2, 5_000)),
    ((2, 200),),
    ((2, 200), (2, 1_000), (3, 99)),
    ((2, 200),),
)


def main() -> None:
    """Measure and report."""
    options = _options()
    sizes = _QUICK if options.quick else _FULL
    with folder(options.keep) as place:
        continua = sorted({*sizes.unitizing, *sizes.gamma})
        request = {"units": sizes.units, "continua": continua, "seed": options.seed}
        (place / "request.json").write_text(json.dumps(request), encoding="utf-8")
        print("Making what the coders said ...", flush=True)
        Runner(place, "coders_data.py").run("make")
        apart = Runner(place, "coders_peers.py", options.peers)
        peers = apart.tried("versions")
        if not peers:
            print(f"{options.peers} does not have what peers.txt says: these packages are not measured.")
        measuring = _Measuring(place, apart if peers else None, sizes, options.seed)
        for number in range(options.rounds):
            print(f"Round {number + 1} of {options.rounds}", end="", flush=True)
            measuring.round(number)
            print(flush=True)
    figures = {name: getattr(options, name) for name in ("quick", "seed", "rounds")}
    figures |= {"peers": peers, "sizes": asdict(sizes), "runs": measuring.runs}
    report.show(figures)
    finish(report.write, figures, options.output, quick=options.quick)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure agreement between coders; compare with other packages.")
    parser.add_argument("--quick", action="store_true", help="less of everything, and one round")
    parser.add_argument("--rounds", type=int, help=f"rounds (default: {_ROUNDS})")
    parser.add_argument("--seed", type=int, default=1, help="seed of the data (default: %(default)s)")
    parser.add_argument("--keep", type=Path, help="folder for the data, kept afterwards")
    parser.add_argument("--output", type=Path, help="where to write the section (default: results.md, full size only)")
    peers = HERE.parent / ".venv" / "peers" / "bin" / "python"
    parser.add_argument("--peers", type=Path, default=peers, help="Python with what peers.txt says")
    options = parser.parse_args()
    options.rounds = options.rounds or (1 if options.quick else _ROUNDS)
    return options


class _Measuring:
    """Runs all engines in turns and keeps what they measured.

    Args:
        place: Folder with the data.
        apart: Runs packages that need an environment of their own; `None` if there is none.
        sizes: How much is measured.
        seed: The first seed of the random numbers.
    """

    def __init__(self, place: Path, apart: Runner | None, sizes: _Sizes, seed: int) -> None:
        self._ours, self._beside = Runner(place, "coders_ours.py"), Runner(place, "coders_peers.py")
        self._apart, self._sizes, self._seed = apart, sizes, seed
        self.runs: dict[str, list[dict[str, Any]]] = {}

    def round(self, number: int) -> None:
        """Measure everything once, and what takes little time more than once."""
        self._note("alpha", self._ours, "alpha")
        self._note("krippendorff", self._beside, "krippendorff", self._part())
        self._note("alpha", self._ours, "alpha")
        self._note("nltk", self._beside, "nltk")
        self._note("alpha", self._ours, "alpha")
        for over in ("units", "documents"):
            self._note(f"bootstrap {over}", self._ours, "bootstrap", over, self._sizes.replicates)
        self._note("presence", self._ours, "presence")
        for size in self._sizes.unitizing:
            name = "{}-{}".format(*size)
            self._note(f"unitizing {name}", self._ours, "unitizing", name)
            if self._apart and size in self._sizes.unitizing_peer:
                self._note(f"unitized {name}", self._apart, "unitized", name)
        for size in self._sizes.gamma:
            name = "{}-{}".format(*size)
            self._note(f"gamma {name}", self._ours, "gamma", name, self._seed + number)
            if self._apart and size in self._sizes.gamma_peer:
                self._note(f"pygamma {name}", self._apart, "pygamma", name, self._seed + number)

    def _note(self, key: str, runner: Runner, name: str, *words: object) -> None:
        self.runs.setdefault(key, []).append(runner.run(name, *words))
        print(f" · {name}", end="", flush=True)

    def _part(self) -> int:
        """Say how many units the `krippendorff` package is given: all, if the machine has the memory for it."""
        whole = self._sizes.units
        return whole if _available() > 1.5 * _BYTES_A_UNIT * whole else whole // _PART


def _available() -> int:
    """Give the bytes of memory that are free, where the system tells; otherwise nothing."""
    info = Path("/proc/meminfo")
    lines = info.read_text(encoding="ascii").splitlines() if info.exists() else []
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("MemAvailable")), 0)


if __name__ == "__main__":
    main()
