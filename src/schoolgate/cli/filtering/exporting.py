"""What was written for a name server, in words."""

from typing import Any


def words(told: dict[str, Any]) -> str:
    left = told["left_out"]
    lines = [f"{told['out']} holds {told['names']:,} rows of what is closed and opened for {told['level']}."]
    if told["configuration"]:
        lines.append(f"The lines for dnsdist are in {told['configuration']}.")
    if any(left.values()):
        lines.append(
            f"Left out, as a name server sees only names: {left['pages']:,} pages, {left['addresses']:,} addresses, "
            f"{left['too_long']:,} names too long for the zone."
        )
    return "\n".join(lines)
