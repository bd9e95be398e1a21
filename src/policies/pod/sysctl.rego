package seawall.pod.sysctl

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report
import data.lib.seawall.source

# The first release whose Pod Security Standards call a setting safe.
safe_since := {
	"kernel.shm_rmid_forced": 0,
	"net.ipv4.ip_local_port_range": 0,
	"net.ipv4.tcp_syncookies": 0,
	"net.ipv4.ping_group_range": 0,
	"net.ipv4.ip_unprivileged_port_start": 0,
	"net.ipv4.ip_local_reserved_ports": 27,
	"net.ipv4.tcp_keepalive_time": 29,
	"net.ipv4.tcp_fin_timeout": 29,
	"net.ipv4.tcp_keepalive_intvl": 29,
	"net.ipv4.tcp_keepalive_probes": 29,
	"net.ipv4.tcp_rmem": 32,
	"net.ipv4.tcp_wmem": 32,
	"net.ipv4.tcp_slow_start_after_idle": 37,
	"net.ipv4.tcp_notsent_lowat": 37,
}

violation contains report.at(pod.path, ["securityContext", "sysctls", index, "name"], message) if {
	some pod in pods.pods
	some index, setting in fields.list_at(pod.spec, ["securityContext", "sysctls"])
	name := object.get(setting, "name", "")
	not is_safe(name)
	message := sprintf("the pod sets %s", [name])
}

is_safe(name) if source.minor >= safe_since[name]
