"""``schoolgate [--data DIR] [--school REF] <noun> <verb>``.

Exit 0 when done; 2 when it could not run; 1 only where the verb's job is to judge (``verify``, ``check``, ``doctor``).
"""

import sys
from pathlib import Path

import click

import schoolgate
from schoolgate.cli.invocation import Invocation, harmless
from schoolgate.cli.lazy import Nouns
from schoolgate.kernel.errors import SchoolgateError

UNEXPECTED = 2


def _print_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"schoolgate {schoolgate.__version__}")
        ctx.exit()


@click.group(
    cls=Nouns,
    subcommand_metavar="NOUN VERB ...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="The folder that holds the data.")
@click.option("--school", metavar="REF", help="Which school, where there is more than one.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output, nothing else.")
@click.option("--jsonl", "as_lines", is_flag=True, help="Print one JSON line for each input, in input order.")
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help="Say which.")
@click.pass_context
def command(ctx: click.Context, data: Path | None, school: str | None, as_json: bool, as_lines: bool) -> None:
    """Run a school's online safety policy: every sentence a promise with an owner, a clock and a live standing."""
    ctx.obj = Invocation(data, school, as_json, as_lines)


def run(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code; errors that we foresaw are told in words, on standard error."""
    try:
        outcome = command.main(arguments, prog_name="schoolgate", standalone_mode=False)
    except SchoolgateError as error:
        click.echo(harmless(f"schoolgate: {error}"), err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("schoolgate: stopped before it was done.", err=True)
        return UNEXPECTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away, as `| head` does; nothing is wrong
        return 0
    except Exception as error:
        refused = _refused(error)
        if refused is None:
            raise
        click.echo(harmless(f"schoolgate: {refused}"), err=True)
        return UNEXPECTED
    return outcome if isinstance(outcome, int) else 0


def _refused(error: Exception) -> SchoolgateError | None:
    """What the database or a full disk refused, in words; None for any other error."""
    if "django" not in sys.modules:  # nothing was asked of a database, and to start Django takes half a second
        return None
    from schoolgate.frame.refusals import refused

    return refused(error)


def main() -> None:
    """The ``schoolgate`` command."""
    sys.exit(run())
