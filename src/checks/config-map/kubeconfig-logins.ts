import { listAt, recordAt, stringAt } from '../../core/index.ts';
import { readYaml } from '../../formats/index.ts';
import { isFillIn } from '../credentials/index.ts';

/** Fields of a user that are a login by themselves: https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/#AuthInfo */
const LOGINS = ['token', 'password', 'client-key-data'] as const;

export interface KubeconfigLogin {
  readonly user: string;
  readonly field: string;
}

/** The logins that a text holds, if it is a kubeconfig; files and programs that a kubeconfig points to are none. */
export function loginsOf(text: string): readonly KubeconfigLogin[] {
  if (!/(?:^|[\s"{,])users["']?:/.test(text) || !text.includes('clusters')) return [];
  const logins: KubeconfigLogin[] = [];
  for (const { value } of readYaml(text).documents) {
    for (const entry of listAt(value, 'users')) {
      const user = recordAt(entry, 'user');
      for (const field of LOGINS) {
        if (!isFillIn(stringAt(user, field) ?? '')) logins.push({ user: stringAt(entry, 'name') ?? 'without a name', field });
      }
    }
  }
  return logins;
}
