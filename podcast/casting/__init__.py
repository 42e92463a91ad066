"""Who speaks with which voice, and from where."""
