package bench.comprehension

# The same join with a comprehension for each Service, which an engine has to index to be done before tomorrow.
exposed[name] := names if {
	some service in data.services
	name := service.name
	app := service.app
	names := {pod.name |
		some pod in data.pods
		pod.app == app
	}
	count(names) > 0
}

answer := count(exposed)
