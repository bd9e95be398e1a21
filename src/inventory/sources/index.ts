export { type AuditFiles, findAuditLogs, readAuditLog } from './audit-log.ts';
export { type CollectedInputs, type CollectOptions, collectInputs } from './files.ts';
export { readText } from './read-text.ts';
