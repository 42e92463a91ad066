import numpy as np
import pytest

from podcast.casting.palette import languages, natural_folder, palettes
from podcast.errors import EngineError
from podcast.speaking.kokoro.styles import ROWS, accent, gender, parse_recipe, styles, table_of
from podcast.voice import Gender


def test_a_recipe_mixes_timbre_and_movement() -> None:
    recipe = parse_recipe("40 ff_siwis + 60 if_sara | ff_siwis + if_sara")
    assert recipe.timbre == (("ff_siwis", 0.4), ("if_sara", 0.6))
    assert recipe.movement == (("ff_siwis", 0.5), ("if_sara", 0.5))
    assert recipe.main == "if_sara"
    siwis, sara = (table_of(parse_recipe(name)) for name in ("ff_siwis", "if_sara"))
    mixed = table_of(recipe)
    assert mixed.shape == (ROWS, 256)
    assert np.allclose(mixed[:, :128], 0.4 * siwis[:, :128] + 0.6 * sara[:, :128], atol=1e-6)
    assert np.allclose(mixed[:, 128:], (siwis + sara)[:, 128:] / 2, atol=1e-6)


@pytest.mark.parametrize("text", ["", "nobody", "40", "zz_nobody", "0 ff_siwis", "ff_siwis | | x"])
def test_what_is_no_recipe_is_told(text: str) -> None:
    with pytest.raises(EngineError, match="recipe"):
        parse_recipe(text)


def test_styles_say_whose_they_are() -> None:
    assert all(accent(name) and isinstance(gender(name), Gender) for name in styles())


def test_the_palettes_have_recipes_of_these_styles() -> None:
    used = set()
    for code in languages(natural_folder()):
        natural = palettes(code)[-1]
        for voice in (natural.narrator, *natural.voices):
            recipe = parse_recipe(voice.engine_voice)
            used |= {name for name, _ in (*recipe.timbre, *recipe.movement)}
            assert voice.engine == "kokoro"
        least = 4 if code == "fr" else 6
        assert all(sum(v.gender is side for v in natural.voices) >= least for side in Gender)
    assert used == set(styles())  # nothing is carried that nobody speaks with
