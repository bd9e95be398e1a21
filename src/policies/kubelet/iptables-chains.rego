package seawall.kubelet.iptables_chains

import data.lib.seawall.kubelet_files
import data.lib.seawall.report

violation contains report.at(["makeIPTablesUtilChains"], [], "makeIPTablesUtilChains is false") if {
	kubelet_files.configuration.makeIPTablesUtilChains == false
}
