"""Undo and redo take the file of the codebook along."""

from fou_toolkit.codebooks import read_codebook


def test_the_file_of_the_codebook_goes_back_and_forth_with_undo_and_redo(ws, file):
    code = "M1"
    ws.rename_code(code, {"nb": "Et annet navn"}).apply()
    assert str(read_codebook(file)[code].name.nb) == "Et annet navn"
    ws.undo()
    assert read_codebook(file)[code].name.nb != "Et annet navn"
    ws.redo()
    assert read_codebook(file)[code].name.nb == "Et annet navn"


def test_a_file_that_says_something_else_is_left_alone(ws, file):
    code = "M1"
    ws.rename_code(code, {"nb": "Et annet navn"}).apply()
    file.write_text("# min egen fil\n" + file.read_text(encoding="utf-8").replace("Et annet", "Mitt"), encoding="utf-8")
    mine = file.read_bytes()
    ws.undo()
    assert file.read_bytes() == mine
