"""Can people do their work, in a real Chromium?"""
