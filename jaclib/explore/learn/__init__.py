"""Training, and what is trained: flows, and networks that tell two moons apart."""
