"""The doors to people: Telegram and the console."""
