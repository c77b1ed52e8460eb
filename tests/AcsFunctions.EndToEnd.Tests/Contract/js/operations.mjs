// The contract's operations with compiled schemas. Answers are held strictly: a member that the contract does not name is an error
// here, though clients are free to ignore it.
const methods = ["get", "put", "post", "delete", "patch", "head", "options"];

export function operations(contract, ajv) {
  const resolve = (node) => (node?.$ref ? resolve(pointer(contract, node.$ref)) : node);
  const compile = (schema) => whenAsked(() => ajv.compile({ ...closed(inlined(contract, schema)), unevaluatedProperties: false }));
  return Object.entries(contract.paths).flatMap(([template, item]) =>
    methods
      .filter((method) => item[method])
      .map((method) => ({
        id: item[method].operationId,
        wantsKey: item[method].security.some((scheme) => scheme.functionKey || scheme.masterKey),
        method: method.toUpperCase(),
        path: new RegExp(`^${template.replaceAll(".", "\\.").replace(/\{[^}]+\}/g, "[^/]+")}$`, "i"),
        responses: Object.entries(item[method].responses).map(([status, reference]) => describe(status, resolve(reference))),
      })),
  );

  function describe(status, response) {
    const content = response.content && mapValues(response.content, (media) => ({ validate: compile(media.schema) }));
    const headers = Object.fromEntries(
      Object.entries(response.headers ?? {}).map(([name, reference]) => {
        const header = resolve(reference);
        return [name.toLowerCase(), { required: header.required, validate: whenAsked(() => ajv.compile(inlined(contract, header.schema))) }];
      }),
    );
    return { status, content, headers, outcomes: codes(status, response) ?? [""] };
  }

  // A problem has one schema, so that generated clients have one type of it; a response's examples are its codes.
  function codes(status, response) {
    const problem = response.content?.["application/problem+json"];
    for (const [code, example] of Object.entries(problem?.examples ?? {})) {
      const { value } = resolve(example);
      if (value.code !== code || `${value.status}` !== status) throw new Error(`The example ${code} of a response ${status} is of another problem.`);
    }

    return problem && Object.keys(problem.examples);
  }
}

// To compile every schema takes seconds, and few answers need few of them.
function whenAsked(compile) {
  let compiled;
  const validate = (value) => {
    compiled ??= compile();
    const isValid = compiled(value);
    validate.errors = compiled.errors;
    return isValid;
  };
  return validate;
}

const pointer = (contract, reference) => reference.slice(2).split("/").reduce((node, key) => node[key], contract);

function inlined(contract, schema) {
  if (Array.isArray(schema)) return schema.map((part) => inlined(contract, part));
  if (schema === null || typeof schema !== "object") return schema;
  if (schema.$ref) return inlined(contract, pointer(contract, schema.$ref));
  const parts = Object.entries(schema).filter(([name]) => name !== "example" && !name.startsWith("x-"));
  return mapValues(Object.fromEntries(parts), (part) => inlined(contract, part));
}

// Members of objects inside: the top is closed by whoever compiles, for all parts of an allOf at once.
function closed(schema) {
  if (!schema.properties) return schema;
  return { ...schema, properties: mapValues(schema.properties, (part) => (part.properties ? { ...closed(part), unevaluatedProperties: false } : part)) };
}

const mapValues = (object, change) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
