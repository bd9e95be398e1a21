import type { Component, Flag } from '../inventory/index.ts';
import type { Violation } from './define.ts';

/** Go's flag package: these texts are false; anything else that parses as a boolean is true. */
export function isFalse(flag: Flag | undefined): boolean {
  return flag !== undefined && /^(?:0|f|false)$/i.test(flag.value);
}

/** The members of a list flag, such as `--enable-admission-plugins=A,B`. */
export function listOf(flag: Flag | undefined): readonly string[] {
  return flag === undefined ? [] : flag.value.split(',').map((item) => item.trim());
}

/** A flag that must be given. Said only of a command line that is complete: kubeadm sets most of them by itself. */
export function* missingFlag(component: Component, name: string, consequence: string): Generator<Violation> {
  if (component.isComplete && !component.flags.get(name)?.value)
    yield { path: component.path, message: `--${name} is not set: ${consequence}` };
}

/** A boolean flag that must be false, its default being true. */
export function* mustBeFalse(component: Component, name: string, meaning: string): Generator<Violation> {
  const flag = component.flags.get(name);
  if (isFalse(flag) || (flag === undefined && !component.isComplete)) return;
  yield {
    path: flag?.path ?? component.path,
    message: `--${name} is ${flag === undefined ? 'not set, which means true' : flag.value}: ${meaning}`,
  };
}

/** A flag whose value only counts up to a bound. `undefined` where it is no number. */
export function numberOf(flag: Flag | undefined): number | undefined {
  const value = Number(flag?.value);
  return flag !== undefined && flag.value !== '' && Number.isFinite(value) ? value : undefined;
}

/** Cipher suites that TLS 1.2 clients may still ask for and that must not be offered: no forward secrecy, CBC, RC4 or 3DES. */
export function weakCiphers(names: readonly string[]): readonly string[] {
  return names.filter((name) => /^TLS_RSA_|_RC4_|_3DES_|_CBC_/.test(name));
}
