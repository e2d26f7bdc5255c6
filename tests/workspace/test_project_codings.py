"""Codings of a project, and the texts that are kept aside."""

import pytest

from fou_toolkit.codings import write_codings
from fou_toolkit.errors import MaterialError, ReadError
from fou_toolkit.model import Coding, CodingSet, Span
from fou_toolkit.workspace import ProjectFolder, example_material
from fou_toolkit.workspace.project import UNSEEN_FILE


@pytest.fixture
def folder(tmp_path):
    home = tmp_path / "mitt prosjekt æøå"
    (home / "corpus").mkdir(parents=True)
    for name in ("logg", "intervju på Øya"):
        (home / "corpus" / f"{name}.txt").write_text("Vi har en stemme.\n", encoding="utf-8")
    return home


def put(path, folder, coder):
    path.parent.mkdir(exist_ok=True)
    corpus = ProjectFolder(folder).corpus()
    return write_codings(CodingSet.of([Coding("logg", Span(0, 2), "M1", coder)]), path, corpus=corpus)


class TestCodings:
    def test_they_lie_in_a_folder_beside_the_texts(self, folder):
        for name in "ab":
            put(folder / "corpus" / "codings" / f"{name}.jsonl", folder, name)
        project = ProjectFolder(folder)
        assert project.codings(corpus=project.corpus()).coder_ids == ("a", "b")

    def test_they_are_no_texts(self, folder):
        before = [source.id for source in ProjectFolder(folder).corpus()]
        put(folder / "corpus" / "codings" / "a.jsonl", folder, "a")
        (folder / "corpus" / "codings" / "les meg.txt").write_text("Vi har en stemme.")
        assert [source.id for source in ProjectFolder(folder).corpus()] == before == ["intervju på Øya", "logg"]

    def test_a_folder_of_texts_has_them_too(self, folder):
        put(folder / "corpus" / "codings" / "a.jsonl", folder, "a")
        assert ProjectFolder(folder / "corpus").codings().coder_ids == ("a",)

    def test_the_chosen_ones_go_before(self, folder, tmp_path):
        put(folder / "corpus" / "codings" / "a.jsonl", folder, "a")
        chosen = put(tmp_path / "b.jsonl", folder, "b")
        assert ProjectFolder(folder).codings(chosen).coder_ids == ("b",)
        assert ProjectFolder(folder).codings(folder / "corpus" / "codings").coder_ids == ("a",)

    def test_none_are_said_with_the_place_where_they_should_be(self, folder):
        with pytest.raises(MaterialError) as raised:
            ProjectFolder(folder).codings()
        assert raised.value.where == str(folder / "corpus")
        assert "`codings`" in raised.value.hint

    def test_a_text_that_has_changed_is_said(self, folder):
        put(folder / "corpus" / "codings" / "a.jsonl", folder, "a")
        (folder / "corpus" / "logg.txt").write_text("De har en stemme.\n", encoding="utf-8")
        project = ProjectFolder(folder)
        assert len(project.codings()) == 1
        with pytest.raises(ReadError, match=r"a\.jsonl"):
            project.codings(corpus=project.corpus())


class TestKeptAside:
    @pytest.mark.parametrize(
        ("content", "names"),
        [
            ("logg\n", ("logg",)),
            ("# Nobody reads these.\n\nlogg  # since May\n  intervju på Øya\t\n#logg_2\n", ("logg", "intervju på Øya")),
            ("\ufefflogg\r\nintervju på Øya", ("logg", "intervju på Øya")),
            ("", ()),
            ("# none yet\n", ()),
        ],
        ids=["one", "remarks", "windows", "empty", "only remarks"],
    )
    def test_one_id_a_line_and_remarks(self, folder, content, names):
        (folder / "corpus" / UNSEEN_FILE).write_bytes(content.encode())
        assert ProjectFolder(folder).kept_aside() == names
        assert ProjectFolder(folder / "corpus").kept_aside() == names

    def test_no_list_is_said_with_what_to_write(self, folder):
        with pytest.raises(MaterialError) as raised:
            ProjectFolder(folder).kept_aside()
        assert raised.value.where == str(folder / "corpus" / "unseen.txt")
        assert raised.value.hint

    def test_the_list_is_no_text(self, folder):
        (folder / "corpus" / UNSEEN_FILE).write_text("logg\n")
        assert [source.id for source in ProjectFolder(folder).corpus()] == ["intervju på Øya", "logg"]

    def test_the_shipped_list_names_shipped_texts(self):
        project = ProjectFolder(example_material().corpus)
        names = {source.id for source in project.corpus()}
        assert len(project.kept_aside()) > 1
        assert set(project.kept_aside()) < names

    def test_a_list_of_another_encoding_is_said(self, folder):
        (folder / "corpus" / UNSEEN_FILE).write_bytes("intervju på Øya\n".encode("cp1252"))
        with pytest.raises((ReadError, MaterialError), match=r"unseen\.txt"):
            ProjectFolder(folder).kept_aside()
