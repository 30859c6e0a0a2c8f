"""The database edge: tables, reads, loads."""
