import Testing

/// The exact texts of what is found in documents; positions are those in the document around each fragment.
@Suite struct DocumentFindingsTests {
    @Test(arguments: golden.sections)
    func `everything that is wrong with a document is found at once, with what to write instead`(
        section: FindingsGolden.Section
    ) {
        #expect(section.found == section.findings)
    }

    private static let golden = FindingsGolden(
        #"""
        == document 
        1:1: error: the text is not JSON: the text ends in the middle of a value
        == document {
        1:2: error: the text is not JSON: the text ends in the middle of a value
        == document {"containers": {"c": 1, "c": 2}}
        1:25: error: the text is not JSON: the name "c" occurs twice in one object
        == document {}
        1:1: error: the configuration is empty
            hint: write standard_configuration: or containers:
        == document null
        1:1: error: the configuration is empty
            hint: write standard_configuration: or containers:
        == document []
        1:1: error: a configuration must be a mapping, this is a list
        1:1: error: no container is configured, so nothing can run
            hint: write standard_configuration: or containers:
        == document {"containers": {}}
        1:1: error: no container is configured, so nothing can run
            hint: write standard_configuration: or containers:
        == document {"contaners": {}}
        1:1: error: no container is configured, so nothing can run
            hint: write standard_configuration: or containers:
        1:2: error: contaners: a configuration has no field contaners
            hint: did you mean containers?
        == document {"containers": []}
        1:1: error: no container is configured, so nothing can run
            hint: write standard_configuration: or containers:
        1:16: error: containers: the value must be a mapping, this is a list
        == document {"containers": {"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}}, "container_cpus": 1}
        1:93: error: container_cpus: a configuration has no field container_cpus
            hint: did you mean container_cpu?
        == document {"containers": {"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}}, "container_cpu": 4096}
        1:110: error: container_cpu: Fargate has no tasks of cpu 4096 with memory 4096
            hint: the nearest size is cpu 2048 with memory 4096
        1:110: error: container_cpu: container_cpu (4096) is above container_max_cpu (2048)
            hint: lower container_cpu or raise container_max_cpu
        == document {"containers": {"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}}, "container_memory": 512}
        1:1: error: Fargate has no tasks of cpu 1024 with memory 512
            hint: the nearest size is cpu 1024 with memory 2048
        == document {"containers": {"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}}, "container_memory": 5000}
        1:1: error: Fargate has no tasks of cpu 1024 with memory 5000
            hint: the nearest size is cpu 1024 with memory 5120
        == document {"containers": {"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}}, "container_cpu": 0}
        1:110: error: container_cpu: the number must be from 1 to 1048576, this is 0
        == document {"containers": {"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}}, "container_cpu": "1024"}
        1:110: error: container_cpu: the value must be a whole number, this is a string
        == document {"containers": {"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}}, "container_default_launch_type": "fargate"}
        1:126: error: container_default_launch_type: the value must be FARGATE or EC2, this is (fargate)
        == document {"containers": {"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}}, "container_default_launch_type": "EC2", "container_memory": 100}
        == document {"containers": {"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}}, "artifact_config": {}}
        1:112: error: artifact_config: artifact_config must have the field bucket_name
        == document {"containers": {"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}}, "artifact_config": {"bucket_name": "bucket", "allow_runtime_selection": true, "prefix": "x"}}
        1:171: error: artifact_config.prefix: artifact_config has no field prefix
            hint: the fields of artifact_config are allow_runtime_selection, bucket_name, default_key_prefix, region
        == document {"containers": {"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}}, "legacy_null_means_any": "yes"}
        1:118: error: legacy_null_means_any: the value must be true or false, this is a string
        == document {"containers": {"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}}, "container_max_cpu": 100, "container_cpu": 50}
        1:136: error: container_cpu: Fargate has no tasks of cpu 50 with memory 4096
            hint: raise container_max_cpu and container_max_memory
        == document {"containers": {"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}}, "sandbox": {"anything": ["goes", 1]}}
        == document {"containers": {"a": {"docker_image": "i", "docker_tag": "1", "default": true, "script_config": {"s": {}}}, "b": {"docker_image": "i", "docker_tag": "1", "default": true, "script_config": {"s": {}}}}}
        1:166: error: containers.b.default: a is the default container already
            hint: keep one of the two marks
        == document {"legacy_null_means_any": true, "containers": {"c": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {"restricted_options": ["x1"]}, "t": {}}}}}
        1:117: warning: containers.c.script_config.s: allowed_options is null and legacy_null_means_any is set, so callers may pass any option
            hint: list the options that callers need
        == document {"standard_configuration": {"terraform_planner": {"container_image": {"docker_image": "i", "docker_tag": "1"}, "infrastructure_live_repositories": ["x:y"]}}, "containers": {"terraform-planner": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}}}
        1:174: error: containers.terraform-planner: the container terraform-planner is also defined by standard_configuration.terraform_planner
            hint: rename this one, or remove that section
        """#
    )
}
