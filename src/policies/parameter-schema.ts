import type { Parameter } from '../checks/index.ts';

/** A parameter of a check as JSON Schema, with the value that it has when nobody sets it. */
export function parameterSchema(parameter: Parameter, value: unknown = parameter.default): Readonly<Record<string, unknown>> {
  const common = { description: parameter.description, default: value };
  switch (parameter.type) {
    case 'strings':
      return { type: 'array', items: { type: 'string' }, ...common };
    case 'number':
      return { type: 'number', ...(parameter.minimum === undefined ? {} : { minimum: parameter.minimum }), ...common };
    default:
      return { type: 'boolean', ...common };
  }
}
