/** A table with a caption, for every page of this package. */
export interface PageTable {
  readonly title: string;
  readonly note: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns that hold code. */
  readonly code: readonly number[];
  /** Colours a cell by what it says. */
  readonly classOf?: (text: string, column: number) => "exact" | "differs" | undefined;
}

const style = `
:root { color-scheme: light dark; --text: #1a1a1a; --paper: #ffffff; --line: #dddddd; --soft: #555555; --mark: #0072b2; --good: #00684a; --bad: #b33a00; }
@media (prefers-color-scheme: dark) { :root { --text: #e8e8e8; --paper: #161616; --line: #3a3a3a; --soft: #b0b0b0; --mark: #56b4e9; --good: #3fc49a; --bad: #ff9a5c; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--paper); max-width: 1100px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-top: 2.2rem; }
nav ul { padding: 0; display: flex; flex-wrap: wrap; gap: 1.2rem; list-style: none; }
a { color: var(--mark); }
table { border-collapse: collapse; font-size: 0.86rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: 0.5rem; }
th, td { padding: 0.3rem 0.55rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
td:first-child, th:first-child { font-weight: 600; white-space: nowrap; }
code { font: 0.92em ui-monospace, monospace; overflow-wrap: break-word; }
.scroll { overflow-x: auto; }
td.exact { color: var(--good); }
td.differs, td.failed { color: var(--bad); font-weight: 600; }
.summary { border-left: 4px solid var(--mark); padding-left: 1rem; }
`;

/** One HTML file that needs nothing else: no scripts, no fonts, no network. */
export function htmlPage(title: string, summaries: readonly string[], tables: readonly PageTable[]): string {
  const links = tables.map(({ title: name }) => `<li><a href="#${anchor(name)}">${escaped(name)}</a></li>`).join("");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${summaries.map((summary) => `<p class="summary">${escaped(summary)}</p>`).join("\n")}
<nav aria-label="Parts of the page"><ul>${links}</ul></nav>
${tables.map(section).join("\n")}
</main>
</body>
</html>
`;
}

function section({ title, note, head, rows, code, classOf }: PageTable): string {
  const cell = (text: string, column: number): string => {
    const content = code.includes(column) && text !== "" ? `<code>${escaped(text)}</code>` : escaped(text);
    if (column === 0) return `<th scope="row">${content}</th>`;
    const name = classOf?.(text, column);
    return name === undefined ? `<td>${content}</td>` : `<td class="${name}">${content}</td>`;
  };
  const heads = head.map((text) => `<th scope="col">${escaped(text)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("\n");
  return `<section aria-labelledby="${anchor(title)}">
<h2 id="${anchor(title)}">${escaped(title)}</h2>
<div class="scroll" role="region" aria-labelledby="${anchor(title)}" tabindex="0"><table>
<caption>${escaped(note)}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>
</section>`;
}

const anchor = (title: string): string => title.toLowerCase().replaceAll(" ", "-");

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] as string);
}
