# Services, and who can reach them.
package lib.seawall.services

import data.lib.seawall.fields
import data.lib.seawall.manifest

service := manifest.root if manifest.group_kind == "/Service"

# The type of a Service that can be reached from outside the cluster.
outside_type := service.spec.type if service.spec.type in {"NodePort", "LoadBalancer"}

# Annotations by which the large providers keep a load balancer inside their network.
internal_annotations := concat("|", [
	`^service\.beta\.kubernetes\.io/(?:aws|azure|oci|cce|openstack|ibm)-load-balancer-internal$`,
	`^service\.beta\.kubernetes\.io/aws-load-balancer-scheme$`,
	`^(?:networking\.gke\.io|cloud\.google\.com)/load-balancer-type$`,
	`^metallb\.(?:universe\.tf|io)/`,
])

is_internal if {
	some key, value in manifest.annotations
	regex.match(internal_annotations, key)
	not regex.match(`(?i)^(?:false|external|internet-facing)$`, value)
}

# Annotations that do what loadBalancerSourceRanges does, at some or all providers.
range_annotations := `^service\.(?:beta\.)?kubernetes\.io/(?:load-balancer-source-ranges|azure-allowed-(?:ip-ranges|service-tags))$`

ranges contains range if some range in fields.list_at(service, ["spec", "loadBalancerSourceRanges"])

ranges contains range if {
	some key, value in manifest.annotations
	regex.match(range_annotations, key)
	some range in split(value, ",")
}

is_everybody(range) if endswith(trim_space(range), "/0")

has_source_ranges if {
	count(ranges) > 0
	every range in ranges {
		not is_everybody(range)
	}
}

# Whether the whole network can reach it: by a node port, or by a load balancer that neither stays inside nor looks at the source.
is_open if outside_type == "NodePort"

is_open if {
	outside_type == "LoadBalancer"
	not is_internal
	not has_source_ranges
}

# Whether it leads to the Kubernetes dashboard, by its own name or by the labels it selects.
is_dashboard if leads_to_dashboard(manifest.name)

is_dashboard if {
	some key in ["k8s-app", "app.kubernetes.io/name", "app"]
	leads_to_dashboard(service.spec.selector[key])
}

leads_to_dashboard(name) if {
	parts := split(name, "kubernetes-dashboard")
	count(parts) > 1
	not contains(parts[count(parts) - 1], "metrics-scraper")
}

# The Service of the API server.
is_api_server if {
	service
	manifest.name == "kubernetes"
	manifest.namespace == "default"
}

databases := {
	1433: "SQL Server",
	1521: "Oracle",
	2181: "ZooKeeper",
	2379: "etcd",
	2380: "etcd",
	3306: "MySQL",
	4222: "NATS",
	5432: "PostgreSQL",
	5672: "RabbitMQ",
	5984: "CouchDB",
	6379: "Redis",
	7687: "Neo4j",
	8086: "InfluxDB",
	9042: "Cassandra",
	9092: "Kafka",
	9200: "Elasticsearch",
	11211: "Memcached",
	26257: "CockroachDB",
	27017: "MongoDB",
}

# Ports of programs that start containers for whoever asks.
controls := {
	2375: "Docker without TLS",
	2376: "Docker",
	10250: "the kubelet",
	10255: "the read-only port of the kubelet",
	44134: "Tiller",
}

ports := fields.list_at(service, ["spec", "ports"])

# The product that listens on a port, by the number inside the pod, else by that of the Service.
product(port, products) := {"number": number, "name": name} if {
	number := port.targetPort
	name := products[number]
} else := {"number": number, "name": name} if {
	number := port.port
	name := products[number]
}
