import process from 'node:process';
import { EXIT_CODES, type ExitReason, exitCodeOf, strongestReason } from './exit-codes.ts';
import { formatUsageError, UsageError } from './usage-error.ts';

/** Runs the command line and sets the exit code of the process. Never throws and never ends the process by itself, so that output is flushed. */
export async function main(argv: readonly string[]): Promise<void> {
  endQuietlyOnClosedPipe();
  process.once('SIGINT', () => process.exit(EXIT_CODES.interrupted.code));
  const reason = await perform(argv);
  process.exitCode = exitCodeOf(reason);
}

async function perform(argv: readonly string[]): Promise<ExitReason> {
  try {
    if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
      const { readVersion } = await import('./version.ts');
      process.stdout.write(`${readVersion()}\n`);
      return 'clean';
    }
    const { runProgram } = await import('./program.ts');
    return strongestReason(await runProgram(argv));
  } catch (error) {
    return report(error);
  }
}

function report(error: unknown): ExitReason {
  const isDebug = process.env['SEAWALL_DEBUG'] === '1';
  if (error instanceof UsageError) {
    process.stderr.write(formatUsageError(error));
    if (isDebug) process.stderr.write(`${error.stack}\n`);
    return 'usage';
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`error: this is a bug in seawall: ${message}\n`);
  if (isDebug) process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
  else process.stderr.write('\nhint: run again with SEAWALL_DEBUG=1 and report what it prints\n');
  return 'bug';
}

/** `seawall ... | head` is no error. */
function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}
