"""The studio: a local web page on which debates are seen, corrected, made and published.

```
browser ─ application (routes; guards, forms) ─┬─ shelf        the folder: debates, new transcripts
                                               ├─ opened       a debate as its plan has it
                                               ├─ corrections  a form ─▶ decisions of the plan
                                               ├─ making       builds, and what is heard before
                                               └─ publishing   series.toml, feed, ZIP
```

It is an editor of the files that the command line reads, nothing more: plan.toml, the debate's
lexicon, series.toml. What happens to them happens below (`planfile`, `building`, `publishing`).
"""
