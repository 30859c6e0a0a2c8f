"""How do results and blank forms become files?"""
