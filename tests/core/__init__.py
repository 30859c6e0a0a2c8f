"""Is the thinking right? No Dash, no database."""
