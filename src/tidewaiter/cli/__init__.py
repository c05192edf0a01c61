"""The command line: one file a command, imported only when it is called.

Data goes to stdout, everything else to stderr. Exit codes: 0 nothing at or above
``--fail-on``; 1 findings; 2 wrong use, or input that cannot be read; 3 finished, but some
rows or cases were rejected.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from tidewaiter import __version__
from tidewaiter.errors import TidewaiterError

COMMANDS = {
    "read": ("tidewaiter.cli.read:read", "Read reports: who did what, who says so, which measures it touches."),
    "screen": ("tidewaiter.cli.screen:screen", "Screen a table of shipments against the measures."),
    "law": ("tidewaiter.cli.law:law", "List, show, check, test and apply the law."),
    "demo": ("tidewaiter.cli.demo:demo", "Run the main job on the sample reports of the package."),
}


class LazyGroup(click.Group):
    """Names its commands without importing them; click asks for a subclass here."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tidewaiter")
def cli() -> None:
    """Reads news reports and trade records, and says which sanctions measures they touch, and why.

    Every answer is tied to the words or the cell it rests on, and to the paragraph of the law.
    A verdict speaks of the law if the facts are as reported; only a person can say "breach".
    """


def main() -> None:
    """Runs the command line; no traceback reaches a user."""
    try:
        code = cli(standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.Abort:
        print("stopped", file=sys.stderr)
        code = 130
    except click.ClickException as wrong:
        wrong.show()
        code = 2
    except TidewaiterError as error:
        print(f"error: {error}", file=sys.stderr)
        code = 2
    except BrokenPipeError:
        # the reader of our output has gone (`| head`): nothing to say, and nobody to say it to
        sys.stderr.close()
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
