"""Are figures stored and read as published? Real databases."""
