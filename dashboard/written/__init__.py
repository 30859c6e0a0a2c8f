"""What do people write in the three rooms, and who keeps it?"""
