"""Make podcast/speaking/kokoro/styles.npz from the tables that Kokoro's voices are published as.

    npm pack kokoro-js@1.2.1 && tar xzf kokoro-js-1.2.1.tgz
    python -m tools.kokoro_styles package/voices

Half precision, and rows at growing distances: between them a table is as good as straight. Prints
how far the rows that are left out lie from what is drawn for them, in per cent of their length.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import numpy as np

from podcast.speaking.kokoro.styles import FILE, ROWS

NAMES = """
    ff_siwis if_sara im_nicola pm_santa em_alex
    af_heart af_bella af_kore af_sarah af_aoede am_michael am_fenrir am_puck
    bf_emma bf_isabella bm_george bm_fable bm_lewis
""".split()


def kept_rows() -> list[int]:
    """Every row at first, then 15 % further each time."""
    rows = [0]
    while rows[-1] < ROWS - 1:
        rows.append(min(ROWS - 1, max(rows[-1] + 1, round(rows[-1] * 1.15))))
    return rows


def main() -> None:
    """Write the file."""
    folder = Path(sys.argv[1])
    rows = kept_rows()
    kept: dict[str, np.ndarray] = {"rows": np.array(rows, np.int16)}
    for name in NAMES:
        table = np.fromfile(folder / f"{name}.bin", "<f4").reshape(ROWS, 256)
        kept[name] = table[rows].astype(np.float16)
        drawn = np.stack(
            [np.interp(np.arange(ROWS), rows, kept[name][:, c].astype(float)) for c in range(256)]
        ).T
        off = 100 * np.linalg.norm(drawn - table, axis=1) / np.linalg.norm(table, axis=1)
        print(f"{name:12} {off.mean():.2f} % on average, {off.max():.2f} % at most")
    # By hand, so that the same tables give the same bytes.
    with zipfile.ZipFile(FILE, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in kept.items():
            with archive.open(zipfile.ZipInfo(f"{name}.npy"), "w") as file:
                np.lib.format.write_array(file, array, allow_pickle=False)
    print(f"{FILE}: {len(rows)} rows, {len(NAMES)} voices, {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
