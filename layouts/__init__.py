"""What stands on a page: components, without data of their own."""
