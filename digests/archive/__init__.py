"""The public archive: pages that need no script and no server, and what stands beside them for programs."""
