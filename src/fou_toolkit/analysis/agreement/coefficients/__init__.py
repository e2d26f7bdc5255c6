"""Coefficients of tables: what each coder said of each unit, without texts, codes or projects.

`fou_toolkit.analysis.agreement` gives their names.
"""

__all__: list[str] = []
