// For a program that reads Node's test results: a JSON line for each test.
import { inspect } from "node:util";

export default async function* report(events) {
  for await (const { type, data } of events) {
    // A file's own result, where Node gives one, is named like the file.
    if ((type === "test:pass" || type === "test:fail") && data.nesting === 0) {
      const error = data.details.error?.cause ?? data.details.error;
      const failure = type === "test:pass" ? null : inspect(error);
      yield `${JSON.stringify({ name: data.name, failure, skipped: Boolean(data.skip || data.todo), milliseconds: data.details.duration_ms })}\n`;
    }
  }
}
