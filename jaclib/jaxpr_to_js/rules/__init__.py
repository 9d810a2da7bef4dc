"""How each primitive of JAX is written in JavaScript: a row or a function a primitive."""
