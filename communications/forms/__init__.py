"""What may be typed: shape and limits only. The rules live in `policies` and `actions`."""
