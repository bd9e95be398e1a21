package main

deployment(context) := {
	"kind": "Deployment",
	"metadata": {"name": "web"},
	"spec": {
		"replicas": 3,
		"template": {
			"metadata": {"labels": {"app.kubernetes.io/name": "web", "owner": "shop"}},
			"spec": {"containers": [{"name": "web", "image": "registry.example.com/web:1.4.2", "securityContext": context}]},
		},
	},
}

test_user_is_fine if {
	count(deny) == 0 with input as deployment({"runAsNonRoot": true})
}

test_root_is_denied if {
	deny["Deployment web: container web may run as root"] with input as deployment({})
}

test_other_kinds_are_none_of_our_business if {
	count(deny) == 0 with input as {"kind": "Service"}
}
