import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const secretFileMode: Check = defineCheck({
  id: 'workload/secret-file-mode',
  title: 'Secret files are readable by every user of the container',
  severity: 'info',
  on: 'pod',
  why: 'The default mode 0644 lets any process of the container read the files, whichever user it runs as.',
  remedy: 'Set defaultMode of the secret volume to 0400, or 0440 with an fsGroup.',
  standards: { nsa: ['secrets'], owasp: ['K08'], mitre: ['T1552.001'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  fix: setField(0o440, 'a program that runs as a user without a group for the files (fsGroup)', { risky: true }),
  *evaluate({ pod }) {
    for (const [index, volume] of (pod.spec.volumes ?? []).entries()) {
      if (!volume.secret) continue;
      const mode = volume.secret.defaultMode ?? 0o644;
      if ((mode & 0o007) === 0) continue;
      const state = volume.secret.defaultMode === undefined ? 'by default 0644' : `0${mode.toString(8)}`;
      yield {
        path: [...pod.path, 'volumes', index, 'secret', 'defaultMode'],
        message: `files of Secret ${volume.secret.secretName} have the mode ${state}`,
      };
    }
  },
});
