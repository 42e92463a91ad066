"""Worker processes of our own, and what they do with memory."""
