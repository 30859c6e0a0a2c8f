"""The thinking: what the figures mean, free of web framework and database."""
