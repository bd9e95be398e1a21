export { loadPathsRenderer } from './attack-paths/load.ts';
export type {
  PathsData,
  PathsFix,
  PathsMatrix,
  PathsNode,
  PathsStep,
  PathsStepKind,
  PathsStory,
  PathsTarget,
  PathsWorld,
} from './attack-paths/paths-data.ts';
export { type TextChange, unifiedDiff } from './diff.ts';
export { renderFixTable } from './fix-table.ts';
export { loadRenderer, RENDERERS, type RenderOptions, type ReportFormat } from './formats.ts';
export { dotString, mermaidLabel } from './graph-text.ts';
export { HiddenText } from './hidden-text.ts';
export type { PageFix } from './html/page-data.ts';
export { type JunitCase, writeJunit, xml } from './junit-document.ts';
export { escapeForeign } from './markdown-text.ts';
export { loadMapRenderer } from './network-map/load.ts';
export {
  MAP_VERDICTS,
  type MapAddresses,
  type MapData,
  type MapEntry,
  type MapNode,
  type MapPorts,
  type MapSide,
  type MapStatement,
  type MapWorld,
} from './network-map/map-data.ts';
export { Numbers } from './numbers.ts';
export { fence, renderProofJson, renderProofMarkdown } from './proof.ts';
export { createReport, placeOf, type ScanReport } from './report.ts';
export { safeJson, safeJsonText, safeLines, safeText } from './safe-text.ts';
export { plural, wrapHanging, wrapText } from './wrap.ts';
