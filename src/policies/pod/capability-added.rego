package seawall.pod.capability_added

import data.lib.seawall.capabilities

# Those that have policies of their own.
named := {
	"ALL",
	"SYS_ADMIN",
	"SYS_MODULE",
	"SYS_PTRACE",
	"SYS_RAWIO",
	"NET_ADMIN",
	"NET_RAW",
	"DAC_READ_SEARCH",
	"BPF",
	"PERFMON",
	"SYS_BOOT",
	"SYSLOG",
	"SYS_TIME",
}

violation contains capabilities.found(entry) if {
	some entry in capabilities.added
	not entry.name in capabilities.defaults
	not entry.name in named
}
