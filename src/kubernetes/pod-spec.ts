/**
 * The pod, as far as Seawall looks at it. Field names and types are those of the Kubernetes API, v1.35
 * (https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.35/#pod-v1-core). Values are believed: reading an object
 * drops every field whose type the API server would refuse, and reports it (see `schema/`).
 */
export interface PodSpec {
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: { readonly nodeAffinity?: Readonly<Record<string, unknown>> };
  readonly automountServiceAccountToken?: boolean;
  readonly containers?: readonly Container[];
  readonly dnsConfig?: Readonly<Record<string, unknown>>;
  readonly dnsPolicy?: string;
  readonly enableServiceLinks?: boolean;
  readonly ephemeralContainers?: readonly Container[];
  readonly hostAliases?: readonly { readonly ip?: string; readonly hostnames?: readonly string[] }[];
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostUsers?: boolean;
  readonly imagePullSecrets?: readonly LocalReference[];
  readonly initContainers?: readonly Container[];
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly os?: { readonly name?: string };
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly restartPolicy?: string;
  readonly runtimeClassName?: string;
  readonly schedulerName?: string;
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly shareProcessNamespace?: boolean;
  readonly terminationGracePeriodSeconds?: number;
  readonly tolerations?: readonly Toleration[];
  readonly volumes?: readonly Volume[];
}

export interface LocalReference {
  readonly name?: string;
}

export interface Toleration {
  readonly effect?: string;
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
}

export interface SeccompProfile {
  readonly type?: string;
  readonly localhostProfile?: string;
}

export interface AppArmorProfile {
  readonly type?: string;
  readonly localhostProfile?: string;
}

export interface SELinuxOptions {
  readonly level?: string;
  readonly role?: string;
  readonly type?: string;
  readonly user?: string;
}

export interface WindowsSecurityContextOptions {
  readonly gmsaCredentialSpec?: string;
  readonly hostProcess?: boolean;
  readonly runAsUserName?: string;
}

interface SharedSecurityContext {
  readonly appArmorProfile?: AppArmorProfile;
  readonly runAsGroup?: number;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seLinuxOptions?: SELinuxOptions;
  readonly seccompProfile?: SeccompProfile;
  readonly windowsOptions?: WindowsSecurityContextOptions;
}

export interface PodSecurityContext extends SharedSecurityContext {
  readonly fsGroup?: number;
  readonly supplementalGroups?: readonly number[];
  readonly supplementalGroupsPolicy?: string;
  readonly sysctls?: readonly { readonly name?: string; readonly value?: string }[];
}

export interface SecurityContext extends SharedSecurityContext {
  readonly allowPrivilegeEscalation?: boolean;
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  readonly privileged?: boolean;
  readonly procMount?: string;
  readonly readOnlyRootFilesystem?: boolean;
}

export interface Container {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: { readonly postStart?: Handler; readonly preStop?: Handler };
  readonly livenessProbe?: Handler;
  readonly name?: string;
  readonly ports?: readonly ContainerPort[];
  readonly readinessProbe?: Handler;
  readonly resources?: ResourceRequirements;
  /** `Always` on an init container makes it a sidecar. */
  readonly restartPolicy?: string;
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Handler;
  readonly stdin?: boolean;
  readonly targetContainerName?: string;
  readonly tty?: boolean;
  readonly volumeDevices?: readonly { readonly name?: string; readonly devicePath?: string }[];
  readonly volumeMounts?: readonly VolumeMount[];
}

export interface EnvVar {
  readonly name?: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly configMapKeyRef?: KeyReference;
    readonly fieldRef?: Readonly<Record<string, unknown>>;
    readonly secretKeyRef?: KeyReference;
  };
}

export interface KeyReference {
  readonly key?: string;
  readonly name?: string;
  readonly optional?: boolean;
}

export interface EnvFromSource {
  readonly configMapRef?: { readonly name?: string; readonly optional?: boolean };
  readonly prefix?: string;
  readonly secretRef?: { readonly name?: string; readonly optional?: boolean };
}

export interface Handler {
  readonly exec?: { readonly command?: readonly string[] };
  readonly grpc?: { readonly port?: number; readonly service?: string };
  readonly httpGet?: { readonly host?: string; readonly path?: string; readonly port?: number | string; readonly scheme?: string };
  readonly sleep?: { readonly seconds?: number };
  readonly tcpSocket?: { readonly host?: string; readonly port?: number | string };
}

export interface ContainerPort {
  readonly containerPort?: number;
  readonly hostIP?: string;
  readonly hostPort?: number;
  readonly name?: string;
  readonly protocol?: string;
}

/** A quantity as written: `100m`, `1Gi`, or a bare number. */
export type QuantityText = string | number;

export interface ResourceRequirements {
  readonly limits?: Readonly<Record<string, QuantityText>>;
  readonly requests?: Readonly<Record<string, QuantityText>>;
}

export interface VolumeMount {
  readonly mountPath?: string;
  readonly mountPropagation?: string;
  readonly name?: string;
  readonly readOnly?: boolean;
  readonly recursiveReadOnly?: string;
  readonly subPath?: string;
  readonly subPathExpr?: string;
}

/** `name` and one further key, the volume type. */
export interface Volume {
  readonly name?: string;
  readonly configMap?: { readonly name?: string; readonly optional?: boolean; readonly defaultMode?: number };
  readonly csi?: { readonly driver?: string };
  readonly downwardAPI?: Readonly<Record<string, unknown>>;
  readonly emptyDir?: { readonly medium?: string; readonly sizeLimit?: QuantityText };
  readonly ephemeral?: Readonly<Record<string, unknown>>;
  readonly hostPath?: { readonly path?: string; readonly type?: string };
  readonly persistentVolumeClaim?: { readonly claimName?: string; readonly readOnly?: boolean };
  readonly projected?: { readonly sources?: readonly Readonly<Record<string, unknown>>[] };
  readonly secret?: { readonly secretName?: string; readonly optional?: boolean; readonly defaultMode?: number };
  readonly [type: string]: unknown;
}

export interface PodMetadata {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly namespace?: string;
}
