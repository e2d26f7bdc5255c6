"""How to cite the package: `CITATION.cff`, as the Citation File Format 1.2.0 has it."""

import io
import re
from typing import Final

from fou_toolkit._sheets import printable
from fou_toolkit.analysis.counted import toolkit_version
from fou_toolkit.appendix.config import Author
from fou_toolkit.appendix.package.about import About
from fou_toolkit.appendix.package.entry import Entry

__all__ = ["citation_entry", "orcid_address"]

_ORCID: Final = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_WHOLE_DAY: Final = len("2024-01-31")


def orcid_address(author: Author) -> str:
    """Give the address of an ORCID, if there is one.

    >>> orcid_address(Author("A", orcid="0000-0002-1825-0097"))
    'https://orcid.org/0000-0002-1825-0097'
    """
    found = _ORCID.search(author.orcid)
    return f"https://orcid.org/{found[0]}" if found else ""


def citation_entry(about: About) -> Entry:
    """Give the file; what nobody knows is left out.

    Args:
        about: What is known.
    """
    from ruamel.yaml import YAML  # noqa: PLC0415 - heavy, imported where used

    anonymous = "Authors left out for blind review" if about.blind else "[to be filled in: authors]"
    data: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": "Please cite these data as below.",
        "type": "dataset",
        "title": about.title,
        "authors": [_person(author) for author in about.authors] or [{"name": anonymous}],
        "abstract": about.description,
    }
    if len(about.day) == _WHOLE_DAY:
        data["date-released"] = about.day
    known = {"license": about.licence, "doi": about.doi, "keywords": list(about.keywords)}
    data |= {name: value for name, value in known.items() if value}
    data["references"] = [
        {
            "type": "software",
            "title": "fou_toolkit",
            "version": toolkit_version(),
            "authors": [{"name": "fou_toolkit contributors"}],
        }
    ]
    yaml, stream = YAML(), io.StringIO()
    yaml.default_flow_style, yaml.allow_unicode, yaml.width = False, True, 120
    yaml.dump(data, stream)
    text = stream.getvalue().encode("utf-8", "replace")
    return Entry("CITATION.cff", text, "How to cite the package", "Citation File Format 1.2.0.")


def _person(author: Author) -> dict[str, str]:
    given, _, family = " ".join(printable(author.name).split()).rpartition(" ")
    # A name of one word may be that of a group.
    who = {"family-names": family, "given-names": given} if given else {"name": family or "[to be filled in: name]"}
    if given and author.affiliation:
        who["affiliation"] = " ".join(printable(author.affiliation).split())
    address = orcid_address(author)
    return who | ({"orcid": address} if address else {})
