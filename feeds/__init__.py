"""Reads the world's regulatory news and keeps the record of it; knows nothing of chats."""

__version__ = "0.1.0"
