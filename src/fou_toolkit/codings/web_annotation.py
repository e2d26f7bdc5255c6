"""Codings of any number of coders as W3C Web Annotations (JSON-LD), for annotation tools and archives.

A file is an `AnnotationCollection` with one `AnnotationPage`; one annotation is one coding:

    {"id": "urn:fou:coding:k3x9", "type": "Annotation", "motivation": "tagging",
     "creator": {"id": "urn:fou:coder:kari", "type": "Person", "name": "kari"},
     "body": {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": "M1"},
     "target": {"source": "urn:fou:source:intervju_hanne", "selector": [
        {"type": "TextPositionSelector", "start": 120, "end": 147},
        {"type": "TextQuoteSelector", "exact": "Det er jo de som bestemmer.", "prefix": "Ja, ", "suffix": " Vi ..."}]},
     "round": 2, "polarity": "hinders"}

Positions are code points of the text as `read_corpus` gives it, half-open; the standard says «characters». `exact`
holds the words at the place, so that a text that has changed since is noticed: then the file is refused, and no other
place is guessed; words that may not be written have no such selector. `prefix` and `suffix` are up to 32 code points
around it, for other programs. Ids in a `urn:fou:` are
written with `%`, as in any address. An annotation whose coding has no id in the database of a project is called
`urn:fou:annotation:` and a digest of what it says.

The standard has no words for some of what we know; these are our own (`urn:fou:term:`, see `@context`): `round` (1
where it is missing) and `polarity` (`supports`, `hinders`, `ambivalent`) of an annotation; `format_version` and
`coders` of the collection; and of each coder `kind`, `codebook_version`, `note` and `read`, the sources read whole. The
name of the codebook is the `label` of the collection.

Annotations of other programs are read, too, if they have a position and a tag: in a collection, a page or alone. Each
tag is a coding. `creator` may be a name; without it, the file's name says who coded. Without `coders`, the sources with
a coding count as read. `created` and whatever else there is, is left alone.

What is lost: nothing of a `CodingSet`; the name of the codebook is not kept in it.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any, Final

from fou_toolkit._i18n import t
from fou_toolkit.codings._fields import Fields, People, check_version, coding_of, people_of, people_said, refuse_unfit
from fou_toolkit.codings._part import Part, folded
from fou_toolkit.codings._quoting import Quoted, every_one
from fou_toolkit.errors import ReadError
from fou_toolkit.model import Coding, CodingSet, Corpus, Span

__all__ = ["is_web_annotation", "parse_part", "render"]

_STANDARD: Final = "http://www.w3.org/ns/anno.jsonld"
_VERSION: Final = 1
_TERMS: Final = ("round", "polarity", "format_version", "coders", "kind", "codebook_version", "note", "read")
_CONTEXT: Final = (_STANDARD, {"fou": "urn:fou:term:", **{name: f"fou:{name}" for name in _TERMS}})
_SOURCE: Final = "urn:fou:source:"
_CODER: Final = "urn:fou:coder:"
_CODING: Final = "urn:fou:coding:"
_AROUND: Final = 32
_TAGS: Final = ("tagging", "classifying")
_PLAIN: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ESCAPED: Final = re.compile("%([0-9A-Fa-f]{2})?")
_SELECTORS: Final = ("TextPositionSelector", "TextQuoteSelector")


def is_web_annotation(content: bytes) -> bool:
    """Tell Web Annotations from JSON lines: one object with an `@context`, on one line or on many."""
    first = content.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    try:
        head = json.loads(first)
        return isinstance(head, dict) and "@context" in head
    except (ValueError, RecursionError):
        # The object goes on in the next line.
        return b'"@context"' in content


def render(codings: CodingSet, corpus: Corpus, *, codebook: str = "", quoted: Quoted = every_one) -> bytes:
    """Give the collection of all codings; the same codings give the same bytes.

    Args:
        codings: Codings of any number of coders.
        corpus: The texts, for the quotations.
        codebook: Name of the codebook.
        quoted: Tells of a coding whether its words are written.

    Raises:
        WriteError: An id cannot be kept.
    """
    refuse_unfit(codings)
    kinds = {one.id: one.kind for one in codings.coders}
    items = [_annotation(one, kinds[one.coder], corpus, quoted) for one in codings]
    coders = [
        {**one, **_agent(one["id"], one["kind"]), "read": [_urn(_SOURCE, source) for source in one["read"]]}
        for one in people_said(codings)
    ]
    name = f"urn:fou:codings:{_digest([coders, items])}"
    whole = {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        **({"label": codebook} if codebook else {}),
        "format_version": _VERSION,
        "coders": coders,
        "total": len(items),
        "first": {"id": f"{name}:1", "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items},
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _annotation(one: Coding, kind: str, corpus: Corpus, quoted: Quoted) -> dict[str, object]:
    place = {"type": "TextPositionSelector", "start": one.span.start, "end": one.span.end}
    said = {
        "type": "Annotation",
        "motivation": "tagging",
        "creator": _agent(one.coder, kind),
        "body": {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": one.code},
        "target": {
            "source": _urn(_SOURCE, one.source),
            "selector": [place, *_words(one, corpus, quoted)],
        },
        **({"round": one.round} if one.round != 1 else {}),
        **({"polarity": one.polarity} if one.polarity else {}),
    }
    return {"id": _CODING + one.id if one.id else f"urn:fou:annotation:{_digest(said)}", **said}


def _words(one: Coding, corpus: Corpus, quoted: Quoted) -> Iterator[dict[str, str]]:
    """Give the words and what stands around them, as far as they may be written."""
    text, start, end = corpus[one.source].text, one.span.start, one.span.end
    if not quoted(one):
        return
    yield {"type": "TextQuoteSelector", "exact": text[start:end]} | {
        name: text[around.start : around.end]
        for name, around in (
            ("prefix", Span(max(0, start - _AROUND), start)),
            ("suffix", Span(end, min(len(text), end + _AROUND))),
        )
        # What stands around the words can be said by somebody else.
        if len(around) and quoted(replace(one, span=around))
    }


def _agent(coder: str, kind: str) -> dict[str, str]:
    return {"id": _urn(_CODER, coder), "type": "Person" if kind == "person" else "Software", "name": coder}


def _digest(said: object) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def _urn(kind: str, name: str) -> str:
    return kind + "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in name.encode())


def _named(urn: str, kind: str, *, where: str) -> str:
    """Give the id that an address of ours holds; another one stays as it is.

    Raises:
        ReadError: A `%` stands for nothing.
    """
    if not urn.startswith(kind):
        return urn
    try:
        # A `%` alone is no number; letters may stand in an address as they are, too.
        plain = _ESCAPED.sub(
            lambda found: chr(int(found[1] or "", 16)), urn.removeprefix(kind).encode().decode("latin-1")
        )
        return plain.encode("latin-1").decode()
    except ValueError:
        raise ReadError(t("«{value}» is no address that can be read.", value=urn), where=where) from None


def parse_part(content: bytes, *, name: str, corpus: Corpus | None = None) -> Part:
    """Read the annotations of one file as one of several files of codings.

    Args:
        content: The bytes of the file.
        name: Name of the file, for messages, and for the coder where nothing says who coded.
        corpus: The texts; with them, places and quotations are compared.

    Raises:
        ReadError: Something in it is not what it should be; the message names the annotation.
    """
    whole = _whole(content, name)
    if "format_version" in whole:
        check_version(Fields(name, whole).number("format_version"), _VERSION, where=name)
    people = _people(whole, name)
    told = frozenset(people.facts)
    codings: list[Coding] = []
    annotations = list(_annotations(whole, name))
    if whole.get("total", len(annotations)) != len(annotations):
        raise _only_part(name)
    for number, values in enumerate(annotations, 1):
        where = t("{file}, annotation {n}", file=name, n=number)
        if not isinstance(values, dict):
            raise ReadError(t("This is no annotation."), where=where)
        one = Fields(where, values)
        coder = _coder(one, people, folded(PurePath(name).stem))
        codings.extend(coding_of(line, coder, 1, corpus) for line in _tagged(one))
    return Part(name, codings, people.facts, read=frozenset(people.read), told=told)


def _whole(content: bytes, name: str) -> dict[str, Any]:
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        hint = t("Write or fetch the file again.")
        raise ReadError(t("The file is no JSON in UTF-8."), where=name, hint=hint) from error
    context = whole.get("@context") if isinstance(whole, dict) else None
    if not isinstance(whole, dict) or _STANDARD not in _listed(context):
        hint = t("It needs «@context» with {address}.", address=_STANDARD)
        raise ReadError(t("These are no Web Annotations."), where=name, hint=hint)
    return whole


def _listed(value: object) -> list[Any]:
    """Give a list; the standard lets one thing stand alone."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _only_part(where: str) -> ReadError:
    hint = t("Save all pages of the collection in one file.")
    return ReadError(t("The file has only a part of the annotations."), where=where, hint=hint)


def _annotations(whole: Mapping[str, Any], name: str) -> Iterator[object]:
    """Go through the pages of a collection; also a page and an annotation may stand alone."""
    if "Annotation" in _listed(whole.get("type")):
        yield whole
        return
    page: object = whole
    if "AnnotationCollection" in _listed(whole.get("type")):
        page = whole.get("first")
    while page is not None:
        if isinstance(page, str):
            raise _only_part(name)
        if not isinstance(page, dict) or not isinstance(page.get("items"), list):
            raise ReadError(t("«{name}» is missing, or is no list of annotations.", name="items"), where=name)
        yield from page["items"]
        page = page.get("next")


def _people(whole: Mapping[str, Any], name: str) -> People:
    if "coders" not in whole:
        return People()
    said = whole["coders"]
    if isinstance(said, list):
        said = [_plainly(one, name) if isinstance(one, dict) else one for one in said]
    return people_of(said, where=name)


def _plainly(one: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Write what a collection says about a coder with ids in place of addresses."""
    fields = Fields(where, one)
    read = [_named(urn, _SOURCE, where=where) for urn in fields.texts("read")]
    return {**one, "id": fields.text("name"), "read": read}


def _coder(one: Fields, people: People, stem: str) -> str:
    """Give the id of who has made an annotation; somebody new is added to the people.

    Raises:
        ReadError: There are several, or a program of unknown kind.
    """
    creators = _listed(one.values.get("creator"))
    if len(creators) > 1:
        raise ReadError(t("The annotation has several creators, and should have one."), where=one.where)
    said = creators[0] if creators else stem
    agent = Fields(one.where, said if isinstance(said, dict) else {"id": said})
    name = agent.text("name", needed=False) or _named(agent.text("id"), _CODER, where=one.where)
    if name not in people.facts:
        if "Software" in _listed(agent.values.get("type")):
            # Nobody should take a language model for rules, or either for a person.
            message = t("«{name}» is a program, and the file does not say of which kind.", name=name)
            hint = t("Add «coders» to the collection: name, and kind (language model or rules).")
            raise ReadError(message, where=one.where, hint=hint)
        people.facts[name] = {}
    return name


def _tagged(one: Fields) -> Iterator[Fields]:
    """Give the values of a coding for each tag.

    Raises:
        ReadError: There is no tag, no place, or more than one place.
    """
    targets, motives = _listed(one.values.get("target")), _listed(one.values.get("motivation"))
    tags = [
        body
        for body in _listed(one.values.get("body"))
        if isinstance(body, dict) and any(motive in _TAGS for motive in _listed(body.get("purpose")) or motives)
    ]
    if not tags:
        raise ReadError(t("The annotation has no code: no body with the purpose «tagging»."), where=one.where)
    if len(targets) != 1 or not isinstance(targets[0], dict):
        raise _no_place(one.where)
    own = one.text("id", needed=False)
    values = {
        **_place(Fields(one.where, targets[0])),
        **{name: one.values[name] for name in ("round", "polarity") if name in one.values},
        **({"coding_id": own.removeprefix(_CODING)} if own.startswith(_CODING) else {}),
    }
    for tag in tags:
        yield Fields(one.where, {**values, "code": tag.get("value")})


def _place(target: Fields) -> dict[str, Any]:
    """Give source, start, end and words of a target."""
    source = target.values.get("source")
    named = Fields(target.where, {"source": source.get("id") if isinstance(source, dict) else source})
    parts = [one for one in _listed(target.values.get("selector")) if isinstance(one, dict)]
    places, quotes = ([one for one in parts if one.get("type") == kind] for kind in _SELECTORS)
    if len(places) != 1 or len(quotes) > 1:
        raise _no_place(target.where)
    return {
        "source": _named(named.text("source"), _SOURCE, where=target.where),
        **{end: places[0].get(end) for end in ("start", "end")},
        **({"quote": quotes[0].get("exact")} if quotes else {}),
    }


def _no_place(where: str) -> ReadError:
    hint = t("It needs one «TextPositionSelector», with start and end.")
    return ReadError(t("The annotation does not stand at one place of one text."), where=where, hint=hint)
