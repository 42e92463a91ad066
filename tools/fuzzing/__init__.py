"""Inputs that nobody should write, made by the thousand (`tools/fuzz_transcripts.py`).

`seeds` are whole files of every format that is read; `mutations` damage them, bytes and structure;
`grammar` makes new ones; `trial` sends one through the program and says what must hold;
`workers` run trials in processes that may hang or die; `minimising` shortens what fails.
"""
