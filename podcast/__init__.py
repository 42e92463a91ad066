"""Turn the transcript of a debate into a podcast: a voice for every speaker, a chapter for every
exchange, all on this machine."""
