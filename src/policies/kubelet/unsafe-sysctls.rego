package seawall.kubelet.unsafe_sysctls

import data.lib.seawall.fields
import data.lib.seawall.kubelet_files
import data.lib.seawall.report

violation contains report.at(["allowedUnsafeSysctls", index], [], sprintf("pods may set %s", [name])) if {
	some index, name in fields.list_at(kubelet_files.configuration, ["allowedUnsafeSysctls"])
}
