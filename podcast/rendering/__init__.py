"""From scripts to encoded sound, on all cores or on several machines.

```
script ─ chunks ─▶ jobs ─▶ pool (local, cluster) ─▶ rendered chunks, in order ─▶ joined ─▶ MP3
                            │ tasks: speak, shape, measure, mix, encode
                            └ takes: a speaker for each worker, and the cache of takes
```

`render` sends out the jobs and takes the chunks back; `timeline` adds up when everything is heard.
A job holds all that its sound depends on, and nothing of where in the episode it is heard: by that
(`keys`) takes, gains and chunks are cached.
"""
