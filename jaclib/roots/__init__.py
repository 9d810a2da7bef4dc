"""The solutions of f(x) = y in the plane: points, found from many starts or cell by cell, and curves."""
