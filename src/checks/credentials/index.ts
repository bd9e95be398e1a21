// Finds credentials in texts; holds no checks itself. What it returns names a credential and never contains it.
export { detectCredentials } from './detect.ts';
export { hasInsertions, isFillIn } from './fill-in.ts';
export { isPublic } from './likely-value.ts';
export { maskSecret } from './mask.ts';
export { strengthOfName } from './secret-name.ts';
export { isWeakPassword } from './weak-passwords.ts';
