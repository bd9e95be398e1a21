package seawall.kubelet.webhook_authentication

import data.lib.seawall.kubelet_files
import data.lib.seawall.report

violation contains report.at(["authentication", "webhook", "enabled"], [], "authentication.webhook.enabled is false") if {
	kubelet_files.configuration.authentication.webhook.enabled == false
}
