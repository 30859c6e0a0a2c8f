"""How does a fresh clone become ready? Standard library only, for every system."""
