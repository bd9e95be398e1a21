import type { ShellCommand } from '../../formats/index.ts';
import { at, optionOf, shown } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { downloadsOf, urlsOf } from '../downloads.ts';

export const unverifiedDownload: Check = defineCheck({
  id: 'dockerfile/unverified-download',
  title: 'Downloaded file is never verified',
  severity: 'low',
  on: 'dockerfile',
  why: 'The server decides at every build what becomes part of the image; a replaced file is not noticed.',
  remedy: 'Compare the digest in the same RUN (echo "DIGEST  FILE" | sha256sum -c) or its signature (gpg --verify, cosign verify-blob).',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1204.003'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    for (const step of downloadsOf(dockerfile)) {
      const { instruction, command } = step;
      const isVerified = instruction.shell.commands.some(({ program }) => VERIFIERS.test(program));
      if (isVerified || command.parent || command.pipeline.index < command.pipeline.length - 1 || !savesFile(command)) continue;
      const [url] = urlsOf(command);
      if (url && !/\.(?:asc|sig|gpg|pub|pem|crt|sha\d+(?:sums?)?)(?:["?]|$)|\/gpg$|\.list$|\.repo$/i.test(url.value))
        yield at(instruction, `${shown(url.value)} is not verified`, url);
    }
  },
});

const VERIFIERS = /^(?:sha\d+sum|shasum|md5sum|b2sum|gpgv?|gpg2|cosign|minisign|openssl|apksigner|rpmkeys|sha\d*|cksum)$/;

function savesFile(command: ShellCommand): boolean {
  if (command.program === 'wget')
    return (
      optionOf(command, /^(?:-O-|-[a-zA-Z]*O-|--output-document=-|--spider)$/) === undefined &&
      !command.words.some(({ value }, index) => value === '-' && command.words[index - 1]?.value.endsWith('O') === true)
    );
  return (
    command.program !== 'curl' ||
    optionOf(command, /^(?:-[a-zA-Z#]*[oO]|--output(?:=.*)?|--remote-name(?:-all)?)/) !== undefined ||
    command.redirections.some(({ operator, target }) => operator.startsWith('>') && target?.value !== '/dev/null')
  );
}
