import { type DockerfilePair, readPairs } from '../../formats/index.ts';
import type { Instruction } from '../../inventory/index.ts';
import { at, instructionsOf } from '../build-steps.ts';
import { detectCredentials } from '../credentials/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const secretInEnv: Check = defineCheck({
  id: 'dockerfile/secret-in-env',
  title: 'Credential written into ENV',
  severity: 'high',
  on: 'dockerfile',
  why: 'ENV is part of the image: everybody who may pull it reads the value with docker inspect, and every process of every container from it has it in its environment.',
  remedy: 'Take the line out, change the credential, and give it to the container at run time from a Secret.',
  standards: { nsa: ['secrets'], owasp: ['K08'], mitre: ['T1552.001'], microsoft: ['MS-TA9027'], cks: ['supply-chain'] },
  aliases: { trivy: ['DS-0031', 'AVD-DS-0031', 'DS031'] },
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'ENV')) {
      for (const { name, value, start, end } of pairsOf(instruction)) {
        const [found] = detectCredentials(unquoted(value?.text ?? ''), name);
        if (found) yield at(instruction, `ENV ${name} holds ${found.label} (${found.masked})`, { start, end });
      }
    }
  },
});

function pairsOf(instruction: Instruction): readonly DockerfilePair[] {
  const pairs = readPairs(instruction.text, instruction.arguments.start, instruction.words);
  return typeof pairs === 'string' ? [] : pairs;
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, '$2');
}
