"""The public database on several machines: the worker publishes its versions, bots elsewhere take what changed."""
