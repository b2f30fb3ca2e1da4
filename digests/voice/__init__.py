"""A third voice beside words and meaning: a language model that is asked which candidates answer a question.

It chooses, it never writes: what comes back is a set of numbers, or nothing. Off unless an operator names an endpoint.
"""
