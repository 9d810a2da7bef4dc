"""What several explorers draw in the plane: sheets, boxes, heights, level lines."""
