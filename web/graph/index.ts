export type { Graph, GraphGroup, GraphLine, GraphNode, Trail } from './graph.ts';
export { GraphView } from './graph-view.tsx';
