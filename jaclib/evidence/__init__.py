"""What numbers tell: which is right, which is only rounding, whether there is a derivative, and whether det J is 0."""
