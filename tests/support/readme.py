"""Keep the README's list of commands equal to what `--help` says: `python -m tests.support.readme` rewrites it."""

from tests.support.shared import ROOT

START, END = "<!-- commands -->", "<!-- /commands -->"


def commands() -> str:
    """Every command with its usage and first line of help, from the program itself."""
    import typer

    from kg.cli import _app

    group = typer.main.get_command(_app())
    lines = ["| command | does |", "|---|---|"]
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        lines.append(f"| `kg {name}` | {(command.help or '').strip().splitlines()[0]} |")
    lines += [
        "",
        "`kg COMMAND --help` lists the options. Exit status: 0 fine, 1 some inputs failed (the others are written),",
        "2 wrong usage, 3 validation failed, 4 something to install is missing.",
    ]
    return "\n".join(lines)


def section() -> str:
    text = (ROOT / "README.md").read_text("utf-8")
    return text.split(START)[1].split(END)[0].strip()


def main() -> None:
    path = ROOT / "README.md"
    text = path.read_text("utf-8")
    head, tail = text.split(START)[0], text.split(END)[1]
    path.write_text(f"{head}{START}\n{commands()}\n{END}{tail}", "utf-8")


if __name__ == "__main__":
    main()
