"""Words that no title is made of, by language; lists of the project's own."""
