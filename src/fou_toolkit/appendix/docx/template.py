"""An empty Word document of our own: styles, numbering and settings, and nothing of whoever made it."""

import io
import zipfile
from typing import TYPE_CHECKING, Final

from fou_toolkit.appendix.docx.styles import Look, numbering, styles

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["new_document"]

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KIND: Final = "application/vnd.openxmlformats-officedocument"
_PARTS: Final = {
    "/word/document.xml": f"{_KIND}.wordprocessingml.document.main+xml",
    "/word/styles.xml": f"{_KIND}.wordprocessingml.styles+xml",
    "/word/numbering.xml": f"{_KIND}.wordprocessingml.numbering+xml",
    "/word/settings.xml": f"{_KIND}.wordprocessingml.settings+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": f"{_KIND}.extended-properties+xml",
}


def new_document(look: Look) -> "Document":
    """Give an empty document; its page and its properties are set by whoever fills it.

    Args:
        look: Language and density.
    """
    from docx import Document as opened  # noqa: N813, PLC0415 - a function; heavy, imported where used

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in _files(look).items():
            archive.writestr(name, content)
    stream.seek(0)
    return opened(stream)


def _files(look: Look) -> dict[str, str]:
    types = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in _PARTS.items())
    return {
        "[Content_Types].xml": (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
        ),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": (
            f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            '<dcterms:created xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:created>'
            '<dcterms:modified xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
        ),
        "docProps/app.xml": f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties"/>',
        "word/_rels/document.xml.rels": _relations(
            (f"{_OFFICE}/relationships/styles", "styles.xml"),
            (f"{_OFFICE}/relationships/numbering", "numbering.xml"),
            (f"{_OFFICE}/relationships/settings", "settings.xml"),
        ),
        "word/document.xml": (
            f'{_HEAD}<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships"><w:body><w:sectPr/></w:body>'
            "</w:document>"
        ),
        "word/styles.xml": styles(look),
        "word/numbering.xml": numbering(),
        "word/settings.xml": _settings(look),
    }


def _relations(*relations: tuple[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def _settings(look: Look) -> str:
    # Without a mode, Word opens the document as one of 2007 and says so in the title bar.
    setting = '<w:compatSetting w:name="{}" w:uri="http://schemas.microsoft.com/office/word" w:val="{}"/>'
    point, comma = (".", ",") if look.language.startswith("en") else (",", ";")
    return (
        f'{_HEAD}<w:settings xmlns:w="{_WORD}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat>{setting.format('compatibilityMode', 15)}"
        f"{setting.format('overrideTableStyleFontSizeAndJustification', 1)}"
        f"{setting.format('enableOpenTypeFeatures', 1)}{setting.format('doNotFlipMirrorIndents', 1)}</w:compat>"
        f'<w:themeFontLang w:val="{look.language}"/><w:decimalSymbol w:val="{point}"/>'
        f'<w:listSeparator w:val="{comma}"/></w:settings>'
    )
