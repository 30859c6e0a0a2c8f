"""The week of A&E: what was it, what will the month be, what does Sunday need?"""
