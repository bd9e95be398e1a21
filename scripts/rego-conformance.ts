import { skipWithout } from '../test/conformance/data.ts';
import { readRegoCases } from '../test/conformance/rego-cases.ts';
import { judgeGatekeeperLibrary } from '../test/conformance/rego-gatekeeper.ts';
import { judgeCase } from '../test/conformance/rego-judge.ts';

/** The page of what was run and what passed; undefined where the cases are not at hand, and the page stays as it is. */
export function regoConformancePage(): string | undefined {
  if (skipWithout('rego-v1') !== false || skipWithout('gatekeeper-library') !== false) return undefined;
  const folders = Map.groupBy(readRegoCases(), ({ folder }) => folder);
  const rows = [...folders].map(([folder, cases]) => {
    const passed = cases.filter((entry) => judgeCase(entry).passed).length;
    return { folder, passed, all: cases.length };
  });
  const passed = rows.reduce((sum, row) => sum + row.passed, 0);
  const all = rows.reduce((sum, row) => sum + row.all, 0);
  const library = judgeGatekeeperLibrary();
  const tests = library.reduce((sum, verdict) => sum + verdict.passed, 0);
  const failed = library.reduce((sum, verdict) => sum + verdict.failures.length, 0);
  return `# Conformance of the Rego engine

Made by running the cases with \`npm run generate\`; \`test/conformance/rego.test.ts\` runs the same ones.

- ${passed} of ${all} cases of the suite that Open Policy Agent publishes for implementations of Rego v1 (as github.com/open-policy-agent/swift-opa
  carries it). A case with an error must give the same code and the same message.
- ${tests} of ${tests + failed} tests of ${library.length} policies of github.com/open-policy-agent/gatekeeper-library, which are written in version 0.

No case is left out and none is treated by its name.

| feature | passed | cases |
|---|---|---|
${rows.map(({ folder, passed: own, all: count }) => `| ${folder} | ${own} | ${count} |`).join('\n')}

## What is not as in Open Policy Agent

- Signatures with random parts are made without chance: \`io.jwt.encode_sign\` signs with ECDSA as RFC 6979 says, and refuses the PS family.
- \`http.send\`, \`net.lookup_ip_addr\`, the clock, chance and the environment come from the host; without them a call is an error of the builtin.
- JSON Schema: a reference to another document is an error, as nothing is fetched.
- X.509: name constraints other than of DNS names make a chain invalid; Go's P-224 and DSA keys are shown as null.
- \`rego.parse_module\` gives the package of a module, not its whole tree.
- GraphQL: messages about unknown names make no suggestions.
- Budgets end an evaluation that Open Policy Agent would go on with: steps, collected items, depth of calls, length of texts.
`;
}
