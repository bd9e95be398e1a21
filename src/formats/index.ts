export type { AuditEvent, AuditObject, AuditUser } from './audit/event.ts';
export { createEventReader, type EventReader, type ReadEvent } from './audit/read-event.ts';
export { type EventSink, type EventSplitter, MAX_EVENT, splitEvents } from './audit/split-events.ts';
export {
  CONFIGURATION_PARSERS,
  type Configuration,
  type ConfigurationParser,
  isParserName,
  loadConfigurationParser,
  type ParseContext,
  type ParserName,
  type ProtoFile,
  parseConfiguration,
  parserFor,
  printConfiguration,
} from './configuration/index.ts';
export { type NameAttribute, readRequestSubject } from './der/certificate-request.ts';
export { type DerElement, readDer, readObjectIdentifier } from './der/read.ts';
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
export { createFlowLogReader, type FlowLogReader } from './flow-log/flow-log.ts';
export type { FlowEnd, FlowLine, FlowRecord, FlowSkip } from './flow-log/flow-record.ts';
export type { DuplicateKey } from './yaml/compose.ts';
export { type EditedText, editDocument } from './yaml/edit.ts';
export { emitScalar, formatYaml } from './yaml/emit.ts';
export type { Location } from './yaml/locate.ts';
export type { YamlSyntaxError } from './yaml/parse.ts';
export { readYaml, type YamlDocument, type YamlStream } from './yaml/read.ts';
