import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { API_RESOURCES_FILE, apiResourcesTable } from '../../scripts/api-resources.ts';
import { conformancePath, skipWithout } from './data.ts';

it('the table of resources is the one that the OpenAPI document gives', { skip: skipWithout('openapi') }, () => {
  assert.equal(
    readFileSync(API_RESOURCES_FILE, 'utf8'),
    apiResourcesTable(readFileSync(conformancePath('openapi/paths-v1.35.json'), 'utf8')),
    'run: node scripts/api-resources.ts FILE',
  );
});
