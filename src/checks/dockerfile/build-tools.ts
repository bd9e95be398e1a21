import type { ShellCommand } from '../../formats/index.ts';
import { BUILD_IMAGES } from '../base-images.ts';
import { at, isInImage, withoutDigest } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { isFollowedBy, packageStepOf, packageSteps } from '../package-steps.ts';

export const buildTools: Check = defineCheck({
  id: 'dockerfile/build-tools',
  title: 'Final image holds compilers or build tools',
  severity: 'medium',
  on: 'dockerfile',
  why: 'What built the program stays in the image that runs it: hundreds of megabytes, their vulnerabilities, and for an intruder everything to compile and fetch further tools.',
  remedy: 'Build in a first stage and copy the result into a small final one: seawall explain dockerfile/multi-stage shows how.',
  standards: { nsa: ['secure-images'], owasp: ['K01'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    const [base] = dockerfile.chain;
    if (base?.base.kind === 'image' && BUILD_IMAGES.test(base.base.image)) {
      yield at(
        base.from,
        `the final image is built from ${withoutDigest(base.base.image)}, which is made for building`,
        base.base.reference,
      );
    }
    for (const step of packageSteps(dockerfile, ['apt-get', 'apt', 'apk', 'dnf', 'yum', 'microdnf', 'zypper'], ['install', 'add', 'in'])) {
      if (!isInImage(dockerfile, step.instruction) || isFollowedBy(step, isRemoval)) continue;
      const tool = step.packages.find(({ value }) => TOOLS.test(value));
      if (tool) yield at(step.instruction, `the final image holds ${tool.value}`, tool);
    }
  },
});

const TOOLS =
  /^(?:gcc|g\+\+|clang|make|cmake|build-essential|build-base|musl-dev|libc6?-dev|golang(?:-go.*|-\d.*)?|go|rustc?|cargo|default-jdk.*|openjdk-?\d+(?:-jdk.*)?|java-[\d.]+-openjdk-devel|maven|gradle|nasm|automake|autoconf|ninja-build|gcc-c\+\+|kernel-devel|dotnet-sdk.*|python3?-dev|python3-devel|ruby-dev|nodejs-dev)(?:=.*)?$/;

function isRemoval(command: ShellCommand): boolean {
  const step = packageStepOf(command);
  return step !== undefined && ['remove', 'purge', 'autoremove', 'del', 'erase', 'rm'].includes(step.verb.value);
}
