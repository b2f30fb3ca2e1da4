"""What an editor does at the desk, in words of the corpus: nothing here knows of Telegram or of the command line."""
