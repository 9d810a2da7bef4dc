"""Explorers: one function each, which puts a live picture of one idea on the page."""

from jaclib.explore.linear_approximation import linear_approximation

__all__ = ["linear_approximation"]
