export { fingerprintOf } from './fingerprint.ts';
export { FORMATS, type FormatDescription, RENDERERS, type RenderOptions, type ReportFormat } from './formats.ts';
export type { PageFix } from './html/page-data.ts';
export { createReport, type ScanReport } from './report.ts';
export { safeText } from './safe-text.ts';
export { plural, wrapHanging, wrapText } from './wrap.ts';
