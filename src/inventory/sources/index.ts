export { type AuditFiles, findAuditLogs, readAuditLog } from './audit-log.ts';
export { type CollectedInputs, type CollectOptions, collectInputs } from './files.ts';
export { readFileLines } from './read-lines.ts';
export { readText } from './read-text.ts';
export { describeSystemError } from './walk.ts';
