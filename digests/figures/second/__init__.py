"""The second reader: which indicator a number states, by weights that were learned from texts of many hands.

It knows nothing of the rules of `config/indicators.toml`, only of their words: which concepts stand how near to the
number, in the sentence before and in the text, and what the number itself is like. Where the two readers differ, an
editor decides.
"""
