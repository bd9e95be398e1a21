/** A matrix of techniques by tactic, in the order in which attacks go. */
export interface ThreatMatrix {
  readonly id: 'mitre' | 'microsoft';
  readonly title: string;
  readonly source: string;
  readonly tactics: readonly { readonly name: string; readonly techniques: readonly string[] }[];
}

export const MATRICES: readonly ThreatMatrix[] = [
  {
    id: 'mitre',
    title: 'MITRE ATT&CK for Containers',
    source: 'https://attack.mitre.org/matrices/enterprise/containers/',
    tactics: [
      { name: 'Initial access', techniques: ['T1190', 'T1133', 'T1078'] },
      { name: 'Execution', techniques: ['T1609', 'T1610', 'T1053.007', 'T1204.003'] },
      { name: 'Persistence', techniques: ['T1098', 'T1098.006', 'T1543.005', 'T1133', 'T1525', 'T1053.007', 'T1078'] },
      { name: 'Privilege escalation', techniques: ['T1611', 'T1068', 'T1098.006', 'T1053.007', 'T1078'] },
      { name: 'Defense evasion', techniques: ['T1612', 'T1610', 'T1562.001', 'T1070', 'T1036.005', 'T1550.001', 'T1078'] },
      { name: 'Credential access', techniques: ['T1110', 'T1528', 'T1552.001', 'T1552.007'] },
      { name: 'Discovery', techniques: ['T1613', 'T1046', 'T1069'] },
      { name: 'Lateral movement', techniques: ['T1550.001'] },
      { name: 'Impact', techniques: ['T1496', 'T1498', 'T1499'] },
    ],
  },
  {
    id: 'microsoft',
    title: 'Microsoft Threat Matrix for Kubernetes',
    source: 'https://microsoft.github.io/Threat-Matrix-for-Kubernetes/',
    tactics: [
      { name: 'Initial access', techniques: ['MS-TA9001', 'MS-TA9002', 'MS-TA9003', 'MS-TA9004', 'MS-TA9005'] },
      { name: 'Execution', techniques: ['MS-TA9006', 'MS-TA9007', 'MS-TA9008', 'MS-TA9009', 'MS-TA9010', 'MS-TA9011'] },
      { name: 'Persistence', techniques: ['MS-TA9012', 'MS-TA9013', 'MS-TA9014', 'MS-TA9015', 'MS-TA9016', 'MS-TA9017'] },
      { name: 'Privilege escalation', techniques: ['MS-TA9018', 'MS-TA9019', 'MS-TA9013', 'MS-TA9020'] },
      { name: 'Defense evasion', techniques: ['MS-TA9021', 'MS-TA9022', 'MS-TA9023', 'MS-TA9024'] },
      { name: 'Credential access', techniques: ['MS-TA9025', 'MS-TA9026', 'MS-TA9016', 'MS-TA9027', 'MS-TA9028', 'MS-TA9015'] },
      { name: 'Discovery', techniques: ['MS-TA9029', 'MS-TA9030', 'MS-TA9031', 'MS-TA9032', 'MS-TA9033'] },
      { name: 'Lateral movement', techniques: ['MS-TA9020', 'MS-TA9016', 'MS-TA9034', 'MS-TA9027', 'MS-TA9013', 'MS-TA9035', 'MS-TA9036'] },
      { name: 'Collection', techniques: ['MS-TA9037', 'MS-TA9041'] },
      { name: 'Impact', techniques: ['MS-TA9038', 'MS-TA9039', 'MS-TA9040'] },
    ],
  },
];
