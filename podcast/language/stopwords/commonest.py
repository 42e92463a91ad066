"""The commonest words of French and English, by which their sentences are told from others."""

from __future__ import annotations

COMMONEST = {
    "fr": frozenset(
        "le la les un une des du au aux ce cette ces et ou mais est sont était que qui dans pour"
        " par sur avec sans pas ne se il elle ils elles nous vous je tu mon ma mes son sa ses notre"
        " nos votre vos leur leurs de en y à être avoir fait plus très bien tout tous cela ça c'est"
        " qu'il d'un d'une l'on".split()
    ),
    "en": frozenset(
        "the a an and or but is are was were be been of to in for with without by from that this"
        " these those it he she they we you his her their our your not do does did have has had"
        " will would can could should there what which who when where how why if as at it's don't"
        " i'm we're you're into about".split()
    ),
}
"""By ISO 639-1 code; in small letters."""
