"""A `Question` in, `Found` out: the figures or facts that answer it, or what is nearest. Words nothing."""
