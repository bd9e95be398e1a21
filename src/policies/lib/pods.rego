# Every pod of an object: the pod itself, the template of a workload, templates in custom resources, with all their containers.
package lib.seawall.pods

import data.lib.seawall.fields
import data.lib.seawall.manifest

built_in := {
	"v1/Pod": ["spec"],
	"v1/PodTemplate": ["template", "spec"],
	"v1/ReplicationController": ["spec", "template", "spec"],
	"apps/v1/DaemonSet": ["spec", "template", "spec"],
	"apps/v1/Deployment": ["spec", "template", "spec"],
	"apps/v1/ReplicaSet": ["spec", "template", "spec"],
	"apps/v1/StatefulSet": ["spec", "template", "spec"],
	"batch/v1/CronJob": ["spec", "jobTemplate", "spec", "template", "spec"],
	"batch/v1/Job": ["spec", "template", "spec"],
}

full_kind := concat("/", [manifest.api_version, manifest.kind])

paths contains built_in[full_kind]

# Other kinds are looked through for what has the shape of a pod, except for those that hold schemas, data and records of the past.
paths contains path if {
	not built_in[full_kind]
	some path in shapes
	not is_inside_another(path)
}

shapes contains path if {
	not manifest.kind in {"CustomResourceDefinition", "ConfigMap", "Secret", "ControllerRevision", "Event"}
	walk(manifest.root, [path, value])
	count(path) <= 10
	containers_of_shape := value.containers
	is_array(containers_of_shape)
	every item in containers_of_shape {
		is_object(item)
	}
	some item in containers_of_shape
	is_string(item.image)
}

is_inside_another(path) if {
	some outer in shapes
	count(outer) < count(path)
	array.slice(path, 0, count(outer)) == outer
}

pods contains pod if {
	some path in paths
	spec := object.get(manifest.root, path, false)
	is_object(spec)
	metadata_path := array.concat(array.slice(path, 0, count(path) - 1), ["metadata"])
	pod := {
		"path": path,
		"metadata_path": metadata_path,
		"metadata": fields.record_at(manifest.root, metadata_path),
		"spec": spec,
	}
}

lists := {"initContainers": "init", "containers": "container", "ephemeralContainers": "ephemeral"}

containers contains container if {
	some pod in pods
	some field, kind in lists
	some index, spec in fields.list_at(pod.spec, [field])
	is_object(spec)
	count(spec) > 0
	container := {
		"kind": kind,
		"name": name_of(spec, field, index),
		"path": array.concat(pod.path, [field, index]),
		"spec": spec,
		"pod": pod,
	}
}

name_of(spec, field, index) := name if {
	name := fields.text_at(spec, ["name"])
} else := sprintf("%s[%d]", [field, index])

annotations(pod) := fields.record_at(pod.metadata, ["annotations"])

is_windows(pod) if pod.spec.os.name == "windows"

is_privileged(container) if container.spec.securityContext.privileged == true

# Pods with a user namespace of their own: root inside is nobody outside.
has_user_namespace(pod) if pod.spec.hostUsers == false

# The security contexts of a pod and of its containers, with whose they are.
contexts contains context if {
	some pod in pods
	context := {
		"of": "the pod",
		"pod": pod,
		"path": array.concat(pod.path, ["securityContext"]),
		"value": pod.spec.securityContext,
	}
}

contexts contains context if {
	some container in containers
	context := {
		"of": concat(" ", ["container", container.name]),
		"pod": container.pod,
		"path": array.concat(container.path, ["securityContext"]),
		"value": container.spec.securityContext,
	}
}

# A security setting as the kubelet applies it: the container's own value, else the pod's, else none.
setting(container, field) := {"value": value, "level": "container", "path": path} if {
	value := container.spec.securityContext[field]
	path := array.concat(container.path, ["securityContext", field])
} else := {"value": value, "level": "pod", "path": path} if {
	value := container.pod.spec.securityContext[field]
	path := array.concat(container.pod.path, ["securityContext", field])
} else := {"level": "default", "path": path} if {
	path := array.concat(container.path, ["securityContext", field])
}

# Containers that run as long as their pod: regular ones, and init containers that are sidecars.
is_long_running(container) if container.kind == "container"

is_long_running(container) if {
	container.kind == "init"
	container.spec.restartPolicy == "Always"
}

# Containers of workloads that serve until they are stopped; to those of jobs probes mean nothing.
is_service(container) if {
	is_long_running(container)
	not manifest.kind in {"Job", "CronJob"}
	not object.get(container.pod.spec, "restartPolicy", "Always") in {"Never", "OnFailure"}
}
