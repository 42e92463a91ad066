"""From scripts to encoded sound, on all cores or on several machines.

```
script ─ cutting ─▶ orders ─▶ executor (local, cluster) ─▶ chunks, in order ─▶ joined ─▶ MP3
                                  │ tasks: speak, shape, level, mix, tone, encode
                                  └ desk: what a working process has: a speaker, what is kept
```

An order holds all that its sound depends on, and nothing of where in the episode it is heard.
"""
