"""Sound: PCM in, MP3 out. Knows nothing of debates."""
