import { isRecord } from '../../core/index.ts';
import { type CsvHeader, readCsvFlow, readCsvHeader } from './csv.ts';
import { type FlowLine, malformed, other } from './flow-record.ts';
import { readHubbleFlow } from './hubble.ts';
import { readTetragonEvent } from './tetragon.ts';

/** Reads a log line by line. The kind of each line is told by what it is, so that logs of several sources can be joined. */
export interface FlowLogReader {
  read(line: string): FlowLine;
}

export function createFlowLogReader(): FlowLogReader {
  let header: CsvHeader | undefined;
  let isFirst = true;
  return {
    read(text) {
      const line = text.replace(/^\uFEFF/, '').trim();
      if (line === '') return other('empty');
      if (line.startsWith('{')) return readJson(line);
      if (header) return readCsvFlow(line, header);
      if (!isFirst) return malformed('neither JSON nor, without a header before it, CSV');
      isFirst = false;
      const found = readCsvHeader(line);
      if ('missing' in found) return malformed(`neither JSON nor the header of a CSV file: no column is called ${found.missing}`);
      header = found;
      return other('empty');
    },
  };
}

function readJson(line: string): FlowLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return malformed('not valid JSON');
  }
  if (!isRecord(value)) return malformed('no JSON object');
  if ('flow' in value || 'verdict' in value) return readHubbleFlow(value);
  // Tetragon and Hubble write other events into the same stream.
  return Object.keys(value).some((key) => key.startsWith('process_')) ? readTetragonEvent(value) : other('other-event');
}
