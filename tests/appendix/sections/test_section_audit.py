"""The audit trail."""

from dataclasses import replace

import pytest

from coded_editions import project_of
from fou_toolkit.appendix.material import HALPERN, Audit, AuditLine, BookChange, Consents
from fou_toolkit.appendix.sections.audit import audit
from fou_toolkit.model import Memo
from study_editions import EMPTY, SPANS, said_in, study_edition, table_in

pytestmark = pytest.mark.usefixtures("english")

_LOG = Audit(
    (
        AuditLine("reduction", "codings added", 30, 200, 2, "2026-01-02", "2026-02-03T10:00:00Z"),
        AuditLine("raw", "withdrawals", 3, 3, 1, "2026-01-09", "2026-01-09"),
        AuditLine("raw", "texts taken in", 3, 27, 1, "2025-12-24", "2026-01-03"),
    ),
    acts=36,
    undone=4,
    replicas=2,
    digest="ab" * 32,
    merges=1,
    conflicts=3,
    suggested=8,
    accepted=2,
)


def test_every_class_is_there_in_order():
    table = table_in(audit(study_edition(audit=_LOG)), "audit").table
    assert list(dict.fromkeys(row[0] for row in table.cells)) == list(HALPERN.values())
    assert table.cells[1] == ("Raw data", "texts taken in", 3, 27, 1, "2025-12-24", "2026-01-03")
    assert ("Process notes", "nothing in the log", 0, 0, 0, "", "") in table.cells


def test_days_are_years_in_a_blind_edition():
    said = said_in(audit(study_edition(audit=_LOG, blind=True)))
    assert "2025" in said
    assert "2025-12" not in said
    assert "2026-0" not in said


def test_how_few_withdrew_is_not_told_by_the_log():
    few, many = Consents(20, withdrawn=1, known=True), Consents(20, withdrawn=7, known=True)
    row = table_in(audit(study_edition(audit=_LOG, consents=few)), "audit").data.cells[0]
    assert row == ("raw", "withdrawals", "·", "·", "·", "", "")
    row = table_in(audit(study_edition(audit=_LOG, consents=many)), "audit").data.cells[0]
    assert row[2:] == (3, 3, 1, "2026-01-09", "2026-01-09")


def test_the_log_tells_about_itself():
    said = said_in(audit(study_edition(audit=_LOG)))
    for line in ("36 acts", "2 copies", "joined 1 time", "4 acts were taken back", "3 conflicts", "2 of 8", "ab" * 32):
        assert line in said
    assert "fou verify" in said
    assert "no conflict between copies" in said_in(audit(study_edition(audit=replace(_LOG, conflicts=0))))


def test_without_a_log_it_is_said_what_is_missing_and_how_to_get_it():
    said = said_in(audit(study_edition()))
    assert "This project has no log" in said
    assert "fou take-in" in said
    assert "fou verify" not in said


def test_memos_are_counted_by_kind_and_never_shown():
    memos = (
        Memo("1", "analytic", "SECRET thought", "k"),
        Memo("2", "reflexive", "SECRET self", "k"),
        Memo("3", "reflexive", "SECRET more", "k"),
    )
    section = audit(study_edition(replace(project_of(SPANS), memos=memos)))
    cells = table_in(section, "audit_holds").data.cells
    assert ("process", "memos, analytic", 1) in cells
    assert ("intentions", "memos, reflexive", 2) in cells
    assert "SECRET" not in said_in(section)


def test_the_number_of_codings_opens_them_in_its_own_row():
    edition = study_edition()
    block = table_in(audit(edition), "audit_holds")
    ((place, behind),) = block.behind.items()
    assert block.data.cells[place[0]] == ("reduction", "codings that are counted", 4)
    assert place[1] == 2
    assert behind.rows == (0, 1, 2, 3)


def test_versions_of_the_codebook_are_counted_once_each():
    changes = tuple(BookChange("2026-01-01", "k", "x", version, "y") for version in ("1", "2", "2", "0"))
    cells = table_in(audit(study_edition(book_changes=changes)), "audit_holds").data.cells
    assert ("instrument", "versions of the codebook", 3) in cells


def test_analyses_that_are_left_out_are_not_counted():
    cells = table_in(audit(study_edition(leave_out=("agreement", "study"))), "audit_holds").data.cells
    assert ("synthesis", "analyses in this appendix", 4) in cells


def test_an_empty_project_has_an_empty_trail():
    section = audit(study_edition(EMPTY, audit=Audit()))
    assert ("raw", "texts", 0) in table_in(section, "audit_holds").data.cells
    assert len(table_in(section, "audit").table) == 6
