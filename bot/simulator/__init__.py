"""A Telegram Bot API on this machine, with a chat page in the browser: what the bot is tried and tested against."""
