"""The exercises of "Your turn", a file for each notebook: what is asked there, and what a wrong answer is told."""
