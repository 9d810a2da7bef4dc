"""What several explorers say in the same words."""
