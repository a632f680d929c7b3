"""Assembled reads for the pages on people and places. Every row comes from `policies`."""
