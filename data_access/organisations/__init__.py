"""What do the registers of organisations show, taken together?"""
