"""The examples in `docs/howto/make-a-codebook.md` are right."""

import re
from pathlib import Path

from fou_toolkit.codebooks import check_codebook

PAGE = (Path(__file__).parents[2] / "docs" / "howto" / "make-a-codebook.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_blocks_of_the_page_make_a_codebook(tmp_path):
    path = tmp_path / "min-kodebok.yaml"
    *blocks, pattern = BLOCKS
    path.write_text(
        "".join(blocks).replace('        - "taletid"\n', f'        - "taletid"\n{pattern}'), encoding="utf-8"
    )
    assert check_codebook(path).findings == ()


def test_the_errors_that_the_page_shows_are_the_ones_people_see(tmp_path):
    path = tmp_path / "min-kodebok.yaml"
    path.write_text("".join(BLOCKS[:-1]).replace('parent: "M"', 'parent: "N"'), encoding="utf-8")
    shown = re.search(r"check min-kodebok.yaml\n(.*?)\n```", PAGE, re.DOTALL)[1]
    assert str(check_codebook(path)) == shown
