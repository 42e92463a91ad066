"""`python -m bench.profile [TRANSCRIPT]`: where the processor time of a cold build goes.

Everything runs in this process, one thing after the other, but for the engine, which runs in its
worker as always.
"""

import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from bench.run import transcript_to_measure


class Here(Executor):
    """Runs a task when it is submitted, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """What `fn` gives."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def main() -> None:
    """Time the stages by wrapping what does them."""
    begun = time.process_time()
    from podcast.building.decide import decide
    from podcast.building.make import make
    from podcast.building.model import BuildOptions
    from podcast.rendering import render, takes, tasks
    from podcast.rendering.jobs import TakeFolders
    from podcast.rendering.pool import RenderPool

    spent: Counter[str] = Counter()
    inside: list[float] = [0.0]

    def timed(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            start = time.process_time()
            inside.append(0.0)
            try:
                return call(*args, **kwargs)
            finally:
                took = time.process_time() - start
                spent[name] += took - inside.pop()
                inside[-1] += took

        return wrapped

    takes.shape = timed("shape: timbre, pauses", takes.shape)
    tasks.gain_of = timed("measure gains", tasks.gain_of)
    tasks.levelled = timed("resample, limit", tasks.levelled)
    tasks.add_tone = timed("room tone", tasks.add_tone)
    tasks.encode_chunk = timed("LAME", tasks.encode_chunk)
    render.render_silence = timed("silence before chapters", render.render_silence)
    spent["imports"] = time.process_time() - begun
    with tempfile.TemporaryDirectory() as folder:
        wishes = BuildOptions(output=Path(folder, "out"))
        path = transcript_to_measure(Path(folder), sys.argv[1:])
        planned = timed("read, plan, word", decide)(path, wishes)
        pool = RenderPool(Here(), 1, TakeFolders())
        built = timed("mix, join, publish", make)(planned, wishes, pool)
        seconds = built.episodes[0].timeline.length / 1000
        takes.close()
    speaking = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent["eSpeak NG"] = speaking.ru_utime + speaking.ru_stime
    total = sum(spent.values())
    print(f"{path.name}: {seconds / 60:.0f} min of sound, {total:.1f} s of processor time")
    for name, took in spent.most_common():
        print(f"  {took:6.2f} s  {100 * took / total:3.0f} %  {name}")


if __name__ == "__main__":
    main()
