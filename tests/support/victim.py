"""A build that is to be killed: the whole of `builder.folder` but the language model, forked so that each one starts at once.

    python -m tests.support.victim RECORDS OUT

Each line on standard input starts a build of the records, its title the line; its process id is printed.  Another
line lets it be reaped, and `ended` is printed.  A line `.` ends.
"""

import json
import os
import sys
from pathlib import Path


def main() -> None:
    from kg import analysis, builder, parallel, view  # noqa: F401
    from kg.analysis import graph, markdown  # noqa: F401
    from kg.model import Record
    from kg.rdf import store, write  # noqa: F401
    from kg.settings import Settings

    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    records, out = [Record.from_dict(json.loads(line)) for line in lines], sys.argv[2]
    parallel.annotate = lambda documents, **_: (list(documents), iter(records))[1]
    for line in sys.stdin:
        if line.strip() == ".":
            break
        child = os.fork()
        if child == 0:
            os.close(1)
            builder.folder([r.document for r in records], Path(out), Settings(title=line.strip()))
            os._exit(0)
        print(child, flush=True)
        sys.stdin.readline()  # not before the killer is done with it: its id stays its own
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main()
