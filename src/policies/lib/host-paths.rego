# Volumes that are places of the node. Each place belongs to one group, the most specific.
package lib.seawall.host_paths

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

sockets := `(?:^|/)(?:docker|containerd|crio|podman|cri-dockerd|dockershim|buildkitd)\.sock$|^/(?:var/)?run/(?:containerd|crio|docker|podman)(?:/|$)`

prefixes := [
	["/etc/kubernetes", "kubernetes"],
	["/var/lib/kubelet", "kubelet"],
	["/var/lib/docker", "kubelet"],
	["/var/lib/containerd", "kubelet"],
	["/var/lib/containers", "kubelet"],
	["/var/lib/etcd", "etcd"],
	["/etc", "etc"],
	["/proc", "proc"],
	["/sys", "proc"],
	["/dev", "dev"],
	["/var/log", "log"],
	["/root", "home"],
	["/home", "home"],
]

# Folders that contain all of the dangerous ones below them.
parents := {"/": "root", "/var": "root", "/var/lib": "root", "/var/run": "socket", "/run": "socket"}

group_of(path) := group if {
	group := parents[path]
} else := "socket" if {
	regex.match(sockets, path)
} else := group if {
	group := [name | some [prefix, name] in prefixes; is_at_or_below(path, prefix)][0]
} else := "other"

is_at_or_below(path, folder) if path == folder

is_at_or_below(path, folder) if startswith(path, concat("", [folder, "/"]))

# Every volume that is a place of the node, and whether a container mounts it to write.
found contains place if {
	some pod in pods.pods
	some index, volume in fields.list_at(pod.spec, ["volumes"])
	path := normal(volume.hostPath.path)
	place := {
		"volume": object.get(volume, "name", ""),
		"path": path,
		"group": group_of(path),
		"field": array.concat(pod.path, ["volumes", index, "hostPath", "path"]),
		"is_writable": is_writable(pod, volume),
	}
}

is_writable(pod, volume) if {
	some container in pods.containers
	container.pod.path == pod.path
	some mount in fields.list_at(container.spec, ["volumeMounts"])
	mount.name == volume.name
	object.get(mount, "readOnly", false) != true
} else := false

mode(place) := "writable" if {
	place.is_writable
} else := "read-only"

message(place) := sprintf("volume %s is %s of the node, %s", [place.volume, place.path, mode(place)])

at(place) := report.at(place.field, [], message(place))

# /var/../etc/ is /etc: the kubelet opens what the path means, not how it is written.
normal(path) := concat("", ["/", concat("/", kept)]) if {
	steps := [step | some step in split(path, "/"); not step in {"", "."}]
	kept := [step | some index, step in steps; step != ".."; not is_taken_back(steps, index)]
}

# A step is taken back where more steps up than steps down follow it.
is_taken_back(steps, index) if {
	some end, _ in steps
	end > index
	after := array.slice(steps, index + 1, end + 1)
	ups := count([step | some step in after; step == ".."])
	ups * 2 > count(after)
}
