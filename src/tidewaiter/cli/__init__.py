"""The command line: one file a command, imported only when it is called.

Data goes to stdout, everything else to stderr. Exit codes: 0 nothing at or above
``--fail-on``; 1 findings; 2 wrong use, or input that cannot be read; 3 finished, but some
rows or cases were rejected; 70 a mistake of the program; 130 stopped by the user; 141 the
reader of stdout went away.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from tidewaiter import __version__
from tidewaiter.errors import InputError, TidewaiterError, visible

COMMANDS = {
    "read": ("tidewaiter.cli.read:read", "Read reports: who did what, who says so, which measures it touches."),
    "screen": ("tidewaiter.cli.screen:screen", "Screen a table of shipments against the measures."),
    "mirror": ("tidewaiter.cli.mirror:mirror", "Hold trade statistics against the bans, month by month."),
    "goods": ("tidewaiter.cli.goods:goods", "Tell which HS headings goods may belong to, from a trader's words."),
    "lists": ("tidewaiter.cli.lists:lists", "Keep the published lists of parties: add, update, compare, verify."),
    "match": ("tidewaiter.cli.match:match", "Tell which listed parties a name may mean, one by one or by the million."),
    "why": ("tidewaiter.cli.why:why", "Explain why a listed party is, or is not, the one meant."),
    "clear": ("tidewaiter.cli.clear:clear", "Remember matches that a person has cleared."),
    "rescreen": ("tidewaiter.cli.rescreen:rescreen", "Tell what a new edition of the lists changes for records."),
    "log": ("tidewaiter.cli.log:log", "Verify and show the log of screenings."),
    "selftest": ("tidewaiter.cli.selftest:selftest", "Try the loaded lists on themselves: recall and false alerts."),
    "serve": ("tidewaiter.cli.serve:serve", "Answer over HTTP whether parties are listed, as yente does."),
    "replay": ("tidewaiter.cli.replay:replay", "Screen a table again from a run's manifest, and say what differs."),
    "stories": ("tidewaiter.cli.stories:stories", "Tell which reports are copies of one text, and what each changed."),
    "law": ("tidewaiter.cli.law:law", "List, show, check, test and apply the law."),
    "demo": ("tidewaiter.cli.demo:demo", "Run the main job on the sample reports of the package."),
}
_FAULT, _STOPPED, _NOBODY_READS = 70, 130, 141


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

    def invoke(self, ctx: click.Context) -> Any:
        """The outer edge: what nobody foresaw ends in one line, or whole with ``--traceback``."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # click would end it with 1, which here says that there are findings
            _leave_stdout()
            raise click.exceptions.Exit(_NOBODY_READS) from None
        except (click.exceptions.Exit, click.Abort, click.ClickException, TidewaiterError, OSError):
            raise
        except Exception as fault:
            if ctx.params["traceback"]:
                import traceback

                traceback.print_exc()
            click.echo(f"error: {_told(fault)}", err=True)
            raise click.exceptions.Exit(_FAULT) from None


def _told(fault: Exception) -> str:
    what = visible(f"{type(fault).__name__}: {fault}")[:200]
    return (
        f"a mistake of the program, not of yours: {what}\n"
        "  hint: please report it, with what `tidewaiter --traceback ...` prints"
    )


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--traceback", is_flag=True, help="Show where in the program an unforeseen error arose.")
@click.version_option(__version__, prog_name="tidewaiter")
def cli(*, traceback: bool) -> None:
    """Reads news reports and trade records, and says which sanctions measures they touch, and why.

    Every answer is tied to the words or the cell it rests on, and to the paragraph of the law.
    A verdict speaks of the law if the facts are as reported; only a person can say "breach".
    """


def main() -> None:
    """Runs the command line; no traceback reaches a user who has not asked for it."""
    sys.exit(_run())


def _run() -> int:
    try:
        code = cli(standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        click.echo("stopped", err=True)
        return _STOPPED
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except TidewaiterError as error:
        click.echo(f"error: {error}", err=True)
        return 2
    except OSError as bad:
        _leave_stdout()
        if isinstance(bad, BrokenPipeError):
            return _NOBODY_READS
        where = str(bad.filename) if bad.filename else "stdout"
        click.echo(f"error: {InputError(f'cannot go on: {bad.strerror or bad}', path=where)}", err=True)
        return 2
    return code if isinstance(code, int) else 0


def _leave_stdout() -> None:
    """What is still held back for stdout goes nowhere: at the end Python would try once more, and complain."""
    with suppress(OSError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
