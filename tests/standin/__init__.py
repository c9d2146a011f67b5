"""Stand-ins for the two sockets: feeds and Telegram. They speak the real protocols on 127.0.0.1."""
