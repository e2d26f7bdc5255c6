"""The page in a browser: by keyboard, from a file, without a network."""

import shutil
from pathlib import Path

import pytest

from builders import make_codebook, make_corpus, make_source
from fou_toolkit.appendix.document import Behind, Document, Drawing, Mark, Number, Paragraph, Quote, Section, TableBlock
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.html import render
from fou_toolkit.appendix.material import Material
from fou_toolkit.model import Coder, Coding, CodingSet, Project
from fou_toolkit.tables import Table

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
EVIL = "<img src=x onerror=alert(1)></script>"


def edition():
    sources = [make_source(f"P{n}: Vi får tid nummer {n} {EVIL if n == 3 else ''}", id=f"s{n}") for n in range(120)]
    corpus = make_corpus(*sources, roles={f"P{n}": "styrer" for n in range(120)})
    codings = [Coding(one.id, one.turns[0].span, "M1", "k") for one in sources]
    project = Project(corpus, make_codebook({"M1": []}), CodingSet.of(codings, [Coder("k")]))
    return Edition.of(Material(project, lambda one: one.source != "s5", lambda _: True))


def page_bytes():
    every = Behind("Alle", tuple(range(120)))
    few = Behind("Noen", (3, 5))
    marks = (Mark(0.1, 0.1, 0.3, 0.2, "Stolpe A", every), Mark(0.1, 0.5, 0.2, 0.2, "Stolpe B", few))
    blocks = (
        Paragraph.of("Vi telte ", Number("120", every), "."),
        TableBlock("t", Table("Tabellen", ("Kode", "n"), (("M1", 2),)), {(0, 1): few}),
        Drawing("f", "Figuren", "Stolper", (4.0, 3.0), b'<svg xmlns="http://www.w3.org/2000/svg"/>', b"", b"", marks),
        Quote("q-a", "Barna på øya", "styrer", "s1, line 1", "M1"),
    )
    return render(Document("Vedlegg", "nb", (Section("a", "Første", blocks),), notice="Pseudonym").counted(), edition())


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("there is no Chromium")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield found
        found.close()


@pytest.fixture
def page(browser, tmp_path):
    """The page, opened as a file; it complains about nothing and asks for nothing."""
    path = Path(tmp_path) / "appendix.html"
    path.write_bytes(page_bytes())
    opened, said, asked = browser.new_page(), [], []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(path.as_uri())
    yield opened
    opened.close()
    assert said == []
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]


def items(page):
    return page.locator("#fou-passages > li").all_inner_texts()


def test_a_number_opens_by_keyboard_and_gives_the_focus_back(page):
    page.locator(".fou-table button").focus()
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 1
    assert page.inner_text("#fou-title") == "Noen"
    found = items(page)
    assert len(found) == 2
    assert EVIL in found[0]
    assert "5" in found[1]
    assert "nummer 5" not in found[1]
    assert page.locator("dialog img").count() == 0
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.matches('.fou-table button')")


def test_a_long_list_grows_by_pages(page):
    page.locator("main p button").click()
    assert len(items(page)) == 50
    page.click("#fou-more")
    assert len(items(page)) == 100
    assert page.evaluate("document.activeElement === document.querySelectorAll('#fou-passages > li')[50]")
    page.click("#fou-more")
    assert len(items(page)) == 120
    assert page.locator("#fou-more").is_hidden()
    page.click("#fou-close")
    page.locator(".fou-table button").click()
    assert len(items(page)) == 2


def test_marks_are_one_stop_of_the_tab_key_and_arrows_go_on(page):
    assert page.locator(".mark[tabindex='0']").count() == 1
    page.locator(".mark[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Stolpe B"
    page.keyboard.press("Enter")
    assert page.inner_text("#fou-title") == "Noen"


def search(page, query):
    page.fill("#fou-query", "")
    page.fill("#fou-query", query)
    page.keyboard.press("Enter")
    return page.locator("#fou-found > li").all_inner_texts()


@pytest.mark.parametrize("query", ["BARNA", "øya", "oya", "oeya", "pa OYA", "å ø"])
def test_search_does_not_mind_case_and_spelling(page, query):
    assert any("Barna på øya" in text for text in search(page, query))


def test_a_letter_of_its_own_is_not_another_one(page):
    assert search(page, "bårna") == []
    assert page.inner_text("#fou-count") != ""


def test_a_search_leads_to_sections_tables_and_passages(page):
    assert len(search(page, "første")) == 1
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#a"
    assert any("Tabellen" in text for text in search(page, "tabellen"))
    assert len(search(page, "nummer 77")) == 1
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 1
    assert "nummer 77" in page.inner_text("#fou-passages > li.sought")
    page.keyboard.press("Escape")
    assert search(page, "nummer 5 ") == [text for text in search(page, "nummer 5 ") if "s5," not in text]


def test_how_much_was_found_is_announced(page):
    search(page, "vi får")
    assert "119" in page.inner_text("#fou-count[role=status][aria-live=polite]")
    assert page.locator("#fou-found > li").count() == 50
    page.locator("#fou-found a").first.focus()
    page.keyboard.press("Escape")
    assert page.locator("#fou-found > li").count() == 0


def test_it_reads_well_without_a_script(browser, tmp_path):
    path = Path(tmp_path) / "appendix.html"
    path.write_bytes(page_bytes())
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(path.as_uri())
    assert opened.locator("noscript").count() == 1
    assert opened.locator("#fou-query").is_hidden()
    assert "Barna på øya" in opened.inner_text("main")
    context.close()


def test_openings_are_not_on_paper(page):
    page.emulate_media(media="print")
    assert page.locator("#fou-tools").is_hidden()
    assert page.locator(".mark").first.is_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('footer')).display") == "table-footer-group"
