import { type ExistingPolicies, endName, type Plan, type Proof, type ProvenFlow, type Reason } from '../../engines/network/index.ts';
import { plural, safeText } from '../../report/index.ts';

/** What `--proof json` prints. */
export function proofJson(proof: Proof, existing: ExistingPolicies): Readonly<Record<string, unknown>> {
  const { missing, excess, perhaps, checked } = proof;
  return { isProven: missing.length + excess.length === 0, checked, missing, excess, perhaps, existing };
}

/** What `--proof markdown` prints: what was checked, the needed flows, and what stays of today's policies. */
export function renderProof(
  { needs, governed, remarks }: Plan,
  proof: Proof,
  existing: ExistingPolicies,
  policies: number,
  placeOf: (reason: Reason) => string,
): string {
  const { checked, perhaps, missing, excess } = proof;
  const sections = [
    `# Proof of ${plural(policies, 'NetworkPolicy', 'NetworkPolicies')} for ${plural(governed.size, 'namespace')}`,
    `The policies were read in place of those of today. ${checked.pairs} ordered pairs of pods, some of them unknown to the manifests, and ${checked.outside} parts of the space of addresses were compared with ${plural(checked.needs, 'needed flow')}: **${missing.length} of the needed flows closed, ${excess.length} others open.**`,
    'Traffic to a pod from its own node is always let in, so probes work. Connections of a pod to itself, and pods on the network of their node, are not governed by NetworkPolicy and not compared.',
    [
      '## Needed flows',
      '',
      '| from | to | port | because |',
      '|---|---|---|---|',
      ...needs.map(({ from, to, protocol, port, reasons }) =>
        row([
          endName(from),
          endName(to),
          `${protocol} ${port}`,
          reasons.map((reason) => [reason.what, placeOf(reason)].filter((text) => text !== '').join(', ')).join('; '),
        ]),
      ),
    ].join('\n'),
  ];
  if (perhaps.length > 0)
    sections.push(
      `## Open on some network plugins\n\nA range of addresses is needed at one end, and whether it means pods too is left open upstream.\n\n${flowTable(perhaps)}`,
    );
  if (remarks.length > 0) sections.push(`## To be looked at\n\n${remarks.map((remark) => `- ${safeText(remark)}`).join('\n')}`);
  sections.push(existingSection(existing));
  return `${sections.join('\n\n')}\n`;
}

function existingSection({ replaced, staying, opened, others }: ExistingPolicies): string {
  const lines = ['## Policies of today', ''];
  if (replaced.length + staying.length + others.length === 0) lines.push('There are none.');
  if (replaced.length > 0) lines.push(`Replaced, because they have the same name: ${replaced.map(safeText).join(', ')}.`, '');
  if (staying.length > 0) lines.push(`These stay until somebody deletes them: ${staying.map(safeText).join(', ')}.`, '');
  if (opened.length > 0) {
    lines.push('Besides what is needed they open:', '', '| from | to | ports | by |', '|---|---|---|---|');
    lines.push(...opened.map(({ from, to, ports, by }) => row([from, to, ports, by.join(', ')])), '');
  } else if (staying.length > 0) lines.push('They open nothing besides what is needed.', '');
  if (others.length > 0)
    lines.push(`These decide before or after NetworkPolicy and are not part of the proof: ${others.map(safeText).join(', ')}.`);
  return lines.join('\n').trimEnd();
}

function flowTable(flows: readonly ProvenFlow[]): string {
  return ['| from | to | ports |', '|---|---|---|', ...flows.map(({ from, to, ports }) => row([from, to, ports]))].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((text) => safeText(text).replaceAll('|', '\\|').replaceAll('<', '&lt;')).join(' | ')} |`;
}
