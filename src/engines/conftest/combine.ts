import { compareText } from '../../core/index.ts';
import { RegoObject, type Value } from '../rego/index.ts';

/** A file with the values in it, one for each document. */
export interface Configuration {
  readonly fileName: string;
  readonly documents: readonly Value[];
}

/** All documents as one input, each with the path of its file, in the order of the paths. */
export function combineConfigurations(configurations: readonly Configuration[]): Configuration {
  const sorted = configurations.toSorted((a, b) => compareText(a.fileName, b.fileName));
  const all = sorted.flatMap(({ fileName, documents }) =>
    documents.map((contents) => {
      const entry = new RegoObject();
      entry.set('path', fileName);
      entry.set('contents', contents);
      return entry;
    }),
  );
  return { fileName: 'Combined', documents: [all] };
}
