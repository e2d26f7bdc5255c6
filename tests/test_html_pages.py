"""Elements and whole pages: everything is escaped once, and only once."""

from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit._html import Html, document, tag

EVIL = '</title><script>alert("x")</script>'
any_text = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&\"'"), max_size=40)


class TestElement:
    def test_children_stand_one_behind_the_other(self):
        assert tag("p", "a", tag("b", "c"), "", "d") == "<p>a<b>c</b>d</p>"

    def test_an_element_may_be_empty(self):
        assert tag("ul") == "<ul></ul>"

    @given(any_text, any_text)
    def test_what_is_written_is_text_and_comes_back_whole(self, text, value):
        made = tag("p", text, title=value)
        opening, closing = made.index('">'), made.rindex("</p>")
        assert made.startswith('<p title="')
        assert unescape(made[10:opening]) == value
        assert unescape(made[opening + 2 : closing]) == text
        assert made.count("<") == made.count(">") == 2

    def test_what_is_html_already_is_kept_and_text_is_not(self):
        assert tag("p", Html("<b>a & b</b>"), "<b>") == "<p><b>a & b</b>&lt;b&gt;</p>"

    @given(any_text)
    def test_nothing_is_escaped_twice(self, text):
        assert tag("div", tag("p", tag("b", text))) == f"<div><p><b>{escape(text)}</b></p></div>"

    def test_an_element_is_html(self):
        assert isinstance(tag("p"), Html)

    def test_what_becomes_of_html_is_text_again(self):
        """Cutting and joining may break elements: what comes out is escaped unless somebody vouches for it."""
        assert tag("p", tag("b", "a") + "<") == "<p>&lt;b&gt;a&lt;/b&gt;&lt;</p>"

    def test_attributes_stand_in_their_order_and_class_has_a_name_of_its_own(self):
        assert tag("p", id="x", class_="quiet") == '<p id="x" class="quiet"></p>'

    @pytest.mark.parametrize("value", ['" onclick="x', "' onclick='x", "a > b < c & d", Html('" onclick="x')])
    def test_a_value_cannot_leave_its_attribute(self, value):
        assert tag("p", title=value) == f'<p title="{escape(value)}"></p>'
        assert '" onclick' not in tag("p", title=value)


class TestDocument:
    def test_parts_stand_in_it_as_they_are(self):
        assert "<main><p>a</p><p>b</p></main>" in document("x", tag("p", "a"), tag("p", "b"), language="nb")

    @pytest.mark.parametrize("language", ["nb", "nn", "en"])
    def test_it_says_its_language(self, language):
        assert f'\n<html lang="{language}">\n' in document("x", language=language)

    def test_title_and_language_are_escaped(self):
        made = document(EVIL, language='"><script>')
        assert "<script" not in made
        assert f"<title>{escape(EVIL)}</title>" in made
        assert '<html lang="&quot;&gt;&lt;script&gt;">' in made

    def test_the_encoding_is_said_before_the_title(self):
        made = document("æ", language="nb")
        assert made.startswith("<!DOCTYPE html>")
        assert 0 < made.index('<meta charset="utf-8">') < made.index("<title>æ</title>")
