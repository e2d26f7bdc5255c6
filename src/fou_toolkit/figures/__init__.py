"""Pictures of results: a result in, matplotlib axes out."""

from fou_toolkit.figures.actors import plot_actors
from fou_toolkit.figures.agreement import plot_agreement, plot_confusion
from fou_toolkit.figures.alluvial import plot_alluvial
from fou_toolkit.figures.code_counts import plot_code_counts
from fou_toolkit.figures.codeline import plot_codeline
from fou_toolkit.figures.coding_tree import plot_coding_tree
from fou_toolkit.figures.epistemic import plot_network_means, plot_network_of_codes
from fou_toolkit.figures.heat_map import plot_heat_map
from fou_toolkit.figures.hover import interactive, tell
from fou_toolkit.figures.knowledge import plot_knowledge
from fou_toolkit.figures.networks import plot_cooccurrence
from fou_toolkit.figures.portrait import plot_portrait
from fou_toolkit.figures.saturation import plot_saturation
from fou_toolkit.figures.style import alt_text, save_figure
from fou_toolkit.figures.trajectory import plot_trajectory
from fou_toolkit.figures.turning_point import plot_turning_point
from fou_toolkit.figures.voice import plot_talk_share, plot_talk_share_over_time, plot_turns
from fou_toolkit.figures.word_lines import plot_concordance
from fou_toolkit.figures.words import plot_keyness

__all__ = [
    "alt_text",
    "interactive",
    "plot_actors",
    "plot_agreement",
    "plot_alluvial",
    "plot_code_counts",
    "plot_codeline",
    "plot_coding_tree",
    "plot_concordance",
    "plot_confusion",
    "plot_cooccurrence",
    "plot_heat_map",
    "plot_keyness",
    "plot_knowledge",
    "plot_network_means",
    "plot_network_of_codes",
    "plot_portrait",
    "plot_saturation",
    "plot_talk_share",
    "plot_talk_share_over_time",
    "plot_trajectory",
    "plot_turning_point",
    "plot_turns",
    "save_figure",
    "tell",
]
