"""Bring the catalogues up to date: collect messages from the code, merge, fill in English, compile.

Run by `make messages`. What is new is left empty in nb.po and nn.po; a test fails until it is translated.
"""

import ast
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "fou_toolkit"
LOCALE = PACKAGE / "locale"
LANGUAGES = ("nb", "nn", "en")
# Babel puts the time of the run into every file it writes; these files only change when a message does.
NEVER = datetime(2026, 1, 1, tzinfo=UTC)


def collect() -> Catalog:
    """Collect every message of the package, sorted by place.

    Babel's own extractor does not look into f-strings before Python 3.12, so the syntax tree is read instead.
    """
    catalogue = Catalog(project="fou_toolkit", charset="utf-8")
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (message := _message(node)):
                catalogue.add(message, locations=[(place, 0)])
    return catalogue


def _message(call: ast.Call) -> str | tuple[str, str] | None:
    """Give the message of a call of `t`, `tn`, `mark`, `Message` or `Message.of`; `None` for another call."""
    name = ast.unparse(call.func)
    if name not in {"t", "tn", "mark", "Message", "Message.of"}:
        return None
    texts = [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    wanted = 2 if name == "tn" else 1
    if len(texts) < wanted:
        return None
    return (texts[0], texts[1]) if name == "tn" else texts[0]


def update(language: str, template: Catalog) -> tuple[int, int]:
    """Merge the messages into one catalogue; give how many there are and how many are not translated."""
    path = LOCALE / language / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    else:
        catalogue = Catalog(locale=language, project="fou_toolkit", charset="utf-8")
    catalogue.fuzzy = False
    catalogue.header_comment = f"# fou_toolkit: {language}. `make messages` keeps the message ids up to date."
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    for message in catalogue:
        if language == "en" and message.id:
            message.string = message.id
    _write(path, catalogue)
    missing = sum(not (all(m.string) if isinstance(m.string, (tuple, list)) else m.string) for m in catalogue if m.id)
    return len(catalogue), missing


def _write(path: Path, catalogue: Catalog) -> None:
    text = BytesIO()
    write_po(text, catalogue, width=120, omit_header=False, no_location=False, include_lineno=False, sort_output=True)
    # Dates in the header would change with every run.
    lines = [line for line in text.getvalue().splitlines() if not line.startswith((b'"POT-Creation', b'"PO-Revision'))]
    path.write_bytes(b"\n".join(lines).rstrip() + b"\n")
    compiled = BytesIO()
    with path.open("rb") as file:
        fixed = read_po(file)
    fixed.creation_date = fixed.revision_date = NEVER
    write_mo(compiled, fixed)
    path.with_suffix(".mo").write_bytes(compiled.getvalue())


def main() -> None:
    """Update all catalogues and say what is missing."""
    template = collect()
    for language in LANGUAGES:
        count, missing = update(language, template)
        print(f"{language}: {count} messages, {missing} not translated")


if __name__ == "__main__":
    main()
