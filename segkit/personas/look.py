"""How a card looks: one sheet of style, brought along with each card."""

# Named three times, its rules outweigh those of JupyterLab for lists and headings.
STYLE = """<style>
.segkit-persona{--ink:#23272e;--soft:#5b6470;--line:#e3e6ea;--paper:#fff;--mark:#8a5a00;
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;
color:var(--ink);background:var(--paper);border:1px solid var(--line);
border-radius:14px;padding:1.6em 1.8em;max-width:60em;margin:1em 0;
overflow-wrap:anywhere}
.segkit-persona *{box-sizing:border-box}
CARD header{display:flex;gap:1.4em;align-items:center;margin-bottom:1.2em}
CARD header svg{flex:none;width:104px;height:104px}
CARD h1,CARD h2,CARD h3,CARD h4,
CARD h5,CARD h6{color:inherit;margin:0;font-weight:650;
line-height:1.25;border:0;padding:0}
CARD header :is(h1,h2,h3,h4,h5){font-size:1.5em}
CARD header p{margin:.45em 0 0;color:var(--soft)}
CARD section :is(h2,h3,h4,h5,h6){font-size:1em;margin-bottom:.5em;
break-after:avoid}
CARD .parts{columns:3 16em;column-gap:2.4em}
CARD .parts section{break-inside:avoid;margin-bottom:1.4em}
CARD ul{list-style:none;margin:0;padding:0}
CARD li{margin:0 0 .7em;padding:0}
.segkit-persona .said{display:block}
.segkit-persona b{font-weight:650;font-variant-numeric:tabular-nums}
.segkit-persona small{display:block;font-size:.8em;line-height:1.4;color:var(--soft);
font-variant-numeric:tabular-nums}
CARD .guess{border-left:3px dotted var(--mark);padding-left:.7em;
font-style:italic}
.segkit-persona .guess small{color:var(--mark)}
CARD footer{border-top:1px solid var(--line);margin-top:1.2em;
padding-top:1em;color:var(--soft);font-size:.87em}
CARD footer section+section{margin-top:1em}
CARD footer li{margin-bottom:.3em}
@media (prefers-color-scheme:dark){.segkit-persona{--ink:#e8eaed;--soft:#aab2bd;
--line:#3a4048;--paper:#1d2025;--mark:#e3b25b}}
[data-jp-theme-light="true"] .segkit-persona{--ink:#23272e;--soft:#5b6470;
--line:#e3e6ea;--paper:#fff;--mark:#8a5a00}
[data-jp-theme-light="false"] .segkit-persona{--ink:#e8eaed;--soft:#aab2bd;
--line:#3a4048;--paper:#1d2025;--mark:#e3b25b}
@media (max-width:520px){.segkit-persona{padding:1.2em}CARD header{
flex-direction:column;align-items:flex-start}}
@media print{.segkit-persona,[data-jp-theme-light] .segkit-persona{--ink:#000;
--soft:#333;--line:#999;--paper:#fff;--mark:#000;border:0;padding:0;max-width:none;
font-size:10.5pt}.segkit-persona section,.segkit-persona li,.segkit-persona header{
break-inside:avoid}.segkit-persona svg{print-color-adjust:exact;
-webkit-print-color-adjust:exact}}
</style>""".replace("CARD", ".segkit-persona" * 3)

SHEET = """<style>
.segkit-sheet{--ink:#23272e;--soft:#5b6470;--line:#d5d9de;--paper:#fff;
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;
color:var(--ink);background:var(--paper);border-radius:14px;padding:1.4em 1.6em;
max-width:64em;margin:1em 0;overflow-wrap:anywhere;border:1px solid var(--line)}
.segkit-sheet :is(h1,h2,h3,h4,h5,h6){margin:0 0 .4em;font-size:1em;font-weight:650;
color:inherit;line-height:1.3}
.segkit-sheet>:is(h1,h2,h3,h4,h5){font-size:1.35em}
.segkit-sheet>p{margin:0 0 1em;color:var(--soft)}
.segkit-sheet .fields{display:grid;gap:1px;background:var(--line);
border:1px solid var(--line);
grid-template-columns:repeat(auto-fit,minmax(min(18em,100%),1fr))}
.segkit-sheet section{background:var(--paper);padding:1em 1.1em;min-height:9em;
break-inside:avoid}
.segkit-sheet ul{margin:0 0 .6em;padding-left:1.1em}
.segkit-sheet li{margin-bottom:.35em;font-size:.9em}
.segkit-sheet .ask{margin:0;font-style:italic;color:var(--soft)}
@media (prefers-color-scheme:dark){.segkit-sheet{--ink:#e8eaed;--soft:#aab2bd;
--line:#3a4048;--paper:#1d2025}}
[data-jp-theme-light="true"] .segkit-sheet{--ink:#23272e;--soft:#5b6470;--line:#d5d9de;
--paper:#fff}
[data-jp-theme-light="false"] .segkit-sheet{--ink:#e8eaed;--soft:#aab2bd;--line:#3a4048;
--paper:#1d2025}
@media print{.segkit-sheet,[data-jp-theme-light] .segkit-sheet{--ink:#000;--soft:#333;
--line:#999;--paper:#fff;border:0;padding:0;max-width:none;font-size:10pt}}
</style>"""
