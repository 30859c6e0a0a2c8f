"""Does the application answer what a browser or a program posts?"""
