import { existsSync } from 'node:fs';
import process from 'node:process';
import { RESOURCE_OUTPUTS, type ResourceOutput } from '../../report/gator/index.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation, OptionValues } from '../option-spec.ts';
import { runExpand } from '../policy/gatekeeper/run-expand.ts';
import { listOption } from '../read-worlds.ts';
import { formatUsageError, UsageError } from '../usage-error.ts';
import { writeOutput } from '../write-output.ts';

/** Stands in for gator expand, whose exit code is 1 whatever goes wrong. */
export async function run({ arguments: named, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  try {
    refuseImages(options);
    const formats = outputs.map(({ format }) => format ?? '');
    const paths = [...listOption(options['filename']), ...formats.filter((format) => !isOutput(format)).map(pathOf), ...named];
    if (paths.length === 0) throw new UsageError('no input data identified', { hint: 'name files or folders with --filename' });
    const { stdout, stderr, reasons } = runExpand(paths, formats.findLast(isOutput) ?? 'yaml', process.cwd());
    process.stderr.write(stderr);
    const file = options['outputfile'];
    writeOutput(stdout, typeof file === 'string' && file !== '' ? file : undefined);
    return reasons;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(formatUsageError(error));
    return ['policyFailure'];
  }
}

function isOutput(format: string): format is ResourceOutput {
  return RESOURCE_OUTPUTS.some((name) => name === format);
}

/** `-f` means the format to gator expand, and a file to gator test and most other commands; so a value that is no format is a path. */
function pathOf(given: string): string {
  if (given === '-' || existsSync(given)) return given;
  throw new UsageError(`--format cannot be "${given}"`, { hint: `it is yaml or json; there is no file or folder ${given} either` });
}

function refuseImages(options: OptionValues): void {
  if (listOption(options['image']).length === 0 && options['tempdir'] === undefined) return;
  throw new UsageError('--image is refused: Seawall fetches nothing', { hint: 'unpack the image, and name the folder with --filename' });
}
