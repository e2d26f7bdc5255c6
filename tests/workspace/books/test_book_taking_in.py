"""A codebook is taken in: what is new, other or gone is shown, with what it means for codings."""

from dataclasses import replace

import pytest

from fou_toolkit.codebooks import read_codebook, write_codebook
from fou_toolkit.errors import CodebookError, MaterialError, StaleError
from fou_toolkit.model import Codebook, Localised, Span
from fou_toolkit.workspace.books.affected import BACK, DOUBTFUL, QUEUED
from fou_toolkit.workspace.books.taking_in import plan_book


def ids(book):
    return [code.id for code in book]


def taken(ws, book):
    plan = plan_book(ws, book)
    plan.apply()
    return plan


def bodies(ws, kind):
    return [ws.ledger.read(event).body for event in ws.store.events(kind=kind)]


def test_the_first_one_is_stored_whole_and_comes_back_equal(bare, book):
    plan = bare.take_in_codebook()

    assert not plan.is_empty
    assert plan.differences.codes("added") == tuple(ids(book))
    assert plan.apply() == bare.codebook == book
    assert len(bodies(bare, "codebook.taken_in")[0]["items"]) == len(book)
    assert bare.verify().ok


def test_nothing_is_stored_before_somebody_says_yes(bare):
    bare.take_in_codebook()

    assert bare.present.codebook is None
    with pytest.raises(MaterialError):
        _ = bare.codebook


def test_the_same_again_is_nothing(ws, book):
    events = ws.store.count_events()
    plan = ws.take_in_codebook()

    assert plan.is_empty
    assert not plan.effects
    assert plan.apply() == book
    assert ws.store.count_events() == events


def test_only_what_is_new_or_other_is_stored(ws, book, new_code):
    changed = replace(book["M2"], brief=Localised("Ny", "Ny", "New"))
    new = replace(book.with_code(changed), version="1.3")
    new = replace(new, codes=(*new.codes[:3], new_code("M9", "M"), *new.codes[3:]))
    taken(ws, new)

    items = bodies(ws, "codebook.taken_in")[1]["items"]
    assert len(items) == 2
    assert ws.codebook == new
    assert ws.verify().ok


@pytest.mark.parametrize("order", [(0, 3, 2, 1, 4, 5), (4, 5, 0, 1, 2, 3), (0, 2, 3, 1, 4, 5)])
def test_another_order_of_codes_is_stored_as_it_is_in_the_file(ws, book, order):
    new = replace(book, codes=tuple(book.codes[one] for one in order), version="1.3")
    taken(ws, new)

    assert ws.codebook == new


def test_words_of_a_code_that_only_stands_elsewhere_are_not_stored_twice(ws, book):
    before = len(list(ws.store.contents()))
    taken(ws, replace(book, codes=tuple(book.codes[one] for one in (0, 3, 2, 1, 4, 5)), version="1.3"))

    assert len(list(ws.store.contents())) == before + 1  # the head


def test_codes_that_do_not_stand_behind_their_theme_are_put_there_once(ws, book):
    apart = replace(book, codes=tuple(book.codes[one] for one in (0, 4, 1, 5, 2, 3)), version="1.3")
    taken(ws, apart)

    assert ids(ws.codebook) == ids(book)
    assert plan_book(ws, apart).is_empty


@pytest.mark.usefixtures("english")
def test_codings_of_a_code_that_is_gone_would_wait(ws, book):
    one = ws.code("logg", Span(0, 5), "M3")
    ws.code("logg", Span(6, 9), "M1")
    new = replace(book, codes=tuple(code for code in book if code.id != "M3"), version="2")
    plan = plan_book(ws, new)

    assert [(row.code, row.coder, row.source, row.count) for row in plan.effects if row.what == QUEUED] == [
        ("M3", "kari", "logg", 1)
    ]
    assert "recode queue" in plan.warnings[0]
    plan.apply()
    assert [waiting.coding for waiting in ws.recode_queue()] == [one]
    assert len(ws.snapshot().codings) == 1


def test_a_code_that_comes_back_brings_its_codings(ws, book):
    coding = ws.code("logg", Span(0, 5), "M3")
    taken(ws, replace(book, codes=tuple(code for code in book if code.id != "M3"), version="2"))
    plan = plan_book(ws, replace(book, version="3"))

    assert plan.count(BACK) == 1
    plan.apply()
    assert not len(ws.recode_queue())
    assert [one.id for one in ws.snapshot().codings] == [coding]


def test_a_code_that_was_merged_comes_back_as_a_new_one_without_codings(ws, book):
    ws.code("logg", Span(0, 5), "M3")
    ws.merge_codes("M3", "M2").apply()
    plan = plan_book(ws, replace(book, version="3"))

    assert not plan.count(BACK)
    plan.apply()
    assert [one.code for one in ws.snapshot().codings] == ["M2"]
    assert ids(ws.codebook) == ids(book)


def test_codings_with_a_code_that_means_something_else_are_counted(ws, book):
    ws.code("logg", Span(0, 5), "M1")
    ws.code("logg", Span(0, 5), "M2")
    new = book.with_code(replace(book["M1"], use_when=Localised("Ellers", "Elles", "Else")))
    plan = plan_book(ws, replace(new, version="2"))

    assert plan.count(DOUBTFUL) == 1
    assert not plan.count(QUEUED)


@pytest.mark.usefixtures("english")
def test_other_content_under_the_same_version_is_said(ws, book):
    plan = plan_book(ws, book.with_code(replace(book["M1"], seed_lines="7")))

    assert "the same version, 1.2" in plan.warnings[0]


@pytest.mark.usefixtures("english")
def test_what_was_changed_in_the_project_and_is_not_in_the_file_is_said(ws, book):
    ws.rename_code("M1", "Makten").apply()
    plan = plan_book(ws, book)

    assert "1.2+1" in " ".join(plan.warnings)
    plan.apply()
    assert ws.codebook == book


def test_undoing_it_brings_the_codebook_before_back(ws, book):
    ws.code("logg", Span(0, 5), "M3")
    new = replace(book, codes=tuple(book.codes[one] for one in (0, 2, 1, 4, 5)), version="2")
    taken(ws, new)
    assert ws.codebook == new
    ws.undo()

    assert ws.codebook == book
    assert [one.code for one in ws.snapshot().codings] == ["M3"]
    ws.redo()
    assert ws.codebook == new
    assert ws.verify().ok


def test_a_plan_is_refused_when_somebody_did_something_since(ws, book):
    plan = plan_book(ws, replace(book, version="2"))
    ws.code("logg", Span(0, 5), "M3")

    with pytest.raises(StaleError):
        plan.apply()
    assert ws.codebook == book


def test_a_file_that_is_wrong_changes_nothing(ws, book, file):
    file.write_text("codebook: x\n", encoding="utf-8")

    with pytest.raises(CodebookError):
        ws.take_in_codebook()
    assert ws.codebook == book


@pytest.mark.usefixtures("english")
def test_without_a_file_it_says_what_to_do(bare, file):
    file.unlink()

    with pytest.raises(MaterialError, match="no codebook to choose"):
        bare.take_in_codebook()


def test_emoji_and_decomposed_letters_come_back_as_they_are_in_the_file(bare, tmp_path, new_code):
    hands = "👩🏽‍🏫 pa\u030a 🇳🇴 e\u0308n"
    odd = Codebook("rar", (new_code("Ø"), new_code("Ø1", "Ø", seed_lines=hands, definition=Localised(hands))), "1")
    write_codebook(odd, tmp_path / "rar.yaml")
    bare.take_in_codebook(tmp_path / "rar.yaml").apply()

    assert bare.codebook == read_codebook(tmp_path / "rar.yaml")
    assert bare.take_in_codebook(tmp_path / "rar.yaml").is_empty


def test_the_stored_codebook_is_written_and_comments_stay(ws, file):
    text = file.read_text(encoding="utf-8")
    file.write_text("# Vår kodebok\n" + text, encoding="utf-8")
    ws.rename_code("M1", "Makten").apply()

    assert file.read_text(encoding="utf-8").startswith("# Vår kodebok\n")
    assert read_codebook(file) == ws.codebook


def test_the_plan_shows_no_text_in_its_repr(ws, book):
    secret = replace(book["M1"], brief=Localised("hemmelig", "hemmeleg", "secret"))

    assert "hemmelig" not in repr(plan_book(ws, replace(book.with_code(secret), version="2")))


def test_codes_can_come_between_others_again_and_again(ws, book, new_code):
    now = book
    for number in range(12):
        code = new_code(f"X{number}", "M")
        now = replace(now, codes=(*now.codes[:2], code, *now.codes[2:]), version=f"2.{number}")
        taken(ws, now)
        assert ws.codebook == now
