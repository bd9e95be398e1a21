package seawall.kubelet.streaming_timeout

import data.lib.seawall.fields
import data.lib.seawall.kubelet_files
import data.lib.seawall.report

violation contains report.at(["streamingConnectionIdleTimeout"], [], sprintf("streamingConnectionIdleTimeout is %s", [timeout])) if {
	timeout := fields.text_at(kubelet_files.configuration, ["streamingConnectionIdleTimeout"])
	regex.match(`^0(?:[a-z]+|$)`, timeout)
}
