"""The names of the namespaces that a feed is written in."""

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
PODCAST = "https://podcastindex.org/namespace/1.0"

PREFIXES = {"itunes": ITUNES, "atom": ATOM, "content": CONTENT, "podcast": PODCAST}
