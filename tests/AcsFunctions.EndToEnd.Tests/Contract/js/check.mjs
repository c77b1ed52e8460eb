// Holds recorded answers, one JSON object a line on standard input, against the contract, and prints what is wrong as JSON:
// answers that the contract does not describe, and answers it describes that are not among the recorded ones.
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import { operations } from "./operations.mjs";

const contract = parse(readFileSync(process.argv[2], "utf8"));
const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
addFormats(ajv);

// What HTTP itself and the host's cross-origin rules add to any answer.
const transportHeaders = new Set(["connection", "content-type", "content-length", "date", "server", "transfer-encoding", "vary"]);
const isTransport = (header) => transportHeaders.has(header) || header.startsWith("access-control-");

const routes = operations(contract, ajv);
const described = new Map();
for (const operation of routes) {
  for (const response of operation.responses) {
    for (const outcome of response.outcomes) {
      described.set(`${operation.id} ${response.status} ${outcome}`.trim(), false);
    }
  }
}

const undescribed = [];
const lines = (await text(process.stdin)).split("\n").filter(Boolean);
for (const [number, line] of lines.entries()) {
  const answer = JSON.parse(line);
  const complain = (what) => undescribed.push({ line: number, complaint: `${answer.method} ${answer.path} ${answer.status}: ${what}` });
  if (!answer.path.startsWith("/api")) continue;
  // A target that is no valid URL, or headers without end, get no further than the web server.
  if ([400, 414, 431].includes(answer.status) && answer.body === "" && answer.headers.connection === "close") continue;
  const operation = routes.find((route) => route.method === answer.method && route.path.test(answer.path));
  if (!operation) {
    holdHost(answer, complain);
    continue;
  }

  // The host refuses keys before any operation is asked: the contract says so once, or generated clients would take every error for unknown.
  if (operation.wantsKey && answer.status === 401 && answer.body === "") continue;
  const response = operation.responses.find((candidate) => candidate.status === String(answer.status));
  if (!response) {
    complain(`${operation.id} has no such status: ${answer.body.slice(0, 200)}`);
    continue;
  }

  const outcome = holdBody(answer, response, complain);
  holdHeaders(answer, response, complain);
  described.set(`${operation.id} ${response.status} ${outcome}`.trim(), true);
}

const missing = [...described].filter(([, wasGiven]) => !wasGiven).map(([name]) => name);
console.log(JSON.stringify({ answers: lines.length, described: described.size, undescribed, missing }));

// A route or method that the contract does not have is the host's to refuse, or a preflight's to ask about.
function holdHost(answer, complain) {
  const isPreflight = answer.method === "OPTIONS" && answer.status === 204;
  if (!isPreflight && answer.status !== 404) {
    complain("the contract has no such operation");
  } else if (answer.body !== "") {
    complain("the host's refusals have no body");
  }
}

function holdBody(answer, response, complain) {
  const type = (answer.headers["content-type"] ?? "").split(";")[0];
  if (!response.content) {
    if (answer.body !== "" || type !== "") complain("no body is described");
    return "";
  }

  const content = response.content[type];
  if (!content) {
    complain(`the type ${type || "(none)"} is not described`);
    return "";
  }

  const body = type.endsWith("json") ? JSON.parse(answer.body) : answer.body;
  if (!content.validate(body)) complain(`body: ${ajv.errorsText(content.validate.errors)}`);
  if (type !== "application/problem+json") return "";
  if (!response.outcomes.includes(body.code)) complain(`the code ${body.code} is not described`);
  if (body.status !== answer.status) complain(`the body says ${body.status}`);
  return body.code;
}

function holdHeaders(answer, response, complain) {
  for (const [name, header] of Object.entries(response.headers)) {
    const value = answer.headers[name];
    if (value === undefined) {
      if (header.required) complain(`the header ${name} is missing`);
    } else if (!header.validate(value)) {
      complain(`the header ${name} is ${JSON.stringify(value)}: ${ajv.errorsText(header.validate.errors)}`);
    }
  }

  for (const name of Object.keys(answer.headers)) {
    if (!isTransport(name) && !response.headers[name]) complain(`the header ${name} is not described`);
  }
}
