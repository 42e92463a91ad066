"""Piper's neural voices."""
