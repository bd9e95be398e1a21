# Which images and programs a Dockerfile may use.
package dockerfile

denied_images := {"ubuntu", "centos"}

denied_programs := {"curl", "wget", "pip"}

deny contains msg if {
	some instruction in input
	instruction.Cmd == "from"
	image := split(instruction.Value[0], ":")[0]
	image in denied_images
	msg := sprintf("stage %d is built from %s", [instruction.Stage, instruction.Value[0]])
}

deny contains msg if {
	some instruction in input
	instruction.Cmd == "run"
	some word in regex.split(`[\s;&|]+`, concat(" ", instruction.Value))
	word in denied_programs
	msg := sprintf("RUN calls %s", [word])
}
