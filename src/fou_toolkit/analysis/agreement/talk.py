"""What is said over figures that are there for talk only, as under a reflexive orientation."""

from fou_toolkit import _html
from fou_toolkit._i18n import t

__all__ = ["for_talk", "heading"]


def for_talk(caption: str, talk: bool) -> str:  # noqa: FBT001 - whether it is so
    """Give a caption, headed where figures are for talk only."""
    return f"{t('For talk, not for proof')}. {caption}" if talk else caption


def heading(talk: bool) -> tuple[_html.Html, ...]:  # noqa: FBT001 - same
    """Give the heading of a page, or none."""
    return (_html.tag("h3", t("For talk")),) if talk else ()
