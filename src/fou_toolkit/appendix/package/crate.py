"""The metadata of the package: RO-Crate 1.2 (https://w3id.org/ro/crate/1.2), for programs and, as a page, for people.

The library makes the entities and their links. Its ids that are drawn by lot and its times of day are never used: every
id says what it names, and every day comes from the material. Its page does not escape texts, so that ours is made here.
"""

import json
import re
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any, Final
from urllib.parse import quote

from fou_toolkit import _html
from fou_toolkit._optional import require
from fou_toolkit._sheets import printable
from fou_toolkit.analysis.counted import toolkit_version
from fou_toolkit.appendix.package.about import About
from fou_toolkit.appendix.package.citation import orcid_address
from fou_toolkit.appendix.package.entry import Entry, media_type, sha256
from fou_toolkit.appendix.package.environment import python_version

__all__ = ["METADATA", "PREVIEW", "VERSION", "crate_files"]

METADATA: Final = "ro-crate-metadata.json"
PREVIEW: Final = "ro-crate-preview.html"
VERSION: Final = "1.2"
Crate = Any
"""A crate of the library, which has no types."""
_SPDX: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
_FOLDERS: Final = {
    "appendix": ("Appendix", "The appendix as people read it; all formats say the same."),
    "codebook": ("Codebook", "What the codes mean; three forms of the same."),
    "data": ("Codings", "Passages and their codes, as far as consent covers them."),
    "figures": ("Figures", "The figures of the appendix, one a file."),
    "notebooks": ("Notebooks", "The analyses as notebooks, run and stripped of words of participants."),
    "tables": ("Tables", "The tables of the appendix, one a file."),
}
_README: Final = "00_ReadMe.txt"


def crate_files(about: About, entries: Sequence[Entry]) -> dict[str, bytes]:
    """Give the metadata and its page.

    Args:
        about: What is known of the study.
        entries: All other files of the package.

    Raises:
        MissingPackageError: The library `rocrate` is not installed.
    """
    crate = require("rocrate.rocrate").ROCrate(version=VERSION)
    page = require("rocrate.model").Preview(crate, properties={"name": "This package as a page"})
    crate.add(page)
    crate.metadata["name"] = "Metadata of this package"
    _describe_root(crate, about)
    _add_files(crate, entries)
    _add_steps(crate, about, entries)
    graph = crate.metadata.generate()
    text = json.dumps(graph, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    return {METADATA: printable(text).encode(), PREVIEW: _page(about, entries).encode("utf-8", "replace")}


def _entity(crate: Crate, key: str, kind: str, /, **properties: Any) -> Any:  # noqa: ANN401 - the library is untyped
    known = crate.get(key)
    given = {name: _single(value) for name, value in properties.items() if value}
    return known or crate.add(require("rocrate.model").ContextEntity(crate, key, properties={"@type": kind, **given}))


def _single(value: Any) -> Any:  # noqa: ANN401 - a text, an entity or a list of these
    """Give one thing as itself and not as a list of one, as version 1.2 asks for."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _describe_root(crate: Crate, about: About) -> None:
    root = crate.root_dataset
    root["name"], root["description"] = about.title, about.description
    root["datePublished"], root["license"] = about.published, _licence(crate, about.licence)
    root["inLanguage"] = about.language
    if about.keywords:
        root["keywords"] = _single(list(about.keywords))
    if about.publisher:
        root["publisher"] = _entity(
            crate, "#publisher", "Organization", name=about.publisher, description="Where the package is kept."
        )
    if about.authors:
        root["author"] = _single(_authors(crate, about))
    if about.funder:
        root["funder"] = _entity(crate, "#funder", "Organization", name=about.funder, description="Who paid.")
    if about.doi:
        address = f"https://doi.org/{quote(about.doi, safe='/()')}"
        said = "The article of the study, or the data themselves, as the authors gave it."
        root["citation"] = _entity(
            crate, address, "CreativeWork", name=about.doi, description=said, identifier=address, url=address
        )
    answers = root.get("author") or root.get("publisher")
    if about.contact and answers:
        point = _entity(crate, "#contact", "ContactPoint", name=about.contact, description="Where to ask.")
        (answers[0] if isinstance(answers, list) else answers)["contactPoint"] = point


def _licence(crate: Crate, licence: str) -> Any:  # noqa: ANN401 - the library is untyped
    if _SPDX.fullmatch(licence):
        address = f"https://spdx.org/licenses/{licence}"
        said = "The licence of this package, under its name in the SPDX list."
        return _entity(crate, address, "CreativeWork", name=licence, description=said, url=address)
    name = licence or "No licence has been chosen yet"
    return _entity(crate, "#licence", "CreativeWork", name=name, description="Terms for the use of this package.")


def _authors(crate: Crate, about: About) -> list[Any]:
    found = []
    places: dict[str, Any] = {}
    for number, author in enumerate(about.authors, 1):
        where = printable(author.affiliation).strip()
        if where and where not in places:
            places[where] = _entity(
                crate,
                f"#organisation-{len(places) + 1}",
                "Organization",
                name=where,
                description="Where authors work.",
            )
        found.append(
            _entity(
                crate,
                orcid_address(author) or f"#author-{number}",
                "Person",
                name=printable(author.name).strip() or f"Author {number}",
                description="Author of the study.",
                affiliation=places.get(where),
            )
        )
    return found


def _add_files(crate: Crate, entries: Iterable[Entry]) -> None:
    inside: dict[str, list[Any]] = {}
    for entry in entries:
        file = crate.add_file(
            dest_path=entry.name,
            properties={
                "name": entry.title or entry.name,
                "description": entry.description,
                "encodingFormat": media_type(entry.name),
                "contentSize": str(len(entry.data)),
                "sha256": sha256(entry.data),
            },
        )
        if entry.folder:
            inside.setdefault(entry.folder, []).append(file)
    for folder, files in inside.items():
        name, description = _FOLDERS[folder]
        crate.add_dataset(
            dest_path=f"{folder}/", properties={"name": name, "description": description, "hasPart": _single(files)}
        )


def _add_steps(crate: Crate, about: About, entries: Sequence[Entry]) -> None:
    """Say what was done, as far as the project knows it; a step without results in the package names none."""
    tool = _software(crate)
    listed = {entry.name for entry in entries}

    def of(*folders: str) -> list[dict[str, str]]:
        return [{"@id": f"{folder}/"} for folder in folders if any(name.startswith(f"{folder}/") for name in listed)]

    facts = about.facts
    steps: list[tuple[str, str, str, list[dict[str, str]], list[dict[str, str]]]] = []
    if facts.texts:
        said = f"{facts.texts} texts were read into the project. The texts are not in this package."
        steps.append(("import", "Texts taken in", said, [], []))
    if about.cleaned:
        said = "Words that name people or places were cut from texts, as the log of the project says."
        steps.append(("pseudonymise", "Names taken away", said, [], []))
    if facts.codings:
        said = f"Passages were coded: {facts.codings} codings with {facts.codes} codes are counted."
        steps.append(("code", "Passages coded", said, of("codebook"), of("data")))
    if about.agreement:
        said = "How far coders agree was worked out; the appendix says how."
        steps.append(("agree", "Agreement looked at", said, of("data"), of("tables")))
    if of("tables", "figures"):
        said = "Tables and figures were made from the codings."
        steps.append(("analyse", "Codings analysed", said, of("codebook", "data"), of("tables", "figures")))
    said = "This package was put together; nothing was changed by hand."
    steps.append(("publish", "Package made", said, of("codebook", "data"), [{"@id": "./"}]))
    acts = [
        _entity(
            crate,
            f"#step-{place}-{name}",
            "CreateAction",
            name=title,
            description=said,
            instrument=tool,
            object=before,
            result=after,
            actionStatus="http://schema.org/CompletedActionStatus",
        )
        for place, (name, title, said, before, after) in enumerate(steps, 1)
    ]
    crate.root_dataset["mentions"] = _single(acts)


def _software(crate: Crate) -> Any:  # noqa: ANN401 - the library is untyped
    python = _entity(
        crate,
        "https://www.python.org/",
        "SoftwareApplication",
        name="Python",
        description="The language that the software runs on.",
        version=python_version(),
        softwareVersion=python_version(),
        url="https://www.python.org/",
    )
    # Where the software has no page of its own, the ReadMe says what it is.
    page = _project_page() or {"@id": _README}
    return _entity(
        crate,
        "#fou-toolkit",
        "SoftwareApplication",
        name="fou_toolkit",
        description="The software that the codings, tables, figures and this package were made with.",
        version=toolkit_version(),
        softwareVersion=toolkit_version(),
        url=page,
        softwareRequirements=[python, {"@id": "constraints.txt"}],
    )


def _project_page() -> str:
    try:
        found = metadata("fou-toolkit").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    addresses = [one.partition(",")[2].strip() for one in found]
    return next((one for one in addresses if one.startswith("https://")), "")


def _page(about: About, entries: Sequence[Entry]) -> str:
    tag = _html.tag
    rows = [(one.name, one.title, one.description, str(len(one.data))) for one in entries]
    body = [
        tag(
            "tr",
            tag("th", tag("a", name, href=quote(name)), scope="row"),
            *(tag("td", printable(cell)) for cell in rest),
        )
        for name, *rest in rows
    ]
    heads = tag("tr", *(tag("th", text, scope="col") for text in ("File", "What it is", "Content", "Bytes")))
    people = ", ".join(printable(author.name) for author in about.authors)
    facts = [
        ("Date", about.day or "not known"),
        ("Authors", people),
        ("Publisher", about.publisher),
        ("Licence", about.licence),
        ("Keywords", ", ".join(about.keywords)),
        ("Software", f"fou_toolkit {toolkit_version()}"),
    ]
    terms = [part for name, value in facts if value for part in (tag("dt", name), tag("dd", value))]
    return _html.document(
        about.title,
        tag("h1", about.title, lang=about.language),
        tag("p", about.description),
        tag("p", tag("strong", about.notice), lang=about.language),
        tag("p", "Begin with ", tag("a", _README, href=_README), "."),
        tag("dl", *terms),
        tag("h2", "Files"),
        tag("table", tag("thead", heads), tag("tbody", *body)),
        language="en",
    )
