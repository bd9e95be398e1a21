export { type NameAttribute, readRequestSubject } from './der/certificate-request.ts';
export { type DerElement, readDer } from './der/read.ts';
export { expandWord, type Lookup, variablesIn } from './dockerfile/expand.ts';
export { parseDockerfile } from './dockerfile/parse.ts';
export { readShell, type ShellCommand, type ShellRedirection, type ShellScript, type ShellWord } from './dockerfile/shell.ts';
export type {
  DockerfileError,
  DockerfileFlag,
  DockerfileInstruction,
  DockerfilePair,
  DockerfileSyntax,
  DockerfileWord,
  Heredoc,
  Span,
} from './dockerfile/syntax.ts';
export { pairOf, readPairs } from './dockerfile/words.ts';
export type { DuplicateKey } from './yaml/compose.ts';
export { type EditedText, editDocument } from './yaml/edit.ts';
export { formatYaml } from './yaml/emit.ts';
export type { Location } from './yaml/locate.ts';
export type { YamlSyntaxError } from './yaml/parse.ts';
export { readYaml, type YamlDocument, type YamlStream } from './yaml/read.ts';
