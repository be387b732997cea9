/// The page's script, which only hides rows and columns; the page says everything without it.
let pageScript = """

  "use strict";
  const form = document.getElementById("filters");
  const table = document.getElementById("matrix");
  const heads = [...table.tHead.rows[0].cells].slice(1);
  const rows = [...table.tBodies[0].rows];
  const findings = [...document.querySelectorAll("#findings tbody tr")];
  const lower = element => element.textContent.toLowerCase();
  const names = heads.map(lower);
  const places = rows.map(row => lower(row.cells[0]));
  const sentences = findings.map(lower);
  const shownColumns = heads.map(() => true);
  let cells = null;

  function test(text) {
    const words = text.toLowerCase().split(/\\s+/).filter(Boolean);
    return candidate => words.every(word => candidate.includes(word));
  }

  function classes(row) {
    return [...row.cells].slice(1).map(cell => cell.className);
  }

  function apply() {
    const isPlace = test(form.elements.place.value), isSecret = test(form.elements.secret.value);
    const kind = form.elements.kind.value, onlyFindings = form.elements.findings.checked;
    let rowIsShown = places.map(isPlace), columnIsShown = names.map(isSecret);
    if (kind || onlyFindings) {
      cells ??= rows.map(classes);
      const rowHasMatch = rows.map(() => false), columnHasMatch = heads.map(() => false);
      cells.forEach((line, row) => rowIsShown[row] && line.forEach((text, column) => {
        if (!columnIsShown[column] || !text) return;
        const words = text.split(" ");
        if ((!kind || words[0] === kind) && (!onlyFindings || words.includes("f"))) {
          rowHasMatch[row] = columnHasMatch[column] = true;
        }
      }));
      rowIsShown = rowHasMatch;
      columnIsShown = columnHasMatch;
    }
    const changed = [...heads.keys()].filter(column => shownColumns[column] !== columnIsShown[column]);
    for (const column of changed) heads[column].hidden = !(shownColumns[column] = columnIsShown[column]);
    rows.forEach((row, index) => {
      row.hidden = !rowIsShown[index];
      if (changed.length) {
        const line = row.cells;
        for (const column of changed) line[column + 1].hidden = !shownColumns[column];
      }
    });
    findings.forEach((row, index) => { row.hidden = !(isPlace(sentences[index]) && isSecret(sentences[index])); });
    const count = shown => shown.filter(Boolean).length;
    form.querySelector("output").textContent =
      `${count(rowIsShown)} of ${rows.length} rows, ${count(shownColumns)} of ${heads.length} secrets`;
  }

  let pending;
  form.addEventListener("input", () => { clearTimeout(pending); pending = setTimeout(apply, 120); });
  form.addEventListener("submit", event => event.preventDefault());
  form.hidden = false;
  apply();

  """

/// The SHA-256 of the script in base64, for the content security policy.
let pageScriptDigest = "UkzjMiZwN8I9vWQm9AQ+SmPed8FVvMmqQNtK52obUB8="
