"""Tables in Markdown, and a results file of which each benchmark owns a section."""

from pathlib import Path

TITLES = {
    "local": "On one machine",
    "line": "Through a line of 80 ms round trip and 10 Mbit/s each way",
    "laden": "On one machine, laden: a draw computes for three plain figures more, and each core has a busy neighbour",
}
ROWS = {  # key of a row: what it is called, and on what server it ran
    "interact": ("`interact`, a new inline figure each time", "as it comes"),
    "interact, lean": ("… without a layout engine", "as it comes"),
    "ipympl": ("ipympl, `draw_idle`", "as it comes"),
    "ipympl, lean": ("… without a layout engine", "as it comes"),
    "stage, anew": ("stage, every frame drawn for the asking", "no-delay"),
    "stage, first": ("stage, first drag there and back", "no-delay"),
    "stage, again": ("stage, same range again; steps with neighbours drawn ahead", "no-delay"),
    "stage, slow draw, anew": ("stage, every draw made to take 50 ms more", "no-delay"),
    "stage, stock, anew": ("stage, every frame drawn for the asking", "as it comes"),
    "stage, stock, first": ("stage, first drag there and back", "as it comes"),
    "stage, stock, again": ("stage, same range again; steps with neighbours drawn ahead", "as it comes"),
}


def table(line: str, results: dict) -> str:
    """All rows of one line, with their ratios to `interact`."""
    base = results[line, "interact"]
    lines = [
        f"**{TITLES[line]}**",
        "",
        "| | server | step, median / 95 % (ms) | × `interact` | frames/s in a 3 s drag | × `interact` "
        "| last frame after the last move (ms) | KB a frame |",
        "| --- | --- | --: | --: | --: | --: | --: | --: |",
    ]
    for key, (name, server) in ROWS.items():
        if numbers := results.get((line, key)):
            step, slower = "–", "–"
            if "step" in numbers:
                step, slower = (
                    f"{numbers['step']:.0f} / {numbers['step95']:.0f}",
                    f"{numbers['step'] / base['step']:.2f}",
                )
            rate, faster = f"{numbers['rate']:.1f}", f"{numbers['rate'] / base['rate']:.1f}"
            cells = (name, server, step, slower, rate, faster, f"{numbers['lag']:.0f}", f"{numbers['kilobytes']:.0f}")
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


# what is promised: of which line and row, beside which row, which number of theirs, and the ratio wanted
AT_MOST = [
    ("step against `interact`", "local", "stage, anew", "interact", "step", 0.3),
    ("step against ipympl", "local", "stage, anew", "ipympl", "step", 0.4),
    ("step, neighbours ahead, against `interact`", "local", "stage, again", "interact", "step", 0.15),
    ("last frame against `interact`", "local", "stage, anew", "interact", "lag", 0.4),
    ("last frame, 50 ms a draw", "local", "stage, slow draw, anew", "interact", "lag", 0.6),
    ("last frame, long line", "line", "stage, anew", "interact", "lag", 0.4),
    ("last frame, long line, 50 ms a draw", "line", "stage, slow draw, anew", "interact", "lag", 0.6),
    ("last frame, laden", "laden", "stage, anew", "interact", "lag", 0.9),
]
AT_LEAST = [
    # 7.9 to 9.6 × where a plain figure takes 30 ms, and 6.3 × where it takes 64: then both are bound by their draws
    ("frames against `interact`", "local", "stage, anew", "interact", "rate", 5),
    ("frames against ipympl, long line", "line", "stage, anew", "ipympl", "rate", 6),
    ("frames, same range again, against `interact`", "local", "stage, again", "interact", "rate", 10),
    ("frames, same range again, long line", "line", "stage, again", "interact", "rate", 10),
    ("frames against `interact`, laden", "laden", "stage, anew", "interact", "rate", 2),
    ("frames against ipympl, laden", "laden", "stage, anew", "ipympl", "rate", 1.5),
    ("frames on a server as it comes, against `interact`", "local", "stage, stock, anew", "interact", "rate", 4),
    ("as it comes against no-delay", "local", "stage, stock, anew", "stage, anew", "rate", 0.7),
    ("as it comes against no-delay, first drag", "local", "stage, stock, first", "stage, first", "rate", 0.7),
    ("as it comes against no-delay, long line", "line", "stage, stock, anew", "stage, anew", "rate", 0.7),
    ("as it comes against no-delay, long line, first drag", "line", "stage, stock, first", "stage, first", "rate", 0.7),
    ("as it comes against no-delay, laden", "laden", "stage, stock, anew", "stage, anew", "rate", 0.7),
]


def goals(results: dict):
    """(what, measured, wanted, met) for each promise that was measured. All are ratios within one run: a slow machine
    has as much of a chance as a fast one."""
    for sign, promised in (("≤", AT_MOST), ("≥", AT_LEAST)):
        for what, line, row, beside, number, wanted in promised:
            if (line, row) not in results:
                continue
            got = results[line, row][number] / results[line, beside][number]
            yield what, f"{got:.2f} ×", f"{sign} {wanted} ×", got <= wanted if sign == "≤" else got >= wanted


def goals_table(results: dict, checked: dict) -> str:
    lines = ["| promise | measured | wanted | |", "| --- | --: | --: | --- |"]
    lines += [
        f"| {what} | {got} | {wanted} | {'met' if met else 'MISSED'} |" for what, got, wanted, met in goals(results)
    ]
    total = checked["right"] + checked["wrong"]
    lines += ["", f"{total} frames shown by the stage were compared with what Python drew for the state each names:"]
    lines += [f"{checked['wrong']} wrong."]
    return "\n".join(lines)


def write_section(path: Path, name: str, text: str) -> None:
    """Replace, or add, the section between this name's markers; leave all else in the file as it is."""
    begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
    whole = path.read_text(encoding="utf-8") if path.exists() else "# What `make bench` measured\n"
    before, found, rest = whole.partition(begin)
    after = rest.partition(end)[2] if found else ""
    before = before if found else (f"{whole.rstrip()}\n\n" if whole.strip() else "")
    path.write_text(f"{before}{begin}\n{text}\n{end}{after or chr(10)}", encoding="utf-8")
