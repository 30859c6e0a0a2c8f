"""How fast is it, how large, and against what?"""
