"""A post against the ledger: its quantities, which figure of the sources each speaks of, and whether it is so."""
