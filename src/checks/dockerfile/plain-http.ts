import type { ShellCommand, ShellWord } from '../../formats/index.ts';
import { at, shown, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { rewriteWord } from '../dockerfile-fixes.ts';
import { DOWNLOADERS } from '../downloads.ts';

export const plainHttp: Check = defineCheck({
  id: 'dockerfile/plain-http',
  title: 'Download over plain HTTP',
  severity: 'medium',
  on: 'dockerfile',
  why: 'Everybody on the way can read and change what is downloaded, and it becomes part of the image.',
  remedy: 'Use https; where the server has none, compare the digest of what came with one you know.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1204.003'], cks: ['supply-chain'] },
  aliases: {},
  fix: rewriteWord((text) => text.replace(/http:\/\//, 'https://'), 'downloads from servers without TLS', { risky: true }),
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of stepsOf(dockerfile, ...DOWNLOADERS, 'git', 'pip', 'pip3', 'npm', 'gem', 'go')) {
      for (const word of command.words) {
        const url = /^(?:--[\w-]+=)?(http:\/\/[^\s]+)/i.exec(word.value)?.[1];
        if (url && !LOCAL.test(url) && !isProxy(command, word)) yield at(instruction, `${command.program} uses ${shown(url)}`, word);
      }
    }
  },
});

const LOCAL = /^http:\/\/(?:localhost|127\.|\[::1\]|0\.0\.0\.0|\$)/i;

function isProxy({ words }: ShellCommand, word: ShellWord): boolean {
  return (
    /^--?(?:x|proxy|preproxy|e)$/.test(words[words.indexOf(word) - 1]?.value ?? '') || /proxy/i.test(word.value.split('http')[0] ?? '')
  );
}
