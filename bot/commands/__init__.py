"""The chat commands, one file each, found by their place."""
