"""Build the sample appendix of the constructed example: `docs/sample`, which the README links to.

Run by `make sample`; a test builds it anew and compares what it says.
"""

from pathlib import Path

import fou_toolkit as fou

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "docs" / "sample"


def main() -> None:
    """Write the page and the sheet to give back, in bokmål, and say what was written."""
    fou.set_language("nb")
    written = fou.appendix(None, SAMPLE, formats=("html",), language="nb", force=True)
    for name, size in written.files:
        print(name, f"{size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
