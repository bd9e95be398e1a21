import { formatCompletion } from '../completion.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { writeOutput } from '../write-output.ts';

export async function run({ arguments: [shell = ''] }: Invocation): Promise<readonly ExitReason[]> {
  writeOutput(formatCompletion(shell), undefined);
  return ['clean'];
}
