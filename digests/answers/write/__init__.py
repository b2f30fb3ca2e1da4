"""`Found` in, an answer out: worded, cited, and checked against what it cites. Looks nothing up."""
