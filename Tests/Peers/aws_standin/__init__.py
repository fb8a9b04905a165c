"""A stand-in for AWS on loopback, to test against: moto, with what it does not do added around it.

Added are ECS tasks that really run, their logs in CloudWatch Logs as the awslogs driver writes them, Lambda functions
that really run, and faults by seed. Everything else (clusters, task definitions, secrets, STS, …) is moto's own answer.

    python3 Tests/Peers/aws_standin [--configuration FILE]

prints one JSON line when it is ready, and stops at the end of its standard input, at SIGTERM and at SIGINT. README.md
beside this file has the configuration and the control interface.
"""
