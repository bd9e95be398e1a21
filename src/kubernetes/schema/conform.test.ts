import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import { anything, assert as assertProperty, property } from 'fast-check';
import { formatFieldPath } from '../../core/index.ts';
import { conform, type ShapeError } from './conform.ts';
import { isClusterScoped, POD_SPEC, POD_TEMPLATE, typeOfKind } from './field-table.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 20_000 : 500;

function describeErrors(errors: readonly ShapeError[]): string[] {
  return errors.map((error) => {
    const field = formatFieldPath(error.path);
    switch (error.kind) {
      case 'wrong-type':
        return `${field}: ${error.expected}, not ${error.found}`;
      case 'unknown-field':
        return `${field}: unknown${error.suggestion === undefined ? '' : `, ${error.suggestion}?`}`;
      default:
        return `${field}: missing`;
    }
  });
}

describe('a value that fits its kind', () => {
  it('is given back as it is', () => {
    const spec = {
      containers: [
        { name: 'a', image: 'b', resources: { limits: { cpu: 1, memory: '1Gi' } }, livenessProbe: { httpGet: { port: 'http' } } },
      ],
      nodeSelector: { a: 'b' },
    };
    const { value, errors } = conform(spec, POD_SPEC);
    assert.equal(value, spec);
    assert.deepEqual(errors, []);
  });

  it('may hold anything where the kind allows anything', () => {
    const type = typeOfKind('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
    assert.ok(type);
    const { errors } = conform(
      {
        spec: {
          group: 'a',
          scope: 'b',
          names: { kind: 'c', plural: 'd' },
          versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { default: [1, { a: null }] } } }],
        },
      },
      type,
    );
    assert.deepEqual(errors, []);
  });
});

describe('a value that does not fit', () => {
  it('loses the fields whose type is wrong, and each is named', () => {
    const spec = {
      hostNetwork: 'yes',
      hostPID: null,
      priority: 1.5,
      containers: [{ name: 3, args: 'x', tty: true }, 'web', null],
      nodeSelector: { a: true, b: 'c' },
      volumes: { name: 'v' },
    };
    const { value, errors } = conform(spec, POD_SPEC, ['spec']);
    assert.deepEqual(value, { containers: [{ tty: true }, {}, {}], nodeSelector: { b: 'c' } });
    assert.deepEqual(describeErrors(errors.filter(({ kind }) => kind === 'wrong-type')), [
      'spec.hostNetwork: a boolean, not a string',
      'spec.priority: an integer, not a number',
      'spec.containers[0].name: a string, not an integer',
      'spec.containers[0].args: a list, not a string',
      'spec.containers[1]: an object, not a string',
      'spec.nodeSelector.a: a string, not the boolean true',
      'spec.volumes: a list, not an object',
    ]);
    assert.equal(spec.containers.length, 3, 'the value that was given is not touched');
  });

  it('keeps its unknown fields, each with the name that was meant', () => {
    const template = {
      spec: { containers: [{ name: 'a', securityContext: { AllowPrivilegeEscalation: false, foo: 1 } }], securitycontext: {} },
      toString: 1,
    };
    const { value, errors } = conform(template, POD_TEMPLATE);
    assert.equal(value, template);
    assert.deepEqual(describeErrors(errors), [
      'spec.containers[0].securityContext.AllowPrivilegeEscalation: unknown, allowPrivilegeEscalation?',
      'spec.containers[0].securityContext.foo: unknown',
      'spec.securitycontext: unknown, securityContext?',
      'toString: unknown',
    ]);
  });

  it('misses its required fields', () => {
    assert.deepEqual(describeErrors(conform({ containers: [{ image: 'a' }], volumes: [{}], tolerations: null }, POD_SPEC).errors), [
      'containers[0].name: missing',
      'volumes[0].name: missing',
    ]);
    assert.deepEqual(describeErrors(conform({ containers: null }, POD_SPEC).errors), ['containers: missing']);
  });

  it('never ends the comparison, whatever it is', () => {
    assertProperty(
      property(anything(), (value) => {
        const { value: fitting, errors } = conform(
          { containers: value, volumes: [value], securityContext: value, nodeSelector: { a: value } },
          POD_SPEC,
        );
        assert.equal(typeof fitting, 'object');
        assert.deepEqual(
          conform(fitting, POD_SPEC).errors.filter(({ kind }) => kind === 'wrong-type'),
          [],
          JSON.stringify(errors),
        );
      }),
      { numRuns: RUNS },
    );
  });
});

describe('the table of kinds', () => {
  it('knows the kinds of Kubernetes and no others', () => {
    assert.notEqual(typeOfKind('v1', 'Pod'), undefined);
    assert.notEqual(typeOfKind('networking.k8s.io/v1', 'NetworkPolicy'), undefined);
    for (const [apiVersion, kind] of [
      ['v1', 'Deployment'],
      ['apps/v1', 'Rollout'],
      ['v1', 'toString'],
      ['', ''],
      ['__proto__', ''],
    ] as const)
      assert.equal(typeOfKind(apiVersion, kind), undefined);
  });

  it('knows which live outside namespaces', () => {
    assert.deepEqual(
      [
        ['', 'Namespace'],
        ['rbac.authorization.k8s.io', 'ClusterRole'],
        ['rbac.authorization.k8s.io', 'Role'],
        ['', 'Pod'],
        ['storage.k8s.io', 'StorageClass'],
      ].map(([group = '', kind = '']) => isClusterScoped(group, kind)),
      [true, true, false, false, true],
    );
  });
});
