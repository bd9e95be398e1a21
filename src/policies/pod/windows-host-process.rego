package seawall.pod.windows_host_process

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(context.path, ["windowsOptions", "hostProcess"], sprintf("%s is a process of the node", [context.of])) if {
	some context in pods.contexts
	context.value.windowsOptions.hostProcess == true
}
