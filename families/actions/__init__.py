"""What can be done with people and places: one intention, one transaction, one audit line."""
