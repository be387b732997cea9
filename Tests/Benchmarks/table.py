"""A table of measurements, task by task, each beside octoseal's own."""

HEADER = ["task", "who", "requests", "wall", "CPU", "peak memory", "CPU of the server"]


class Table:
    """The first row of each task is octoseal's."""

    def __init__(self):
        self.tasks = {}
        self.current = None

    def task(self, name, least_requests, least_seconds):
        self.tasks[name] = {"least": (least_requests, least_seconds), "rows": []}
        self.again(name)

    def again(self, name):
        """Further rows belong to an earlier task."""
        self.current = self.tasks[name]

    def row(self, who, figures):
        self.current["rows"].append((who, figures))

    def cells(self):
        for name, task in self.tasks.items():
            (_, own), *others = task["rows"]
            requests, seconds = task["least"]
            least = [beside(requests, own["requests"], 0, digits_of_ratio=3), beside(seconds, own["wall"], 2, " s")]
            yield [name, "least possible", *least, "", "", ""]
            yield ["", "octoseal", *compared(own, None)]
            for who, figures in others:
                yield ["", who, *compared(figures, own)]

    def show(self, markdown):
        rows = [HEADER, *self.cells()]
        if markdown:
            rows.insert(1, ["---", "---"] + ["---:"] * (len(HEADER) - 2))
            for row in rows:
                print("| " + " | ".join(row) + " |")
            return
        widths = [max(map(len, column)) for column in zip(*rows)]
        for row in rows:
            cells = [
                cell.ljust(width) if column < 2 else cell.rjust(width)
                for column, (cell, width) in enumerate(zip(row, widths))
            ]
            print("  ".join(cells).rstrip())


def compared(figures, own):
    def cell(name, digits, unit="", scale=1):
        return beside(figures[name] / scale, own and own[name] / scale, digits, unit)

    server = f"{figures['emulator']:.2f} s"
    return [cell("requests", 0), cell("wall", 2, " s"), cell("cpu", 2, " s"), cell("peak", 0, " MB", 1e6), server]


def beside(value, own, digits, unit="", digits_of_ratio=None):
    """A figure, and how many times octoseal's it is."""
    text = f"{value:,.{digits}f}{unit}"
    if own is None:
        return text
    ratio = value / own
    if digits_of_ratio is None:
        digits_of_ratio = 2 if ratio < 10 else 0
    return f"{text} ({ratio:.{digits_of_ratio}f}x)"
