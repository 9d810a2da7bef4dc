"""The image of a line, of a box and of its boundary under a map: where it is torn, and how much it covers."""
