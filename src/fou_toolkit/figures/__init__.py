"""Pictures of results: a result in, matplotlib axes out."""

from fou_toolkit.figures.agreement import plot_agreement, plot_confusion
from fou_toolkit.figures.code_counts import plot_code_counts

__all__ = ["plot_agreement", "plot_code_counts", "plot_confusion"]
