/**
 * A specification's signals and the rows of one of its tables at given settings, in the real Vega.
 *
 * stdin: {"specification", "settings": [{name: value}], "table"}; stdout: [{"signals", "rows"}]
 */
import { text } from "node:stream/consumers";
import * as vega from "../../lib/kernelless/frontend/node_modules/vega/build/vega.module.js";
import { vegaFormat } from "../../lib/kernelless/frontend/src/format.js";

vega.expressionFunction("format", vegaFormat);

const { specification, settings, table } = JSON.parse(
  await text(process.stdin),
);
const view = new vega.View(vega.parse(specification), { renderer: "none" });
const names = specification.signals.map(({ name }) => name);
const states = [];
for (const setting of settings) {
  for (const [name, value] of Object.entries(setting)) view.signal(name, value);
  await view.runAsync();
  states.push({
    signals: Object.fromEntries(names.map((name) => [name, view.signal(name)])),
    rows: view.data(table).map((row) => ({ ...row })),
  });
}
process.stdout.write(JSON.stringify(states));
