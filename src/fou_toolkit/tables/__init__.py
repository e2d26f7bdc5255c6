"""Tables for articles: one table, in the form that each reader needs."""

from fou_toolkit._i18n import number
from fou_toolkit.tables.table import Table

__all__ = ["Table", "number"]
