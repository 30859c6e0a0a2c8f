"""What is printed of the data: what is loaded, whether it can be so, what was restated."""
