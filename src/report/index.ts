export { unifiedDiff } from './diff.ts';
export { fingerprintOf } from './fingerprint.ts';
export { renderFixTable } from './fix-table.ts';
export { RENDERERS, type RenderOptions, type ReportFormat } from './formats.ts';
export { renderProofJson, renderProofMarkdown } from './proof.ts';
export { createReport, placeOf, type ScanReport } from './report.ts';
export { safeLines, safeText } from './safe-text.ts';
export { plural, wrapHanging, wrapText } from './wrap.ts';
