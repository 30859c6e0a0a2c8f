"""How are results said in plain English? Above the figures, beneath charts and rooms."""
