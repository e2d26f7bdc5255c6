"""The command line: `fou`."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    0: done; 1: something is wrong with the material (said in one message); 2: the command was not understood;
    130: interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        # A pipe on Windows has no «→»; a sign less is better than no answer.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")

    from fou_toolkit.cli.language import choose_language  # noqa: PLC0415 - the language comes before all texts

    rest = choose_language(list(sys.argv[1:] if arguments is None else arguments))

    from fou_toolkit.cli.app import run  # noqa: PLC0415 - typer's texts are translated when it is imported

    sys.exit(run(rest))
