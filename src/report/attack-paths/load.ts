import type { PathsData } from './paths-data.ts';

/** The page is large, so that its program is loaded only by those who want one. */
export async function loadPathsRenderer(): Promise<(data: PathsData) => string> {
  const { renderAttackPaths } = await import('./attack-paths.ts');
  return renderAttackPaths;
}
