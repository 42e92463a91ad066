"""From written words to words to say, before any engine sees them."""
