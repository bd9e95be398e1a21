package seawall.pod.volume_type

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

# In the order in which the admission plugin looks for them; host paths have policies of their own.
restricted := [
	"hostPath",
	"gcePersistentDisk",
	"awsElasticBlockStore",
	"gitRepo",
	"nfs",
	"iscsi",
	"glusterfs",
	"rbd",
	"flexVolume",
	"cinder",
	"cephfs",
	"flocker",
	"fc",
	"azureFile",
	"vsphereVolume",
	"quobyte",
	"azureDisk",
	"photonPersistentDisk",
	"portworxVolume",
	"scaleIO",
	"storageos",
]

allowed := {
	"configMap",
	"csi",
	"downwardAPI",
	"emptyDir",
	"ephemeral",
	"image",
	"persistentVolumeClaim",
	"projected",
	"secret",
}

volumes contains volume if {
	some pod in pods.pods
	some index, value in fields.list_at(pod.spec, ["volumes"])
	names := object.keys(value)
	count(names & allowed) == 0
	type := [name | some name in restricted; name in names][0]
	type != "hostPath"
	volume := {"path": array.concat(pod.path, ["volumes", index, type]), "type": type}
}

violation contains report.graded("high", volume.path, [], message(volume)) if {
	some volume in volumes
	volume.type in {"gitRepo", "flexVolume"}
}

violation contains report.at(volume.path, [], message(volume)) if {
	some volume in volumes
	not volume.type in {"gitRepo", "flexVolume"}
}

message(volume) := sprintf("a volume has the type %s", [volume.type])
