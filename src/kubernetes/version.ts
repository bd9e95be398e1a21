/** A minor release of Kubernetes. */
export interface KubernetesVersion {
  readonly major: number;
  readonly minor: number;
}

/** The newest release whose API and rules this program knows. */
export const LATEST_VERSION: KubernetesVersion = { major: 1, minor: 37 };

/** Reads `v1.29`, `1.29`, `1.29.3` or `latest`; `undefined` for anything else. */
export function parseVersion(text: string): KubernetesVersion | undefined {
  if (text === 'latest') return LATEST_VERSION;
  const match = /^v?(\d{1,3})\.(\d{1,3})(?:\.\d+)?$/.exec(text);
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

export function formatVersion(version: KubernetesVersion): string {
  return `v${version.major}.${version.minor}`;
}

/** Negative when `a` is older than `b`. */
export function compareVersions(a: KubernetesVersion, b: KubernetesVersion): number {
  return a.major - b.major || a.minor - b.minor;
}
