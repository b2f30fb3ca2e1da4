"""A text in, a `Question` out: its language, its words, days and kind, what it leans on, the fixed reply it gets."""
