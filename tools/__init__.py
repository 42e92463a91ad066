"""Tools for whoever works on the project; nothing that the program needs."""
