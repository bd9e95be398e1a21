package seawall.pod.block_device

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["volumeDevices", index], message) if {
	some container in pods.containers
	some index, device in fields.list_at(container.spec, ["volumeDevices"])
	message := sprintf("container %s uses volume %s as the device %s", [
		container.name,
		fields.shown(device, "name"),
		fields.shown(device, "devicePath"),
	])
}
