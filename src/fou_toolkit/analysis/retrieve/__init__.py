"""Find passages with a small, readable query language."""

from fou_toolkit.analysis.retrieve.explain import explained
from fou_toolkit.analysis.retrieve.parser import parse_query
from fou_toolkit.analysis.retrieve.result import PassageCounts, Retrieval
from fou_toolkit.analysis.retrieve.search import retrieve
from fou_toolkit.analysis.retrieve.tree import Query, written

__all__ = ["PassageCounts", "Query", "Retrieval", "explained", "parse_query", "retrieve", "written"]
