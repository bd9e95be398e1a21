import { at, instructionsOf, isInImage, shown } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const remoteDebugger: Check = defineCheck({
  id: 'dockerfile/remote-debugger',
  title: 'Debugger or debug mode started by the image',
  severity: 'medium',
  on: 'dockerfile',
  why: 'A debugger that listens, or the debug page of a framework, runs any code for whoever reaches the port.',
  remedy: 'Start the program without it; attach a debugger with kubectl debug where one is needed.',
  standards: { nsa: ['secure-images'], owasp: ['K01'], mitre: ['T1190'], microsoft: ['MS-TA9005'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'CMD', 'ENTRYPOINT', 'ENV')) {
      if (!isInImage(dockerfile, instruction)) continue;
      const word = (instruction.json ?? instruction.words).find(({ text }) => DEBUG.test(text));
      if (word) yield at(instruction, `${shown(word.text)} opens the program to whoever reaches it`, word);
    }
  },
});

const DEBUG =
  /^["']?(?:--inspect(?:-brk)?=(?:0\.0\.0\.0|\[?::\]?)|(?:JAVA_\w+=["']?)?.*-agentlib:jdwp=.*address=(?:\*|0\.0\.0\.0)|FLASK_DEBUG=["']?(?:1|true)|(?:DJANGO_)?DEBUG=["']?(?:1|true)["']?$|APP_DEBUG=["']?true|debugpy$)/i;
