"""Where a map of the plane takes a given value: points, found from many starts or cell by cell, and curves."""
