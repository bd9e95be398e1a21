import { recordAt, stringAt } from '../../../core/index.ts';
import { type AttackStep, defineStep, type Premise, usual } from '../../define-step.ts';
import { everyContainer } from '../containers.ts';

interface Identity {
  readonly annotation: string;
  readonly cloud: string;
  /** A label that pods must have. */
  readonly label?: string;
  readonly source: string;
}

/** How service accounts are identities of a cloud. */
const IDENTITIES: readonly Identity[] = [
  {
    annotation: 'eks.amazonaws.com/role-arn',
    cloud: 'a role of AWS',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html',
  },
  {
    annotation: 'azure.workload.identity/client-id',
    cloud: 'an identity of Azure',
    label: 'azure.workload.identity/use',
    source: 'https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html',
  },
  {
    annotation: 'iam.gke.io/gcp-service-account',
    cloud: 'a service account of Google Cloud',
    source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
  },
];

export const workloadIdentity: AttackStep = defineStep({
  id: 'inside/workload-identity',
  phase: 'inside',
  title: 'Use the cloud identity of the service account',
  condition: `The ServiceAccount of the pod has the annotation ${IDENTITIES.map(({ annotation }) => annotation).join(', ')}: its containers hold credentials of that identity, on Azure where the pod asks for it with the label azure.workload.identity/use. Whoever may have a token made for the account gets them as well.`,
  mitre: ['T1528', 'T1078'],
  microsoft: ['MS-TA9020', 'MS-TA9028'],
  reference: 'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html',
  effort: 1,
  *moves(scene) {
    const premises: readonly Premise[] = [usual('the cloud trusts the cluster for this account, which the annotation is there for')];
    for (const { unit, container, fact } of everyContainer(scene)) {
      const { account, pod } = unit;
      const object = scene.find('', 'ServiceAccount', account.namespace, account.name);
      const annotations = recordAt(object?.value, 'metadata', 'annotations');
      for (const { annotation, cloud, label, source } of IDENTITIES) {
        if (!object || !annotations[annotation]) continue;
        if (label !== undefined && stringAt(pod.metadata, 'labels', label) !== 'true') continue;
        // A webhook adds the token when the pod is created, and nothing is added to one that runs.
        if (container.kind === 'ephemeral' && annotation !== 'iam.gke.io/gcp-service-account') continue;
        yield {
          from: [fact],
          to: { kind: 'cloud' },
          says: `uses ${cloud} from container ${container.name} of ${unit.title}`,
          premises,
          grounds: () => [
            { text: `ServiceAccount ${account.name} is ${cloud} (${source})`, object, path: ['metadata', 'annotations', annotation] },
          ],
        };
      }
    }
  },
});
