"""Whether an item of a feed is of our subject, why, and which of our topics it is of."""
