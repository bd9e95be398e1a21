import { type Check, type CheckSettings, type Evaluation, evaluateChecks, type Fix, type FixableFinding } from '../checks/index.ts';
import { compareSeverity, type Finding, formatSubject, type Problem } from '../core/index.ts';
import { createWorld, type InputText, type Inventory, readInventory, type World } from '../inventory/index.ts';
import { compareJudged, type Difference, type Judged, keyOfFinding } from './difference.ts';
import { applyFix, documentOf } from './target.ts';

/** What became of one finding that has a fix. */
export interface FixOutcome {
  readonly finding: Finding;
  readonly fix: Fix;
  /** `made` is part of the plan; `superseded` went with another fix; `refused` could not be made or proven; `risky` was not asked for. */
  readonly state: 'made' | 'superseded' | 'refused' | 'risky';
  /** Why it was refused. */
  readonly reason?: string;
}

export interface FileChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Fixes that were made in copies of the texts, and what reading all of these again showed. */
export interface FixPlan {
  readonly outcomes: readonly FixOutcome[];
  readonly files: readonly FileChange[];
  readonly before: Judged;
  readonly after: Judged;
  /** What the changes took away and what they brought; a plan brings nothing. */
  readonly difference: Difference;
}

export interface FixRequest {
  readonly inputs: readonly InputText[];
  readonly namespace?: string;
  /** Every check that is asked when a fix is judged, also those whose own findings are not to be fixed. */
  readonly checks: readonly Check[];
  readonly settings: CheckSettings;
  /** Which findings are to be fixed. Asked once for each; a person may be behind it. */
  wants(finding: Finding, fix: Fix): boolean;
  readonly allowRisky: boolean;
}

/**
 * Plans fixes. Each is made in a copy of its document, which alone is read and judged again: a check of `scope` object cannot see further. In
 * the end all changed texts are read and everything is judged once more; whatever that shows to be new is traced to its document and undone.
 */
export function planFixes(request: FixRequest): FixPlan {
  const planner = new Planner(request);
  return planner.plan();
}

class Planner {
  readonly #request: FixRequest;
  readonly #settings: CheckSettings;
  readonly #ownChecks: readonly Check[];
  readonly #outcomes = new Map<string, FixOutcome>();

  constructor(request: FixRequest) {
    this.#request = request;
    this.#settings = { ...request.settings, fixes: true };
    this.#ownChecks = request.checks.filter(({ scope }) => scope !== 'world');
  }

  plan(): FixPlan {
    const inventory = this.#read(this.#request.inputs);
    const evaluation = evaluateChecks(inventory, this.#request.checks, this.#settings);
    const before = judgedOf(inventory, evaluation);
    const documents = this.#documentsOf(evaluation.fixable, inventory);
    const changed = documents.filter((document) => this.#fixDocument(document));
    const { kept, after } = this.#prove(changed, before);
    const files = this.#fileChanges(kept);
    return { outcomes: [...this.#outcomes.values()], files, before, after, difference: compareJudged(before, after) };
  }

  #read(inputs: Iterable<InputText>): Inventory {
    const { namespace } = this.#request;
    return readInventory(inputs, namespace === undefined ? {} : { namespace });
  }

  /** The fixable findings by the document that they are in, in the order of the texts. */
  #documentsOf(fixable: readonly FixableFinding[], inventory: Inventory): DocumentWork[] {
    const byDocument = Map.groupBy(fixable, ({ target }) => documentOf(target));
    return [...byDocument].flatMap(([document, items]) => {
      const [first] = items;
      if (!first) return [];
      const { file } = first.target;
      const original = file.text.slice(document.start, document.end);
      return [
        {
          file: file.name,
          start: document.start,
          end: document.end,
          original,
          text: original,
          items,
          inventory,
        },
      ];
    });
  }

  /** Makes the wanted fixes of one document in its copy; says whether there are any. */
  #fixDocument(document: DocumentWork): boolean {
    const wanted = this.#wantedOf(document.items);
    if (wanted.length > 0) this.#makeFixes(document, wanted);
    return document.text !== document.original;
  }

  #makeFixes(document: DocumentWork, items: readonly FixableFinding[]): void {
    let state = this.#judgeDocument(document, document.text);
    for (const item of items) {
      // An earlier edit may have moved it, so the fix is taken from the latest reading.
      const isOwn = this.#isOwn(item.finding);
      const isChanged = document.text !== document.original;
      const current = isOwn ? findAgain(state.fixable, item) : isChanged ? findAgain(this.#askAgain(document, item), item) : item;
      if (!current) {
        this.#settle(item, 'superseded');
        continue;
      }
      const edited = applyFix(current.target, document.text, current.fix);
      if ('refused' in edited) {
        this.#settle(item, 'refused', edited.refused);
        continue;
      }
      const next = this.#judgeDocument(document, edited.text);
      const { gone, appeared } = compareJudged(state.judged, next.judged);
      const [news] = appeared;
      if (news) this.#settle(item, 'refused', `it would bring: ${describe(news)}`);
      else if (isOwn && !gone.some((finding) => finding.check === item.finding.check))
        this.#settle(item, 'refused', 'the finding would stay');
      else {
        this.#settle(item, 'made');
        document.text = edited.text;
        state = next;
      }
    }
  }

  /** Asks which are wanted, worst first; of fixes that need no risk first, so that they are not lost to one that does. */
  #wantedOf(items: readonly FixableFinding[]): FixableFinding[] {
    const ordered = items.toSorted(
      (a, b) => Number(a.fix.risky) - Number(b.fix.risky) || compareSeverity(a.finding.severity, b.finding.severity),
    );
    return ordered.filter((item) => {
      if (this.#outcomes.has(identityOf(item.finding)) || !this.#request.wants(item.finding, item.fix)) return false;
      if (!item.fix.risky || this.#request.allowRisky) return true;
      this.#settle(item, 'risky');
      return false;
    });
  }

  #isOwn(finding: Finding): boolean {
    return this.#ownChecks.some(({ id }) => id === finding.check);
  }

  /** What the check of a finding that compares objects says of the changed document among the objects that it came with. */
  #askAgain({ file, start, inventory, text }: DocumentWork, { finding }: FixableFinding): readonly FixableFinding[] {
    const own = this.#readAlone(file, text);
    const world = worldOf(inventory, file);
    const others = world?.objects.filter((object) => object.file.name !== file || object.document.start !== start) ?? [];
    const changed = createWorld(world?.name ?? '', [...others, ...own.objects]);
    const checks = this.#request.checks.filter(({ id }) => id === finding.check);
    return evaluateChecks({ ...own, worlds: [changed] }, checks, this.#settings).fixable;
  }

  #readAlone(file: string, text: string): Inventory {
    return this.#read(this.#request.inputs.filter(({ name }) => name === file).map((input) => ({ ...input, text })));
  }

  #judgeDocument({ file, inventory }: DocumentWork, text: string): DocumentState {
    const own = this.#readAlone(file, text);
    // Fixes may look at the world around; a document of its own has none, so it gets the one it came from.
    const world = worldOf(inventory, file);
    const evaluation = evaluateChecks({ ...own, worlds: world ? [world] : [] }, this.#ownChecks, this.#settings);
    return { judged: judgedOf(own, evaluation), fixable: evaluation.fixable };
  }

  /** Reads everything again with the changes; documents whose changes bring something new elsewhere lose them. */
  #prove(changed: readonly DocumentWork[], before: Judged): { readonly kept: readonly DocumentWork[]; readonly after: Judged } {
    const after = this.#judgeAll(changed);
    const news = this.#flawsOf(changed, before, after);
    if (news === undefined) return { kept: changed, after };
    const kept: DocumentWork[] = [];
    const accept = (candidates: readonly DocumentWork[]): void => {
      const trial = [...kept, ...candidates];
      const flaw = this.#flawsOf(trial, before, this.#judgeAll(trial));
      if (flaw === undefined) kept.push(...candidates);
      else if (candidates.length === 1) for (const document of candidates) this.#salvage(document, kept, before);
      else {
        const middle = candidates.length >> 1;
        accept(candidates.slice(0, middle));
        accept(candidates.slice(middle));
      }
    };
    accept(changed);
    return { kept, after: this.#judgeAll(kept) };
  }

  /** Why the changes cannot stand: they bring something, or a finding that compares objects is still there. */
  #flawsOf(changed: readonly DocumentWork[], before: Judged, after: Judged): string | undefined {
    const [news] = compareJudged(before, after).appeared;
    if (news) return `together with the rest it would bring: ${describe(news)}`;
    const left = new Set(after.findings.map(keyOfFinding));
    const stays = changed
      .flatMap(({ items }) => items)
      .find(
        ({ finding }) =>
          this.#outcomes.get(identityOf(finding))?.state === 'made' && !this.#isOwn(finding) && left.has(keyOfFinding(finding)),
      );
    return stays ? `${stays.finding.check} would stay` : undefined;
  }

  /** Makes the fixes of one document again, each judged with everything, and leaves out those that do harm elsewhere. */
  #salvage(document: DocumentWork, kept: DocumentWork[], before: Judged): void {
    const made = document.items.filter(({ finding }) => this.#outcomes.get(identityOf(finding))?.state === 'made');
    const original = document.original;
    document.text = original;
    // None of them is made any more until it is made again.
    for (const { finding } of made) this.#outcomes.delete(identityOf(finding));
    for (const item of made) {
      const text = document.text;
      this.#makeFixes(document, [item]);
      const trial = [...kept, document];
      const flaw = this.#flawsOf(trial, before, this.#judgeAll(trial));
      if (flaw === undefined) continue;
      document.text = text;
      this.#settle(item, 'refused', flaw);
    }
    if (document.text !== original) kept.push(document);
  }

  #judgeAll(changed: readonly DocumentWork[]): Judged {
    const changes = new Map(this.#fileChanges(changed).map(({ name, after }) => [name, after]));
    const inventory = this.#read(this.#request.inputs.map((input) => ({ ...input, text: changes.get(input.name) ?? input.text })));
    return judgedOf(inventory, evaluateChecks(inventory, this.#request.checks, { ...this.#settings, fixes: false }));
  }

  #fileChanges(changed: readonly DocumentWork[]): FileChange[] {
    return [...Map.groupBy(changed, ({ file }) => file)].map(([name, documents]) => {
      const before = this.#request.inputs.find((input) => input.name === name)?.text ?? '';
      const fromTheEnd = documents.toSorted((a, b) => b.start - a.start);
      const after = fromTheEnd.reduce((text, { start, end, text: own }) => text.slice(0, start) + own + text.slice(end), before);
      return { name, before, after };
    });
  }

  #settle({ finding, fix }: FixableFinding, state: FixOutcome['state'], reason?: string): void {
    this.#outcomes.set(identityOf(finding), { finding, fix, state, ...(reason === undefined ? {} : { reason }) });
  }
}

interface DocumentWork {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly items: readonly FixableFinding[];
  readonly inventory: Inventory;
  readonly original: string;
  /** The document's text with the fixes made so far. */
  text: string;
}

interface DocumentState {
  readonly judged: Judged;
  readonly fixable: readonly FixableFinding[];
}

/** The first world that a file is part of. */
function worldOf({ worlds }: Inventory, file: string): World | undefined {
  return worlds.find(({ objects }) => objects.some((object) => object.file.name === file)) ?? worlds[0];
}

function findAgain(fixable: readonly FixableFinding[], { finding: wanted }: FixableFinding): FixableFinding | undefined {
  return fixable.find(
    ({ finding }) =>
      finding.check === wanted.check &&
      finding.message === wanted.message &&
      formatSubject(finding.subject) === formatSubject(wanted.subject),
  );
}

function judgedOf({ problems }: Inventory, evaluation: Evaluation): Judged {
  return { findings: evaluation.findings, problems: [...problems, ...evaluation.problems].filter(({ code }) => code !== 'notice') };
}

function identityOf(finding: Finding): string {
  const start = finding.origin[0]?.place.range.start;
  return `${keyOfFinding(finding)}\n${finding.path.join('/')}\n${start?.line}:${start?.column}`;
}

function describe(news: Finding | Problem): string {
  return 'check' in news ? `${news.check}: ${news.message}` : news.message;
}
