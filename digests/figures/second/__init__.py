"""The second reader: which indicator a number states, by weights that were learned from texts of many hands.

It knows nothing of the rules of `config/indicators.toml`: it sees which concepts and which words stand how near to the
number, what the sentence before and the text speak of, and what the number itself is like. Where the two readers
differ, an editor decides.
"""
