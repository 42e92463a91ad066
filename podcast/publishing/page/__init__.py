"""The page of a debate: one file that plays its episodes and is their text at the same time.

`content` puts together what stands on it from `parts` (pure), `render` makes the HTML, from the
template, the style, the script and the words of its language; `earlier` finds the episodes that
earlier builds have left, whose content it stores in a hidden file.
"""
