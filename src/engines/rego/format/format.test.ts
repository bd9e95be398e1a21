import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkForVersion1, formatModule, type LanguageVersion, parseModule } from '../index.ts';

function format(text: string, version: LanguageVersion = 'v1'): string {
  const { module, errors } = parseModule('m.rego', text, version);
  assert.deepEqual(errors, []);
  return formatModule(module);
}

const BEFORE = `# top comment
package   a.b

import data.foo   as bar
import rego.v1
import data.aaa
# METADATA
# title: x
allow  if {   input.x==1 ; input.y   !=  2
# inside
  some x,y in  [1,2,
   3]
  every k , v in {"a":1} { v>0 }  # trailing
  not   foo.bar with input as {"a":1,"b":[1,2]} with data.x as 1
}
deny contains   msg if{
msg:=sprintf("%s %d",["a",1])
}
x:=1
y := {"a": 1,
 "b": 2}
f(a,b) := c if { c:=a+b*2-(3-1) } else := 4 if {true} else := 5
default  d := false
q["a"] := 1
q["b-c"].d := 2 if { true }
r = 1
t := \`raw
string\`
u := $"hello {input.x}"



c if {
  a := 1

  b := 2
  # last
}
`;
const AFTER = `# top comment
package a.b

import data.aaa
import data.foo as bar
import rego.v1

# METADATA
# title: x
allow if {
	input.x == 1
	input.y != 2

	# inside
	some x, y in [
		1, 2,
		3,
	]
	every k, v in {"a": 1} { v > 0 } # trailing
	not foo.bar with input as {"a": 1, "b": [1, 2]} with data.x as 1
}

deny contains msg if {
	msg := sprintf("%s %d", ["a", 1])
}

x := 1
y := {
	"a": 1,
	"b": 2,
}

f(a, b) := c if c := (a + (b * 2)) - (3 - 1)

else := 4 if true

else := 5

default d := false

q.a := 1
q["b-c"].d := 2
r := 1
t := \`raw
string\`

u := $"hello {input.x}"

c if {
	a := 1

	b := 2
	# last
}
`;

describe('the layout of modules', () => {
  // What opa fmt 1.13.1 makes of the same text.
  it("is that of opa's formatter", () => assert.equal(format(BEFORE), AFTER));
  it('does not change what is laid out', () => assert.equal(format(AFTER), AFTER));
  it('keeps version 0 as it is', () => {
    const text =
      'package a\n\nimport future.keywords.in\n\np[x] {\n\tx := 1\n\tx in [1]\n}\n\nq = 1 {\n\tinput.x\n}\n\nr[x] = y {\n\ty := x\n}\n';
    assert.equal(format(text.replaceAll('\t', '    '), 'v0'), text);
  });
  it('keeps a rule that has comments where nothing can be moved', () => {
    const text = 'package a\n\np := [ # one\n\t[1, # two\n\t2]] # three\n\nq := 1\n';
    const formatted = format(text);
    for (const comment of ['# one', '# two', '# three']) assert.ok(formatted.includes(comment), formatted);
    assert.deepEqual(parseModule('m.rego', formatted).errors, []);
  });
  // What opa fmt 1.13.1 --v0-v1 makes of the same text.
  it('writes version 0 so that both versions read it', () => {
    const text =
      'package a\n\nimport future.keywords.if\nimport data.c\n\np.q { c }\n\np["r"] = true { c }\n\ns { true }\n\nt(1)\n\nu\n{\n\tc\n}\n';
    const { module } = parseModule('m.rego', text, 'v0');
    const both =
      'package a\n\nimport rego.v1\n\nimport data.c\n\np contains "q" if c\n\np["r"] := true if c\n\ns := true\n\nt(1)\n\nu if {\n\tc\n}\n';
    assert.equal(formatModule(module, { forBoth: true }), both);
    const again = parseModule('m.rego', both, 'v1');
    assert.deepEqual(again.errors, []);
    assert.equal(formatModule(again.module, { dropsImports: true }), both.replace('import rego.v1\n\n', '').replace(' := true if', ' if'));
  });
  it('says what version 1 does not have', () => {
    const found = (text: string): readonly string[] => {
      const checked = checkForVersion1(parseModule('m.rego', text, 'v0').module);
      return checked.ok ? [] : checked.problems.map(({ message, place }) => `${place?.range.start.line} ${message}`);
    };
    assert.deepEqual(found('package a\n\nimport data.b\n\np { b.input; regex.match(`a`, b.c) }\n'), []);
    assert.deepEqual(found('package a\n\np { re_match(`a`, input.x) }\n'), [
      '3 rego_type_error: deprecated built-in function calls in expression: re_match',
    ]);
    assert.deepEqual(found('package a\n\nf(data) { data }\n'), [
      '3 rego_compile_error: args must not shadow data (use a different variable name)',
    ]);
    assert.deepEqual(found('package a\n\ninput = 1\n'), ['3 rego_compile_error: rules must not shadow input (use a different rule name)']);
  });
});
