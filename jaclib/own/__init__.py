"""A map of a student's own, given as a Python function: what it takes and gives, and how it is written in code."""
