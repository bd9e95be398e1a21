# Configuration files of the kubelet.
package lib.seawall.kubelet_files

import data.lib.seawall.manifest

configuration := manifest.root if manifest.group_kind == "kubelet.config.k8s.io/KubeletConfiguration"
