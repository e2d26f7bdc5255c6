"""What an appendix is made from: the log counted, consents counted, and whose words may be quoted."""

import shutil
from dataclasses import replace

import pytest

import fou_toolkit as fou
from fou_toolkit.analysis.covered import Covered
from fou_toolkit.appendix.material import HALPERN
from fou_toolkit.errors import DataError, MaterialError
from fou_toolkit.model import Coder, Coding, CodingSet, Consent, Span
from fou_toolkit.store.kinds import KINDS
from fou_toolkit.workspace import new_project, read_project
from fou_toolkit.workspace.publishing import audit
from fou_toolkit.workspace.publishing.audit import audit_of, day_of
from fou_toolkit.workspace.publishing.material import folder_of, material_of, opened_for

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def project(tmp_path):
    """A project with a text, three codings, a memo and a decision."""
    folder = new_project(tmp_path / "prøsjekt 🙂", title="Likeverd")
    with fou.open_workspace(folder, coder="kari") as ws:
        ws.take_in_codebook().apply()
        ws.take_in().apply()
        text = ws.source("eksempel").text
        start = text.index("Men vi har tatt")
        for code in ("M1", "F6"):
            ws.code("eksempel", Span(start, start + 20), code)
        ws.add_codings(
            CodingSet.of([Coding("eksempel", Span(start, start + 10), "M3", "ola")], [Coder("ola", "person")])
        )
        ws.undo()
    return folder


def counted(found):
    return {(line.group, line.kind): (line.acts, line.things) for line in found.lines}


def test_every_kind_of_act_has_a_class_and_every_class_is_one_of_the_six():
    memos = {f"memo.{kind}" for kind in ("analytic", "reflexive", "ethical", "codebook")}
    assert set(audit._CLASS_OF) == (set(KINDS) | memos) - {"memo.written"} - audit.COPIES
    assert set(audit._CLASS_OF) <= set(audit._WORDS)
    assert set(audit._CLASSES) == set(HALPERN)


def test_the_log_is_counted_by_class(project):
    with opened_for(project) as opened:
        found = audit_of(opened)
        lines = counted(found)
        assert lines["raw", "texts taken in"] == (1, 1)
        assert lines["reduction", "codings added"] == (2, 2)
        assert lines["reduction", "codings brought in"][0] == 1
        assert lines["process", "acts undone"][0] == 1
        assert lines["instrument", "codebooks taken in"][1] > 70
        assert found.undone == 1
        assert found.acts == sum(line.acts for line in found.lines)
        assert [line.group for line in found.lines] == sorted(
            (line.group for line in found.lines), key=list(HALPERN).index
        )
        assert day_of(opened) == max(line.last for line in found.lines)


def test_a_copy_that_is_opened_elsewhere_has_the_same_audit(project, tmp_path):
    with opened_for(project) as opened:
        before = audit_of(opened)
    copy = tmp_path / "copy"
    shutil.copytree(project, copy)
    with opened_for(copy) as opened:
        kinds = [event.kind for event in opened.store.events()]
        after = audit_of(opened)
    assert "replica.begun" in kinds
    assert after == before


def test_another_act_gives_another_digest(project):
    with fou.open_workspace(project, coder="kari") as opened:
        before = audit_of(opened).digest
        opened.undo()
        assert audit_of(opened).digest != before


def test_material_of_a_project_holds_what_the_snapshot_does_not(project):
    with opened_for(project) as opened:
        made = material_of(opened, opened)
    assert made.title == "Likeverd"
    assert made.language
    assert [change.version for change in made.book_changes] == ["1.1"]
    assert made.consents.known
    assert made.consents.scopes["quotation"] == 1
    assert [one.name for one in made.files] == ["fou.toml"]
    assert str(project) in made.private
    assert repr(made) == "<Material: <Project: 1 sources, 76 codes, 2 codings>>"


def test_the_example_and_a_frozen_project_have_no_log():
    made = material_of(None, None)
    assert made.audit is None
    assert made.book_changes == ()
    assert made.consents.scopes["quotation"] > made.consents.scopes["reuse"] > 0
    same = material_of(read_project(rules=False), None)
    assert same.consents == made.consents
    assert folder_of(None) is None


def test_what_is_no_project_is_refused(tmp_path):
    with pytest.raises(DataError, match="no project"):
        material_of(3, None)
    with pytest.raises(MaterialError):
        material_of(tmp_path / "nothing", None)


def test_who_has_not_agreed_to_quotation_is_not_quoted():
    project = read_project(rules=False)
    may = Covered(project.corpus)
    silent = {
        person.pseudonym
        for person in project.corpus.participants
        if person.consent is None or "quotation" not in person.consent.scopes
    }
    assert silent == {"Jonas", "Wenche"}
    told = {True: 0, False: 0}
    for coding in project.codings:
        turns = [
            turn
            for turn in project.corpus[coding.source].turns
            if turn.span.overlaps(coding.span) and not turn.interviewer
        ]
        if all(turn.participant for turn in turns) and turns:
            assert may(coding) == (not {turn.participant for turn in turns} & silent)
            told[may(coding)] += 1
    assert min(told.values()) > 0


def test_a_stretch_that_nobody_may_quote_is_covered_for_nobody():
    corpus = read_project(rules=False).corpus
    source = corpus["intervju_hanne"]
    marked = replace(source, unquotable=(Span(100, 110),), consent=Consent("x", scopes=frozenset({"quotation"})))
    changed = corpus.map_sources(lambda one: marked if one.id == source.id else one)
    assert changed.fingerprint == corpus.fingerprint
    assert not Covered(changed).passage("intervju_hanne", Span(105, 200))
    assert Covered(changed).passage("intervju_hanne", Span(110, 200)) == Covered(corpus).passage(
        "intervju_hanne", Span(110, 200)
    )
