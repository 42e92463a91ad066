"""What is said in an episode, in order."""
