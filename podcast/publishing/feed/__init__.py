"""The feed: what a podcast app subscribes to, made of the episodes that lie in a folder.

```
folder, the feed before ─ episodes ─▶ Item… ─┐
options, series.toml ─ channel ─▶ Channel ───┴─ writing ─▶ feed.xml, covers beside the MP3s
```

Nothing is read but what was published: the tags of the MP3s and the names of the files beside them.
"""
