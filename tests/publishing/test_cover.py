import io
from pathlib import Path

import pytest
from PIL import Image

from podcast.errors import OutputError
from podcast.publishing.cover import _GROUNDS, SIDE, load_cover, make_cover


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("title", ["A", "Un titre « à » accents œ ?", "x" * 300, "mot " * 80])
@pytest.mark.parametrize("speakers", [0, 1, 7, 400])
def test_any_title_gives_a_square(title: str, speakers: int) -> None:
    cover = opened(make_cover(title, "Un événement", speakers))
    assert cover.size == (SIDE, SIDE)
    assert cover.format == "JPEG"


def test_the_same_picture_each_time() -> None:
    assert make_cover("Titre", "", 3) == make_cover("Titre", "", 3)
    assert make_cover("Titre", "", 3) != make_cover("Titre", "", 4)


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance (WCAG 2.2)."""
    linear = [
        c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4
        for c in colour
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast() -> None:
    for ground, *seats in _GROUNDS:
        assert 1.05 / (luminance(ground) + 0.05) >= 10
        # The first colour writes the event.
        assert (luminance(seats[0]) + 0.05) / (luminance(ground) + 0.05) >= 4.5


def test_a_given_cover_is_made_square_and_large_enough(tmp_path: Path) -> None:
    path = tmp_path / "wide.png"
    Image.new("RGBA", (900, 600), "red").save(path)
    assert opened(load_cover(path)).size == (SIDE, SIDE)


def test_a_huge_cover_is_made_smaller(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    Image.new("RGB", (4000, 4000), "red").save(path)
    assert opened(load_cover(path)).size == (3000, 3000)


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cover.jpg"
    with pytest.raises(OutputError, match="no such"):
        load_cover(path)
    path.write_text("not a picture")
    with pytest.raises(OutputError, match="not a picture"):
        load_cover(path)
    Image.new("RGB", (100, 100)).save(path)
    with pytest.raises(OutputError, match="100 × 100"):
        load_cover(path)


def test_a_damaged_picture_is_told(tmp_path: Path) -> None:
    # Pillow raises a SyntaxError for what is no chunk, once it is within the picture.
    path = tmp_path / "cover.png"
    Image.effect_noise((600, 600), 90).save(path)
    data = path.read_bytes()
    second = data.index(b"IDAT", data.index(b"IDAT") + 4)
    path.write_bytes(data[:second] + b"LL%%" + data[second + 4 :])
    with pytest.raises(OutputError, match="damaged"):
        load_cover(path)
