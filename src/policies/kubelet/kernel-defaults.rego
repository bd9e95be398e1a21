package seawall.kubelet.kernel_defaults

import data.lib.seawall.kubelet_files
import data.lib.seawall.report

violation contains report.at(["protectKernelDefaults"], [], "protectKernelDefaults is false") if {
	kubelet_files.configuration.protectKernelDefaults == false
}
