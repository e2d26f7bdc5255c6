"""Thinking: values in, values out."""

from fou_toolkit.analysis.evaluation import SUMMARIES, CueReport, EvaluationResult, cue_report, evaluate

__all__ = ["SUMMARIES", "CueReport", "EvaluationResult", "cue_report", "evaluate"]
