"""Reads: of the letterbox on its own connection, and of the tray."""
