"""What stands between the explorers in a notebook: questions, exercises and their checks, pictures that hold still."""
