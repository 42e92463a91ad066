"""A build, from a file's name to finished episodes."""
