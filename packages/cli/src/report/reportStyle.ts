/** Style sheet of the report. */
export const reportStyle: string = `
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #ffffff; max-width: 900px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-top: 2.2rem; }
h3 { font-size: 1rem; margin-bottom: 0; }
table { border-collapse: collapse; font-size: 0.86rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.55rem; text-align: right; border-bottom: 1px solid #dddddd; white-space: nowrap; }
th { vertical-align: bottom; white-space: normal; }
th:first-child, td:first-child { text-align: left; font-weight: 600; }
.scroll { overflow-x: auto; }
.note { font-size: 0.86rem; color: #555555; }
.findings { border-left: 4px solid #0072b2; padding-left: 1rem; }
.legend { font-size: 0.86rem; margin: 0.6rem 0 0; }
.legend span { margin-right: 1.2rem; white-space: nowrap; }
.legend i { display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.35em; border-radius: 2px; }
svg { max-width: 100%; height: auto; }
`;
