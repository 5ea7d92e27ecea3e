"""Measures the pipeline: make bench, or make bench FILE=messages.csv for messages of your own.

Without a file it replays 10,000 messages made of the demonstration's customers. Everything runs in one process
over SQLite with synchronous=FULL, from the file to the drafted reply.
"""

import csv
import json
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from connectors.sandbox.customer_texts import SCRIPTS

MESSAGES = 10_000
ROUNDS = 3
COMMAND = Path(sys.executable).with_name("ascolto")


def main() -> None:
    """Print one Markdown table; the best and the worst of the rounds stand side by side."""
    with tempfile.TemporaryDirectory(prefix="ascolto-bench-") as folder:
        file = Path(sys.argv[1]) if len(sys.argv) > 1 else _made_up(Path(folder) / "customers.csv")
        rounds = [_replayed(file, Path(folder) / f"{number}.db") for number in range(ROUNDS)]
        again = _replayed(file, Path(folder) / "0.db")
    speeds = [result["per_second"] for result in rounds]
    print(f"\nmake bench, {datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, Python {platform.python_version()}\n")
    print("| measure | figure |\n|---|---|")
    print(f"| messages, file to drafted reply | {rounds[0]['new']:,} |")
    print(f"| messages a second, worst to best of {ROUNDS} runs | {min(speeds):,.0f} – {max(speeds):,.0f} |")
    print(f"| peak memory, MB | {max(result['peak_rss_mb'] for result in rounds):,.0f} |")
    print(f"| new messages in a second run over the same file | {again['new']} |")
    print(f"| the second run, messages a second | {again['per_second']:,.0f} |")


def _made_up(file: Path) -> Path:
    texts = [script.text.replace("@@", "@BrightwaveCare") for script in SCRIPTS]
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["id", "text"])
        writer.writerows((number, text) for number, text in enumerate(islice(cycle(texts), MESSAGES)))
    return file


def _replayed(file: Path, database: Path) -> dict[str, float]:
    command = [COMMAND, "replay", file, "--account", "bench", "--json", "--database", database]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
