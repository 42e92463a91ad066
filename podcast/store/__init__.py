"""The disk: files, locks, the cache, folders of a run and of the user."""
