"""Which text a row of a table means."""

from fou_toolkit.sources._lookup import texts_meant

NAMES = {"a/logg.md": "l1", "b/logg.md": "", "b/intervju.txt": "logg.md"}


def test_a_path_goes_before_everything():
    assert texts_meant("a/logg.md", NAMES) == ["a/logg.md"]


def test_an_id_goes_before_a_file_name():
    assert texts_meant("logg.md", NAMES) == ["b/intervju.txt"]


def test_file_names_may_mean_more_than_one():
    assert texts_meant("logg", NAMES) == ["a/logg.md", "b/logg.md"]


def test_a_table_speaks_of_its_own_folder():
    assert texts_meant("logg", NAMES, folder="a") == ["a/logg.md"]
    assert texts_meant("logg.md", NAMES, folder="a") == ["a/logg.md"]


def test_paths_from_windows():
    assert texts_meant(".\\a\\logg.md".replace(".\\", "./", 1), NAMES) == ["a/logg.md"]


def test_nothing_is_nothing():
    assert texts_meant("x", NAMES) == []
