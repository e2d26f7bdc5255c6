"""A codebook as a page to print and hand to a new coder."""

import re
from collections.abc import Iterator
from typing import Final

from fou_toolkit._html import Html, document, tag
from fou_toolkit._i18n import current_language, t, tn
from fou_toolkit.model import TEXT_LANGUAGES, Code, Codebook, Localised

__all__ = ["codebook_page"]

_CODE_ID: Final = re.compile(r"\b[A-ZÆØÅ][A-Za-zÆØÅæøå]{0,3}\d{1,3}\b")


def codebook_page(codebook: Codebook, *, code: str | None = None, cues: bool = True) -> str:
    """Give a codebook as one HTML page, in the current language.

    Themes with what they are about; for each code the definition, when to use it and when not, with links to the
    neighbours, quotations, and what it can sound like. The page needs nothing from outside and prints one theme a page.

    Args:
        codebook: The codebook.
        code: Id of a theme or code; without it, everything is shown.
        cues: Whether the cues are shown, folded; a coder who should not be led by them gets a page without.

    Raises:
        UnknownIdError: There is no such code.
    """
    page = _Page(codebook, cues=cues)
    title = str(codebook.title) or codebook.name
    parts = page.parts(title) if code is None else page.part(title, codebook[code])
    return document(title, *parts, language=current_language())


class _Page:
    """Builds the page; knows which codes there are, for the links."""

    def __init__(self, codebook: Codebook, *, cues: bool) -> None:
        self._codebook = codebook
        self._cues = cues

    def parts(self, title: str) -> Iterator[Html]:
        """Give head, contents and themes."""
        book = self._codebook
        codes = len(book) - len(book.themes)
        counts = (tn("{n} theme", "{n} themes", len(book.themes)), tn("{n} code", "{n} codes", codes))
        yield tag("h1", title)
        yield tag("p", t("Version {version}", version=book.version), ". ", ", ".join(counts), ".")
        if note := book.attributes.get("licence"):
            yield tag("p", f"{t('Licence')}: {note}", class_="quiet")
        yield Html(tag("h2", t("How to use it")) + tag("ul", *(tag("li", line) for line in _advice(book))))
        yield tag("nav", tag("h2", t("Contents")), self._contents(""), aria_label=t("Contents"))
        for theme in book.themes:
            yield self._theme(theme)

    def part(self, title: str, code: Code) -> Iterator[Html]:
        """Give one theme or code only."""
        yield tag("h1", title)
        yield tag("p", t("Version {version}", version=self._codebook.version))
        yield self._theme(code)

    def _contents(self, parent: str) -> Html:
        members = [code for code in self._codebook if code.parent == parent]
        return tag("ul", *(tag("li", self._entry(code)) for code in members))

    def _entry(self, code: Code) -> Html:
        below = self._contents(code.id) if self._codebook.children(code.id) else ""
        return Html(tag("a", f"{code.id} {code.name}", href=f"#{code.id}") + below)

    def _theme(self, theme: Code) -> Html:
        head = (tag("h2", f"{theme.id} {theme.name}", id=theme.id), *self._details(theme, level="h3"))
        return tag("article", *head, *(self._code(code) for code in self._below(theme)))

    def _below(self, theme: Code) -> Iterator[Code]:
        for code in self._codebook.children(theme.id):
            yield code
            yield from self._below(code)

    def _code(self, code: Code) -> Html:
        return tag("section", tag("h3", f"{code.id} {code.name}", id=code.id), *self._details(code, level="h4"))

    def _details(self, code: Code, *, level: str) -> Iterator[Html]:
        yield from self._meaning(code)
        for label, text in ((t("Use when"), code.use_when), (t("Do not use when"), code.do_not_use_when)):
            if text:
                yield Html(tag(level, label) + tag("p", *self._linked(text, code.id), **_language_of(text)))
        if code.examples:
            places = (tag("span", f"({one.source})", class_="quiet") for one in code.examples)
            quotes = (tag("blockquote", f"«{one.quote}» ", at) for one, at in zip(code.examples, places, strict=True))
            yield Html(tag(level, t("Examples")) + "".join(quotes))
        if spoken := _in_language(code):
            yield Html(tag(level, t("It can sound like")) + tag("ul", *(tag("li", f"«{text}»") for text in spoken)))
        if code.no_cues:
            yield tag("p", t("No cues: {reason}", reason=code.no_cues), class_="quiet")
        if self._cues and code.cues:
            listed = tag("ul", *(tag("li", tag("code", cue.text)) for cue in code.cues))
            count = tn("{n} cue", "{n} cues", len(code.cues))
            yield tag("details", tag("summary", count), listed)

    def _meaning(self, code: Code) -> Iterator[Html]:
        if code.brief:
            yield tag("p", tag("strong", str(code.brief)), **_language_of(code.brief))
        if code.definition:
            yield tag("p", *self._linked(code.definition, code.id), **_language_of(code.definition))

    def _linked(self, text: Localised, own: str) -> Iterator[str]:
        """Give the pieces of a text, ids of other codes as links."""
        shown, at = str(text), 0
        for found in _CODE_ID.finditer(shown):
            if found[0] in self._codebook and found[0] != own:
                yield shown[at : found.start()]
                yield tag("a", found[0], href=f"#{found[0]}", title=str(self._codebook[found[0]].name))
                at = found.end()
        yield shown[at:]


def _advice(codebook: Codebook) -> tuple[str, ...]:
    """Say to a new coder how to go about it."""
    units = {
        "sentence": t("Code one sentence at a time, in the light of what stands around it."),
        "turn": t("Code one turn at a time, in the light of what stands around it."),
        "source": t("Read the whole text, then code it."),
    }
    return (
        *([units[codebook.unit]] if codebook.unit in units else []),
        *([str(codebook.note)] if codebook.note else []),
        t("Code what is meant, not single words: also what is said sideways, with irony, or as something missing."),
        t("Where two codes seem to fit, read «Do not use when» in both. A passage may have several codes, or none."),
        t("Write down where you were in doubt. Doubts make the codebook better."),
    )


def _language_of(text: Localised) -> dict[str, str]:
    """Say which language a text is in, where it is not that of the page."""
    shown = str(text)
    language = next((name for name in TEXT_LANGUAGES if getattr(text, name) == shown), current_language())
    return {} if getattr(text, current_language()) else {"lang": language}


def _in_language(code: Code) -> list[str]:
    """Give the utterances in the current language; all of them where it has none."""
    own = [one.text for one in code.utterances if one.language == current_language()]
    return own or [one.text for one in code.utterances]
