"""The desk: which figures are exceptions, what is to be said of them, what is done?"""
