import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Dockerfile } from './dockerfile.ts';
import { type Inventory, readInventory } from './inventory.ts';

function inventoryOf(text: string): Inventory {
  return readInventory([{ name: 'Dockerfile', text, dockerfile: { kind: 'unknown' } }]);
}

function read(text: string): Dockerfile {
  const [dockerfile] = inventoryOf(text).dockerfiles;
  assert.ok(dockerfile);
  return dockerfile;
}

const problemsOf = (text: string): (readonly [string, string, number | undefined])[] =>
  inventoryOf(text).problems.map(({ code, message, place }) => [code, message, place?.range.start.line]);

describe('stages', () => {
  it('are built from images, from each other, from scratch, or from what the build says', () => {
    const { stages, chain, final } = read(
      'ARG V=3.22\nARG X\nFROM alpine:$V AS Base\nFROM scratch\nFROM $X AS c\nFROM base AS last\nFROM --platform=$Y last\n',
    );
    assert.deepEqual(
      stages.map(({ base }) => base.kind),
      ['image', 'scratch', 'unresolved', 'stage', 'stage'],
    );
    assert.deepEqual(
      stages.map(({ name }) => name),
      ['base', undefined, 'c', 'last', undefined],
    );
    assert.deepEqual(stages[0]?.base, { kind: 'image', image: 'alpine:3.22', reference: stages[0]?.from.words[0] });
    assert.deepEqual(
      chain.map(({ index }) => index),
      [0, 3, 4],
    );
    assert.equal(final?.index, 4);
  });

  it('inherit user, folder, shell and environment, but no arguments', () => {
    const { final } = read(
      'FROM a AS b\nARG X=1\nENV E=$X\nUSER u\nWORKDIR /w\nWORKDIR v\nSHELL ["/bin/bash", "-c"]\nFROM b\nRUN echo $E $X\n',
    );
    const [run] = final?.instructions ?? [];
    assert.equal(run?.state.user?.words[0]?.text, 'u');
    assert.equal(run?.state.workdir, '/w/v');
    assert.deepEqual(run?.state.shell, ['/bin/bash', '-c']);
    assert.equal(run?.valueOf({ text: '$E' }), '1');
    assert.equal(run?.valueOf({ text: '$X' }), undefined);
  });

  it('see arguments from before the first FROM only after an ARG of their own', () => {
    const { final } = read('ARG V=1\nFROM a\nLABEL a=$V\nARG V\nLABEL a=$V\n');
    assert.deepEqual(
      final?.instructions.map((instruction) => instruction.valueOf({ text: '$V' })),
      [undefined, undefined, '1'],
    );
  });

  it('have paths, and places by them', () => {
    const dockerfile = read('ARG V\nFROM a\nUSER b\nONBUILD RUN c\n');
    const paths = dockerfile.instructions.map(({ path }) => path.join('.'));
    assert.deepEqual(paths, ['instructions.0', 'stages.0.from', 'stages.0.instructions.0', 'stages.0.instructions.1']);
    assert.equal(dockerfile.locate(['stages', 0, 'instructions', 1, 'trigger']).place.range.start.line, 4);
    assert.equal(dockerfile.locate(['stages', 0, 'from']).place.range.start.line, 2);
    assert.equal(dockerfile.locate(['stages', 7, 'from']).exact, false);
  });
});

describe('the shell', () => {
  const programs = (text: string): string[] => read(text).instructions.flatMap(({ shell }) => shell.commands.map(({ program }) => program));

  it('is read in each form, with the places of its words', () => {
    const text =
      'FROM a\nRUN x && \\\n  # c\n  y\nCMD ["p", "-q"]\nENTRYPOINT ["sh", "-c", "q \\"r\\" | s"]\nHEALTHCHECK --interval=5s CMD t -f || exit 1\n';
    assert.deepEqual(programs(text), ['x', 'y', 'p', 'sh', 'q', 's', 't', 'exit']);
    for (const { shell } of read(text).instructions) {
      for (const { name } of shell.commands) assert.equal(text.slice(name.start, name.end).replaceAll('"', ''), name.value);
    }
  });

  it('is read in heredocs, where a shell reads them', () => {
    assert.deepEqual(programs('FROM a\nRUN <<EOF\nx\ny\nEOF\nRUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF\n'), ['x', 'y']);
    assert.deepEqual(programs('FROM a\nRUN bash -e <<EOF\nx\nEOF\nRUN python3 <<EOF\nimport os\nEOF\nRUN <<EOF\n#!/bin/sh\nz\nEOF\n'), [
      'bash',
      'x',
      'python3',
      'z',
    ]);
  });

  it('is left alone where it is not of the Bourne family', () => {
    assert.deepEqual(programs('# escape=`\nFROM a\nRUN dir C:\\ | Select-Object x\n'), []);
    assert.deepEqual(programs('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN dir (x\n'), []);
    assert.deepEqual(programs('FROM a\nSHELL ["powershell", "-Command"]\nRUN Get-Item x\nSHELL ["/bin/bash", "-c"]\nRUN x\n'), ['x']);
  });
});

describe('what is broken', () => {
  it('is a problem with its place, and the rest is read', () => {
    assert.deepEqual(problemsOf('RUN x\nFROM a b\nENV A\nENV A=1 B\nRUN\nRUN <<E\n'), [
      ['unparsable', 'RUN without arguments', 5],
      ['unparsable', 'heredoc E is never closed', 6],
      ['unparsable', 'RUN before the first FROM belongs to no stage', 1],
      ['unparsable', 'FROM takes an image, or an image AS a name', 2],
      ['unparsable', 'ENV needs a name and a value', 3],
      ['unparsable', 'ENV cannot be read: there is no = in "B"', 4],
    ]);
  });

  it('is a file without FROM', () => {
    assert.deepEqual(problemsOf('ARG X=1\n'), [['unparsable', 'no FROM, so no image is built from it', 1]]);
    assert.equal(problemsOf('').length, 1);
  });

  it('is a script that the shell cannot read', () => {
    assert.match(problemsOf('FROM a\nRUN if x; then y\n')[0]?.[1] ?? '', /^the shell cannot read this: /);
  });

  it('is a template, which is not evaluated', () => {
    assert.deepEqual(problemsOf('FROM {{ .Image }}\n'), [['not-evaluated', 'this Dockerfile is a template', 1]]);
    assert.deepEqual(problemsOf('FROM a\n{% if x %}\nRUN y\n'), [['not-evaluated', 'this Dockerfile is a template', 2]]);
    assert.deepEqual(problemsOf("FROM a\nRUN docker inspect -f '{{.Id}}' x\n"), []);
  });

  it('is a file larger than people write', () => {
    assert.deepEqual(
      problemsOf(`FROM a\n${'# x\n'.repeat(300_000)}`).map(([code]) => code),
      ['limit'],
    );
    assert.deepEqual(
      problemsOf(`FROM a\n${'USER x\n'.repeat(6000)}`).map(([code]) => code),
      ['limit'],
    );
  });
});
