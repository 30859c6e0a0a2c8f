"""By which written rules is an indicator an exception?"""
