"""The feed: what a podcast app subscribes to, made of the episodes that lie in a folder.

```
folder, the feed before ─ episodes ─▶ Item… ─┐
options, series.toml ─ channel ─▶ Channel ───┴─ rss ─ writing ─▶ feed.xml
                                    pictures ─▶ covers beside the MP3s
```

Nothing is read but what was published: the tags of the MP3s and the names of the files beside them.
"""

from podcast.publishing.feed.channel import Channel, FeedError, settled
from podcast.publishing.feed.episodes import (
    EarlierFeed,
    Found,
    FoundEpisode,
    Item,
    earlier_feed,
    feed_items,
    find_episodes,
)
from podcast.publishing.feed.rss import feed_xml
from podcast.publishing.feed.writing import WrittenFeed, write_feed

__all__ = [
    "Channel",
    "EarlierFeed",
    "FeedError",
    "Found",
    "FoundEpisode",
    "Item",
    "WrittenFeed",
    "earlier_feed",
    "feed_items",
    "feed_xml",
    "find_episodes",
    "settled",
    "write_feed",
]
