import v8 from 'node:v8';

const WANTED_BYTES = 8_000_000;
const MAX_ROUNDS = 200;

/**
 * V8 doubles its space for new objects whenever much of it survives, up to 128 MB, and reading a large text makes it go all the way, though
 * 8 MB are as fast and 15 MB of manifests then take 290 MB instead of 430 (docs/performance.md). The size can only be limited when Node
 * starts; what can be stopped later is the growth. So it is first made to grow, by objects that survive, and then stopped.
 */
export function boundNewSpace(): void {
  const survivors: number[][] = [];
  for (let round = 0; newSpaceBytes() < WANTED_BYTES && round < MAX_ROUNDS; round++) {
    for (let count = 0; count < 500; count++) survivors.push(Array.from({ length: 16 }, () => round));
  }
  v8.setFlagsFromString('--semi-space-growth-factor=1');
}

function newSpaceBytes(): number {
  return v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? WANTED_BYTES;
}
