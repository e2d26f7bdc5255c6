"""What a built appendix says about itself: `appendix.json`, which `fou appendix --check` reads."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from fou_toolkit._files import read_bytes
from fou_toolkit._i18n import t
from fou_toolkit.appendix.digests import digest_of, digests_of
from fou_toolkit.appendix.facts import codings_digest
from fou_toolkit.appendix.sections.software import versions
from fou_toolkit.errors import ReadError
from fou_toolkit.workspace.publishing.building import Built, Request

__all__ = ["MANIFEST", "Manifest", "manifest_of", "read_manifest"]

MANIFEST: Final = "appendix.json"
_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was built, from what, with what.

    Args:
        asked: Formats, language, blind, package, metadata_only, notebooks.
        inputs: Digests of what it was made from.
        made_with: Versions of what it was made with, and the platform.
        content: Digests of what it says, part by part.
        files: SHA-256 (hex) of each file.
        package: The same for the files of the package.
    """

    asked: Mapping[str, Any]
    inputs: Mapping[str, str]
    made_with: Mapping[str, str]
    content: Mapping[str, str]
    files: Mapping[str, str]
    package: Mapping[str, str] = field(default_factory=dict)

    def written(self) -> bytes:
        """Give it as JSON, the same in every run."""
        content = {"format": _FORMAT, **{name: getattr(self, name) for name in self.__slots__}}
        return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

    @property
    def request(self) -> Request:
        """What was asked for; the settings come from the project."""
        asked = dict(self.asked)
        return Request(formats=tuple(asked.pop("formats")), **asked)


def manifest_of(built: Built, request: Request) -> Manifest:
    """Say what was built."""
    edition = built.edition
    project, material = edition.project, edition.material
    inputs = {
        "corpus": project.corpus.fingerprint,
        "codebook": project.codebook.fingerprint,
        "codings": codings_digest(project.codings),
        "settings": digest_of(edition.config),
        "log": material.audit.digest if material.audit is not None else "",
        **{f"file:{one.name}": one.sha256 for one in material.files},
    }
    asked = {
        "formats": list(request.formats),
        "language": edition.language,
        "blind": request.blind,
        "package": request.package,
        "metadata_only": request.metadata_only,
        "notebooks": request.notebooks,
    }
    package = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(built.package.items())}
    return Manifest(asked, inputs, dict(versions()), digests_of(built.document), built.digests, package)


def read_manifest(folder: Path) -> Manifest:
    """Read what an appendix says about itself.

    Raises:
        MaterialError: There is no appendix in the folder.
        ReadError: The file is not what it should be.
    """
    path = folder / MANIFEST
    try:
        content = json.loads(read_bytes(path))
        found = Manifest(**{name: content[name] for name in Manifest.__slots__})
        known = content["format"] == _FORMAT
        _ = found.request
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unreadable(path) from error
    if not known:
        raise _unreadable(path)
    return found


def _unreadable(path: Path) -> ReadError:
    hint = t("Fetch the file as it was written, or build the appendix anew in another folder.")
    return ReadError(t("This is no {name} as fou appendix writes it.", name=MANIFEST), where=str(path), hint=hint)
