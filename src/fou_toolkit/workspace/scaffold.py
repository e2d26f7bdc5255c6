"""A new project folder that runs at once."""

import json
from pathlib import Path
from typing import Final

from fou_toolkit._files import reason_of, write_bytes, write_text
from fou_toolkit._i18n import current_language, t
from fou_toolkit.errors import WriteError
from fou_toolkit.model import SMALLEST_GROUP
from fou_toolkit.store import new_id
from fou_toolkit.workspace.live.opening import find_project, open_ledger
from fou_toolkit.workspace.material import example_material
from fou_toolkit.workspace.settings import SETTINGS_FILE

__all__ = ["new_project"]

_EXAMPLE: Final = """\
Intervjuer: Hvordan kom dere i gang?
Styrer: Eh, det var liksom bestemt før vi kom inn i det. [latter] Men vi har tatt mer ansvar etter hvert.
Intervjuer: Hva tenker du om det nå?
Styrer: Nei, altså, tilliten har vokst. I praksis er det de på avdelingen som gjør jobben.
"""
_METADATA: Final = (
    "file,id,genre,date,phase,site,language,title,author\n"
    "eksempel.txt,eksempel,intervju,2024-04-17,1,Eksempelhaugen barnehage,nb,Konstruert eksempel,\n"
)
_PARTICIPANTS: Final = (
    "source,label,pseudonym,role,level,site,interviewer\n"
    "eksempel,Intervjuer,Kim,forsker,universitet,,ja\n"
    "eksempel,Styrer,Ronja,styrer,barnehage,Eksempelhaugen barnehage,nei\n"
)
_CONSENT: Final = (
    "who,basis,date,scope\nRonja,konstruert eksempel,2024-04-17,analysis; quotation; reuse; co-researchers\n"
)
_IGNORED: Final = "corpus/\nout/\nproject.fou*\nsnapshots/\ncache/\n*.csv\n*.xlsx\n*.parquet\n.ipynb_checkpoints/\n"


def new_project(folder: str | Path, *, title: str = "") -> Path:
    """Make a project folder: settings, database, a constructed example text, the codebook, a first notebook.

    Args:
        folder: A new or empty folder.
        title: Title of the project; by default the name of the folder.

    Returns:
        The folder.

    Raises:
        WriteError: The folder has something in it, or cannot be made.
    """
    home = Path(folder)
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        hint = t("Choose a new folder; nothing was changed.")
        raise WriteError(t("The folder is not empty."), where=str(home), hint=hint)
    material = example_material()
    try:
        for name in ("corpus", "codebooks", "notebooks", "out"):
            (home / name).mkdir(parents=True)
    except OSError as error:
        raise WriteError(t("Cannot make the folder: {reason}.", reason=reason_of(error)), where=str(home)) from error
    for part in (material.codebook, material.codebook.with_name("partnerskap.schema.json")):
        write_bytes(home / "codebooks" / part.name, part.read_bytes())
    write_text(home / "corpus" / "eksempel.txt", _EXAMPLE)
    write_text(home / "corpus" / "metadata.csv", _METADATA)
    write_text(home / "corpus" / "participants.csv", _PARTICIPANTS)
    write_text(home / "corpus" / "consent.csv", _CONSENT)
    write_text(home / "notebooks" / "01_start.ipynb", _notebook())
    note = t("Confidential: texts and results stay out of version control.")
    write_text(home / ".gitignore", f"# {note}\n{_IGNORED}")
    write_text(home / SETTINGS_FILE, _settings(title or home.resolve().name))
    found = find_project(home)
    open_ledger(found).store.close()
    return home


def _settings(title: str) -> str:
    lines = (
        ("project", f'"{new_id()}"', t("not to be changed")),
        ("title", json.dumps(title, ensure_ascii=False), ""),
        ("orientation", '"codebook"', t("reflexive, codebook or reliability")),
        ("language", f'"{current_language()}"', t("what you read: nb, nn or en")),
        ("codebook", '"codebooks/partnerskap.yaml"', ""),
        # What a person decides: it stands there, but does not count until the first sign is taken away.
        ("# smallest_group", str(SMALLEST_GROUP), t("people that a number must come from")),
        ("# retention", "2030-06-30", t("when the material has to be deleted or made anonymous")),
    )
    return "".join(f"{key} = {value}{'  # ' + note if note else ''}\n" for key, value, note in lines)


def _notebook() -> str:
    cells = [
        {"cell_type": "markdown", "id": "intro", "metadata": {}, "source": "# " + t("First look at my texts")},
        _code("read", "import fou_toolkit as fou\n\ncorpus = fou.read_corpus('../corpus')\nprint(corpus.receipt)"),
        _code("code", "codebook = fou.read_codebook('../codebooks/partnerskap.yaml')\nfou.autocode(corpus, codebook)"),
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return json.dumps(
        {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False, indent=1
    )


def _code(name: str, source: str) -> dict[str, object]:
    return {"cell_type": "code", "id": name, "metadata": {}, "execution_count": None, "outputs": [], "source": source}
