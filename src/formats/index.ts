export { type NameAttribute, readRequestSubject } from './der/certificate-request.ts';
export type { DuplicateKey } from './yaml/compose.ts';
export { type EditedText, editDocument } from './yaml/edit.ts';
export { formatYaml } from './yaml/emit.ts';
export type { Location } from './yaml/locate.ts';
export type { YamlSyntaxError } from './yaml/parse.ts';
export { readYaml, type YamlDocument, type YamlStream } from './yaml/read.ts';
