package seawall.kubelet.event_rate

import data.lib.seawall.kubelet_files
import data.lib.seawall.report

violation contains report.at(["eventRecordQPS"], [], "eventRecordQPS is 0, which means no limit") if {
	kubelet_files.configuration.eventRecordQPS == 0
}
