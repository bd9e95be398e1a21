export { fingerprintOf } from './fingerprint.ts';
export { RENDERERS, type RenderOptions, type ReportFormat } from './formats.ts';
export { createReport, type ScanReport } from './report.ts';
export { safeText } from './safe-text.ts';
export { plural, wrapHanging, wrapText } from './wrap.ts';
