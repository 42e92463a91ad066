"""The one way in which a format's reader gives up."""


class UnreadableError(Exception):
    """A file is not what it seems, damaged, locked, or far too large; the message is a clause for
    people, which `opening` turns into a sentence about the file."""
