"""`metadata.csv` and front matter."""

from fou_toolkit.sources.metadata import Facts, Metadata, match_metadata, parse


def known(table: str, *names: str, path: str = "metadata.csv", others: tuple[str, ...] = ()) -> Metadata:
    return match_metadata({path: parse(table.encode(), name=path)}, dict.fromkeys(names, ""), others=others)


def facts(table: str, front: dict[str, str] | None = None) -> Facts:
    return known(table, "a.txt").facts("a.txt", front or {})


def messages(warnings) -> list[str]:
    return [str(warning) for warning in warnings]


def test_rows_give_id_and_attributes_and_keep_further_columns():
    told = facts("file,id,genre,date,phase,site,Vær\na.txt,l1,logg,2024-01-02,1,Åsen,sludd\n")

    assert told.id == "l1"
    assert dict(told.attributes) == {
        "genre": "logg", "date": "2024-01-02", "phase": "1", "site": "Åsen", "Vær": "sludd",
    }  # fmt: skip
    assert told.warnings == ()


def test_a_row_may_name_the_file_by_its_id():
    assert facts("id,phase\na,1\n").attributes["phase"] == "1"


def test_missing_attributes_are_named_and_not_invented():
    told = facts("file,genre,date\na.txt,logg,\n")

    assert dict(told.attributes) == {"genre": "logg"}
    assert messages(told.warnings) == ["Unknown: date, phase, site."]


def test_the_table_goes_before_the_front_matter_and_says_so():
    told = facts("file,genre,date,phase,site\na.txt,logg,x,2,y\n", {"Phase": "1", "author": "Mona"})

    assert (told.attributes["phase"], told.attributes["author"]) == ("2", "Mona")
    assert messages(told.warnings) == [
        "Front matter and metadata.csv differ, metadata.csv was used: phase («1» / «2»)."
    ]


def test_an_unknown_language_is_said():
    told = facts("file,genre,date,phase,site,language\na.txt,g,d,p,s,svensk\n")

    assert messages(told.warnings) == ["The language «svensk» is unknown; write nb, nn or en."]


def test_a_file_without_a_row_is_said():
    assert "no row" in facts("file,phase\nb.txt,1\n").warnings[0].text


def test_rows_without_a_file_are_said_with_their_line():
    assert messages(known("file,phase\nb.txt,1\n", "a.txt").warnings) == [
        "metadata.csv, line 2: There is no file «b.txt»."
    ]


def test_rows_about_files_that_could_not_be_read_are_no_second_mistake():
    assert known("file,phase\nb.txt,1\n", "a.txt", others=("b.txt",)).warnings == ()


def test_two_rows_for_a_file():
    table = known("file,phase\na.txt,1\na,2\n", "a.txt")

    assert table.rows["a.txt"].values["phase"] == "1"
    assert "earlier row" in messages(table.warnings)[0]


def test_a_name_that_two_files_have_is_not_guessed():
    table = known("file,phase\nlogg.md,1\n", "x/logg.md", "y/logg.md")

    assert dict(table.rows) == {}
    assert "x/logg.md, y/logg.md" in messages(table.warnings)[0]


def test_a_table_in_a_sub_folder_is_about_that_folder():
    table = known("file,phase\nlogg.md,1\n", "x/logg.md", "y/logg.md", path="x/metadata.csv")

    assert list(table.rows) == ["x/logg.md"]


def test_a_row_that_names_no_file():
    assert "says not which file" in messages(known("file,phase\n,1\n", "a.txt").warnings)[0]


def test_columns_of_the_table_have_norwegian_names_too():
    table = parse(b"fil;sjanger;fase;sted\na.txt;intervju;1;Haugen\n")
    assert dict(table.rows[0].values) == {"file": "a.txt", "genre": "intervju", "phase": "1", "site": "Haugen"}
