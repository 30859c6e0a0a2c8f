"""The board: which slides does it see, and what has changed since it last met?"""
