import { at, instructionsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const privilegedBuild: Check = defineCheck({
  id: 'dockerfile/privileged-build',
  title: 'Build step with the rights of the host',
  severity: 'medium',
  on: 'dockerfile',
  why: 'The step runs without the sandbox of the builder, or in its network: a program that it downloads can reach the machine that builds all images.',
  remedy: 'Take --security=insecure and --network=host out; give the step the files and secrets it needs with --mount.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1612', 'T1611'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'RUN')) {
      const flag = instruction.flags.find(
        ({ name, value }) => (name === 'security' && value === 'insecure') || (name === 'network' && value === 'host'),
      );
      if (flag) yield at(instruction, `--${flag.name}=${flag.value} leaves the sandbox`, flag);
    }
  },
});
