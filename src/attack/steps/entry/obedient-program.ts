import { type AttackStep, defineStep, open } from '../../define-step.ts';
import type { Fact } from '../../facts.ts';
import { OBEDIENT_PROGRAMS, type ObedientProgram } from '../../tables/obedient-programs.ts';
import { everyContainer, type Inside } from '../containers.ts';
import { programOf, type StartedProgram } from '../program-of.ts';

function isStartedSo(program: ObedientProgram, { repository, words, variables }: StartedProgram): boolean {
  return (
    (program.image?.test(repository) ?? true) &&
    program.started.test(words) &&
    !program.closing?.test(words) &&
    Object.entries(program.variables ?? {}).every(([name, value]) => {
      const own = variables.get(name);
      return own === undefined ? name !== 'DOCKER_TLS_CERTDIR' : value.test(own);
    })
  );
}

function gain({ gives }: ObedientProgram, { unit, fact }: Inside): Fact | undefined {
  if (gives === 'container') return fact;
  if (gives === 'account') return { kind: 'subject', subject: unit.account };
  // Another etcd than that of the cluster is a data store.
  return unit.namespace === 'kube-system' ? { kind: 'control-plane' } : undefined;
}

export const obedientProgram: AttackStep = defineStep({
  id: 'entry/obedient-program',
  phase: 'entry',
  title: 'Give orders to a program that obeys whoever connects',
  condition: `The attacker can connect to a program that asks nobody who he is, since it is started so: ${OBEDIENT_PROGRAMS.map(({ name }) => name).join('; ')}.`,
  mitre: ['T1133', 'T1609'],
  microsoft: ['MS-TA9005', 'MS-TA9032'],
  reference: 'https://attack.mitre.org/techniques/T1133/',
  effort: 1,
  *moves(scene) {
    for (const inside of everyContainer(scene)) {
      const { unit, container } = inside;
      if (!unit.listening.includes(container)) continue;
      const started = programOf(container);
      for (const program of OBEDIENT_PROGRAMS) {
        const to = isStartedSo(program, started) ? gain(program, inside) : undefined;
        if (!to) continue;
        yield {
          from: [{ kind: 'contact', unit, container }],
          to,
          says: `gives orders to ${unit.title}: it is ${program.name}`,
          premises: program.open === undefined ? [] : [open(program.open)],
          grounds: () => [
            {
              text: `container ${container.name} is started so that it asks nobody who he is (${program.source})`,
              object: unit.object,
              path: [...container.path, container.spec.args ? 'args' : container.spec.command ? 'command' : 'image'],
            },
          ],
        };
      }
    }
  },
});
