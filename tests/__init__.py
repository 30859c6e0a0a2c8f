"""Does it do what the README says?"""
