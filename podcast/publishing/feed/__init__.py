"""The feed: what a podcast app subscribes to, made of the episodes that lie in a folder.

```
folder ─ found ─▶ episodes ─┐
options, series.toml ─ channel ─▶ Channel ─┴─ rss ─▶ feed.xml
the feed before ─ earlier ─▶ identity, dates       pictures ─▶ covers beside the MP3s
```

Nothing is read but what was published: the tags of the MP3s and the names of the files beside them.
"""

from podcast.publishing.feed.channel import Channel, FeedError, Wishes, settled
from podcast.publishing.feed.earlier import EarlierFeed, earlier_feed
from podcast.publishing.feed.found import Found, FoundEpisode, find_episodes
from podcast.publishing.feed.items import Item, feed_items
from podcast.publishing.feed.rss import feed_xml
from podcast.publishing.feed.writing import WrittenFeed, write_feed

__all__ = [
    "Channel",
    "EarlierFeed",
    "FeedError",
    "Found",
    "FoundEpisode",
    "Item",
    "Wishes",
    "WrittenFeed",
    "earlier_feed",
    "feed_items",
    "feed_xml",
    "find_episodes",
    "settled",
    "write_feed",
]
