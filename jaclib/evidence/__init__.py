"""Evidence in numbers: what is right, what is only rounding, whether there is a derivative, and whether det J is 0."""
