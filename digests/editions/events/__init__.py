"""Whether two news texts tell of one event: what each tells (`told`), how they agree (`alike`), how far that goes
(`chance`). A raid and the next week's raid, a ministry's figures and those of the next month, are two events."""
