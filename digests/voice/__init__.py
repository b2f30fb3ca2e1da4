"""A language model as a third voice, off unless an operator names an endpoint. It chooses and points, it never writes.

Of a question it says which candidates answer: a set of their numbers. Of a text it says where figures stand: quotes of
it, each with the id of an indicator. Whatever else comes back is no opinion.
"""
