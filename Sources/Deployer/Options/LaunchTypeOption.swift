import ArgumentParser

/// The documented launch types, spelled as ECS spells them.
enum LaunchTypeOption: String, CaseIterable, Sendable, ExpressibleByArgument {
    case fargate = "FARGATE"
    case ec2 = "EC2"
}
