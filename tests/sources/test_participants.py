"""`participants.csv`."""

from fou_toolkit.model import Source, Span, Turn
from fou_toolkit.sources.participants import People, identify, parse


def make(name: str, *speakers: str, interviewer: str = "I") -> Source:
    """Make a source in which everybody says one letter."""
    turns = [Turn(Span(n, n + 1), speaker, interviewer=speaker == interviewer) for n, speaker in enumerate(speakers)]
    return Source(name.partition(".")[0], "x" * len(speakers), tuple(turns), name=name)


def people(table: str, *sources: Source, unlabelled: tuple[str, ...] = (), others: tuple[str, ...] = ()) -> People:
    tables = {"participants.csv": parse(table.encode())} if table else {}
    return identify(tables, sources, unlabelled=frozenset(unlabelled), others=others)


def who(found: People, number: int = 0) -> list[tuple[str, bool]]:
    return [(turn.participant, turn.interviewer) for turn in found.sources[number].turns]


def messages(found: People) -> list[str]:
    return [str(warning) for warning in found.warnings]


HEAD = "source,label,pseudonym,role,level,site,interviewer,alder\n"


def test_labels_get_their_pseudonyms():
    found = people(
        f"{HEAD},I,Eivind,forsker,,,,\na.txt,Styrer (3.1),Ragna,styrer,barnehage,Åsen,,52\n",
        make("a.txt", "I", "Styrer (3.1)"),
    )

    assert who(found) == [("Eivind", True), ("Ragna", False)]
    assert [(person.pseudonym, person.role, dict(person.attributes)) for person in found.participants] == [
        ("Eivind", "forsker", {}),
        ("Ragna", "styrer", {"alder": "52"}),
    ]
    assert messages(found) == []


def test_case_does_not_matter():
    assert who(people(f"{HEAD},eivind:,Eivind,,,,,\n", make("a.txt", "EIVIND"))) == [("Eivind", False)]


def test_a_row_for_one_text_goes_before_a_row_for_all():
    found = people(f"{HEAD},I,Eivind,,,,,\nb,I,Kjellaug,,,,,\n", make("a.txt", "I"), make("b.txt", "I"))

    assert (who(found, 0), who(found, 1)) == ([("Eivind", True)], [("Kjellaug", True)])


def test_the_column_interviewer_corrects_both_ways():
    found = people(f"{HEAD}a,I,Eivind,,,,nei,\na,Ola,Ola,,,,JA,\n", make("a.txt", "I", "Ola"))

    assert who(found) == [("Eivind", False), ("Ola", True)]
    assert found.answered == {"a"}


def test_an_unclear_answer_is_said_and_changes_nothing():
    found = people(f"{HEAD}a,I,Eivind,,,,kanskje,\n", make("a.txt", "I"))

    assert who(found) == [("Eivind", True)]
    assert messages(found) == ["participants.csv, line 2: interviewer is «kanskje»; write ja or nei."]


def test_an_author_is_found_by_pseudonym_and_is_no_interviewer():
    found = people(f"{HEAD},Eivind,Eivind,forsker,,,ja,\n", make("logg.md", "Eivind"), unlabelled=("logg",))

    assert who(found) == [("Eivind", False)]


def test_labels_that_are_pseudonyms_need_no_row_of_their_own():
    found = people("pseudonym,role\nMona,assistent\n", make("a.txt", "MONA"))

    assert who(found) == [("Mona", False)]
    assert found.unknown == {"a": ()}


def test_speakers_without_a_row_are_named():
    assert people(f"{HEAD},I,Eivind,,,,,\n", make("a.txt", "I", "Turid")).unknown == {"a": ("Turid",)}


def test_without_a_table_nobody_is_missing():
    assert people("", make("a.txt", "I", "Turid")).unknown == {}


def test_labels_that_occur_nowhere_are_said():
    found = people(f"{HEAD},Inf,Ragna,,,,,\n", make("a.txt", "I"))

    assert messages(found) == ["participants.csv, line 2: The label «Inf» occurs in no text it could be in."]


def test_rows_about_texts_that_are_not_there_are_said_once():
    found = people(f"{HEAD}b.txt,Inf,Ragna,,,,,\n", make("a.txt", "I"))

    assert messages(found) == ["participants.csv, line 2: There is no text «b.txt»."]


def test_rows_about_texts_that_could_not_be_read_are_no_second_mistake():
    assert messages(people(f"{HEAD}b.txt,Inf,Ragna,,,,,\n", make("a.txt", "I"), others=("b.txt",))) == []


def test_rows_of_one_person_are_brought_together():
    found = people(f"{HEAD}a,S,Ragna,styrer,,,,\na,R,Ragna,,barnehage,,,52\n", make("a.txt", "S", "R"))

    assert len(found.participants) == 1
    assert (found.participants[0].role, found.participants[0].level) == ("styrer", "barnehage")
    assert messages(found) == []


def test_rows_that_contradict_each_other_are_said():
    found = people(f"{HEAD}a,S,Ragna,styrer,,,,\na,R,Ragna,eier,,,,\n", make("a.txt", "S", "R"))

    assert found.participants[0].role == "styrer"
    assert "Ragna" in messages(found)[0]


def test_a_row_that_names_nobody_is_said():
    assert "neither a label nor a pseudonym" in messages(people(f"{HEAD},,,styrer,,,,\n", make("a.txt", "I")))[0]


def test_a_label_without_pseudonym_can_say_who_asks():
    found = people("label,interviewer\nOla,ja\n", make("a.txt", "Ola"))

    assert who(found) == [("", True)]
    assert found.participants == ()


def test_columns_have_norwegian_names_too():
    found = people("fil,merkelapp,pseudonym,rolle\na.txt,Kari,Mona,assistent\n", make("a.txt", "I", "Kari"))
    assert who(found)[1] == ("Mona", False)
    assert found.participants[0].role == "assistent"


def test_the_text_may_be_named_under_the_name_of_the_other_table():
    rows = "label,pseudonym,file\nKari,P1,a.txt\nKari,P2,c.txt\n"
    found = people(rows, make("a.txt", "I", "Kari"), make("c.txt", "I", "Kari"))
    assert [who(found, number)[1][0] for number in (0, 1)] == ["P1", "P2"]
    assert messages(found) == []
