"""A function as a program: compiled once and asked at many points, or carried out step by step in NumPy."""
