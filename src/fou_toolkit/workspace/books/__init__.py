"""The codebook of a project that lives: taken in, changed, its codings recoded, its history.

Every change is a plan that is shown first (`plan.BookPlan`): which codings go where, by coder and text.
"""

# The verbs are gathered on `Workspace`; what is here is imported from its module.
__all__: list[str] = []
