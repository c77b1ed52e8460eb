// Prints one line per error that Microsoft's KQL parser finds; the arguments are files with one query each.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename } from "node:path";

const require = createRequire(import.meta.url);
require("@kusto/language-service-next/bridge.min.js");
require("@kusto/language-service-next/Kusto.Language.Bridge.min.js");
const { GlobalState, KustoCode, Symbols } = globalThis.Kusto.Language;

// The tables of a workspace that the queries may use, with the columns that they may use.
const tables = {
  AppTraces: "TimeGenerated: datetime, Message: string, SeverityLevel: int, OperationId: string, Properties: dynamic, ItemCount: int",
  AppRequests:
    "TimeGenerated: datetime, Name: string, Url: string, ResultCode: string, Success: bool, DurationMs: real, OperationId: string, Properties: dynamic, ItemCount: int",
  AppExceptions: "TimeGenerated: datetime, ExceptionType: string, OuterMessage: string, OperationId: string, Properties: dynamic, ItemCount: int",
};
const symbols = Object.entries(tables).map(([name, columns]) => Symbols.TableSymbol.From(`(${columns})`).WithName(name));
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor("workspace", symbols));

for (const path of process.argv.slice(2)) {
  const code = KustoCode.ParseAndAnalyze((await readFile(path, "utf8")).trim(), globals);
  const diagnostics = code.GetDiagnostics();
  for (let i = 0; i < diagnostics.Count; i++) {
    const diagnostic = diagnostics.getItem(i);
    console.log(`${basename(path)}:${diagnostic.Start} ${diagnostic.Message}`);
  }
}
