"""How well suggestions meet what readers found."""

from fou_toolkit.analysis.evaluation.cues import CueReport, CueScore, cue_report
from fou_toolkit.analysis.evaluation.evaluate import evaluate
from fou_toolkit.analysis.evaluation.result import SUMMARIES, EvaluationResult, Score

__all__ = ["SUMMARIES", "CueReport", "CueScore", "EvaluationResult", "Score", "cue_report", "evaluate"]
