"""What is written into the MP3 and next to it: tags, chapters, cover."""
