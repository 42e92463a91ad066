"""A build, from a file's name to finished episodes.

```
path, BuildOptions
   │
   ├─ made before?  (stamp)     nothing that it reads or wrote has changed: done
   │
   ├─ decide        ─▶ BuildPlan: debate, album, cast, scripts; nothing is written
   │
   ├─ lock          (store.folder_lock)  one build at a time in a debate's folder; whoever
   │                waited looks again whether it was made meanwhile
   │
   ├─ check owner   (folder_owner)  a folder holds one debate; another one is refused
   │
   ├─ make          ─▶ BuildResult: MP3s, tagged, and their sidecars
   │
   └─ remember      (folder_owner, stamp)
```

`build.build_one` takes these steps; the command line, `many.build_many` and `podcast.build` all go
through it. Of many debates on a cluster, `elsewhere` lets a worker decide and make; all else is
done here.
"""
