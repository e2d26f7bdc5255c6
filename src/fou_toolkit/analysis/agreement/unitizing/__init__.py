"""Agreement on stretches of a continuum, of texts or time: Krippendorff's α for unitizing.

Use the figures of 2016. The forms of 2004 and 1995 are here to compare with older studies.
"""

from fou_toolkit.analysis.agreement.unitizing.forms_1995 import unitizing_alpha_1995
from fou_toolkit.analysis.agreement.unitizing.forms_2004 import UnitizingAlpha, unitizing_alpha_2004
from fou_toolkit.analysis.agreement.unitizing.forms_2016 import (
    bar_u_alpha,
    cu_alpha,
    cu_coverage,
    ku_alpha,
    ku_coverage,
    u_alpha,
)
from fou_toolkit.analysis.agreement.unitizing.sweep import (
    UnitizingTallies,
    tallies,
    tallies_by_category,
    unitizing_coincidences,
)

__all__ = [
    "UnitizingAlpha",
    "UnitizingTallies",
    "bar_u_alpha",
    "cu_alpha",
    "cu_coverage",
    "ku_alpha",
    "ku_coverage",
    "tallies",
    "tallies_by_category",
    "u_alpha",
    "unitizing_alpha_1995",
    "unitizing_alpha_2004",
    "unitizing_coincidences",
]
