import process from 'node:process';
import { OPERATIONS } from '../../engines/gatekeeper/index.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { runMutate } from '../policy/gatekeeper/run-mutate.ts';
import { listOption } from '../read-worlds.ts';
import { UsageError } from '../usage-error.ts';
import { writeOutput } from '../write-output.ts';

/** Shows what mutators make of objects. */
export async function run({ arguments: named, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const paths = [...listOption(options['filename']), ...named];
  if (paths.length === 0) {
    throw new UsageError('policy mutate needs mutators and objects', { hint: 'seawall policy mutate -f mutators/ -f manifests/' });
  }
  const namespace = options['namespace'];
  const { stdout, stderr, reasons } = runMutate(
    paths,
    {
      operation: OPERATIONS.find((name) => name === options['operation']) ?? 'CREATE',
      namespace: typeof namespace === 'string' && namespace !== '' ? namespace : 'default',
      diff: options['diff'] === true,
      explain: options['explain'] === true,
    },
    process.cwd(),
  );
  process.stderr.write(stderr);
  writeOutput(stdout, outputs.at(-1)?.file);
  return options['allowIncomplete'] === true ? reasons.filter((reason) => reason !== 'incomplete') : reasons;
}
