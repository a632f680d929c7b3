"""What may be typed: shape and limits only."""
