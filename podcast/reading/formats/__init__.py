"""A module for each format that transcripts are published in: each makes a `Document` of it."""
