import Foundation
import Testing

/// The inputs and outputs of the modules are the documented ones: callers of another deploy runner keep theirs.
@Suite struct TerraformInterfaceTests {
    @Test(arguments: documented.keys.sorted())
    func `a module has every documented input, with its type and default, and no other that is required`(
        _ module: String
    ) throws {
        let variables = try TerraformModule(module).variables
        let found = Dictionary(grouping: variables, by: \.name).compactMapValues(\.first)
        let rows = try #require(Self.documented[module]).split(separator: "\n").map { $0.split(separator: " ") }
        for row in rows {
            let attributes = try #require(found[String(row[0])], "\(row[0])").attributes
            #expect(attributes["type"] == String(row[1]), "\(row[0])")
            #expect(attributes["default"] == (row.count > 2 ? String(row[2]) : nil), "\(row[0])")
        }
        let required = variables.filter { $0.attributes["default"] == nil }.map(\.name)
        #expect(Set(required) == Set(rows.filter { $0.count == 2 }.map { String($0[0]) }))
    }

    @Test(arguments: documentedOutputs.keys.sorted())
    func `a module has every documented output`(_ module: String) throws {
        let outputs = Set(try TerraformModule(module).outputs.map(\.name))
        let names = try #require(Self.documentedOutputs[module]).split(separator: " ").map(String.init)
        #expect(names.filter { !outputs.contains($0) } == [])
    }

    @Test func `the service takes every input of the runner as it is`() throws {
        let runner = try TerraformModule("ecs-deploy-runner").variables.filter { $0.name != "container_images" }
        let service = try TerraformModule("pipelines", files: ["variables-runner.tf"]).variables
        #expect(service.map(\.name).sorted() == runner.map(\.name).sorted())
        for variable in runner { #expect(service.contains(variable), "\(variable.name)") }
        let call = try String(
            contentsOf: Project.root.appending(path: "terraform/modules/pipelines/main.tf"),
            encoding: .utf8
        )
        let passed = Set(call.matches(of: /\n  (\w+) += var\.(\w+)/).filter { $0.1 == $0.2 }.map { String($0.1) })
        #expect(runner.map(\.name).filter { !passed.contains($0) } == [])
    }

    /// Module to its inputs: name, type, and the default where there is one.
    private static let documented = [
        "ecs-deploy-runner": """
        container_images any
        vpc_id string
        vpc_subnet_ids list(string)
        name string "ecs-deploy-runner"
        container_cpu number 1024
        container_memory number 4096
        container_max_cpu number 2048
        container_max_memory number 8192
        container_default_launch_type string "FARGATE"
        ec2_worker_pool_configuration any null
        artifact_config any null
        should_create_cloudwatch_log_group bool true
        cloudwatch_log_group_name string null
        cloudwatch_log_group_retention_in_days number null
        cloudwatch_log_group_kms_key_id string null
        cloudwatch_log_group_tags map(string) null
        cloudwatch_log_group_subscription_destination_arn string null
        cloudwatch_log_group_subscription_filter_pattern string ""
        cloudwatch_log_group_subscription_distribution string null
        cloudwatch_log_group_subscription_role_arn string null
        invoker_lambda_loglevel string "info"
        invoker_lambda_reserved_concurrent_executions number null
        invoker_lambda_role_permissions_boundary string null
        invoker_lambda_should_create_cloudwatch_log_group bool true
        invoker_lambda_cloudwatch_log_group_retention_in_days number null
        invoker_lambda_cloudwatch_log_group_kms_key_id string null
        invoker_lambda_cloudwatch_log_group_tags map(string) null
        ecs_task_permissions_boundary string null
        ecs_task_exec_role_permissions_boundary string null
        ecs_task_max_session_duration number 7200
        ecs_task_execution_role_max_session_duration number 7200
        enable_cluster_container_insights bool false
        outbound_security_group_name string null
        repository_credentials_secrets_manager_arn string null
        secrets_manager_kms_key_arn string null
        custom_tags map(string) {}
        use_managed_iam_policies bool true
        """,
        "ecs-deploy-runner-standard-configuration": """
        docker_image_builder any null
        ami_builder any null
        terraform_planner any null
        terraform_applier any null
        docker_image_builder_hardcoded_args list(string) ["--idempotent"]
        docker_image_builder_hardcoded_options map(list(string)) {}
        """,
        "ecs-deploy-runner-invoke-iam-policy": """
        deploy_runner_invoker_lambda_function_arn string
        deploy_runner_ecs_cluster_arn string
        deploy_runner_cloudwatch_log_group_name string
        name string "invoke-ecs-deploy-runner"
        """,
        "pipelines": """
        vpc_id string
        vpc_subnet_ids list(string)
        docker_image_builder any null
        ami_builder any null
        terraform_planner any null
        terraform_applier any null
        iam_users list(string) []
        iam_groups list(string) []
        iam_roles list(string) []
        additional_container_images any {}
        """,
    ]

    private static let documentedOutputs = [
        "ecs-deploy-runner": """
        cloudwatch_log_group_name default_ecs_task_arn ecs_cluster_arn ecs_ec2_worker_asg_name ecs_ec2_worker_iam_role \
        ecs_task_arns ecs_task_execution_role_arn ecs_task_families ecs_task_iam_roles ecs_task_revisions \
        invoker_function_arn invoker_function_name security_group_allow_all_outbound_id
        """,
        "ecs-deploy-runner-standard-configuration": "container_images",
        "ecs-deploy-runner-invoke-iam-policy": "arn id name",
    ]
}
