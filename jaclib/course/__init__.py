"""The course around the explorers: questions, exercises and their checks, pictures that hold still."""
