"""What would a slow and obvious calculation say?"""
