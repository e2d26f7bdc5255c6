"""What a checklist is made of."""

from dataclasses import dataclass

__all__ = ["Checklist", "Item"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that an article is asked to report.

    Args:
        number: Its number in the checklist.
        topic: What it is about, in our own words; a message to translate.
        group: The domain it belongs to; a message to translate.
        part: Part of the appendix, of `PARTS`, that has to do with it; empty where only the article has.
        fact: Name of what the project knows about it, of `prefilled.FACTS`; empty for nothing.
        asked: Key of a question elsewhere in the appendix whose answer goes for this item as well.
    """

    number: int
    topic: str
    group: str
    part: str = ""
    fact: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist.

    Args:
        id: Short name: beginning of the keys of answers (`coreq.10`).
        name: What it is called.
        source: Who made it and when.
        items: In order.
    """

    id: str
    name: str
    source: str
    items: tuple[Item, ...]
