import Fixtures
import Glibc
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Jobs

/// Real packer, building machine images in moto's EC2.
@Suite(
    .enabled(if: TestPacker.isPossible, Comment(rawValue: TestPacker.reason)),
    .enabled(if: MotoServer.isPossible, Comment(rawValue: MotoServer.reason)),
    .timeLimit(.minutes(30))
)
struct PackerImageTests {
    private static let region = "us-east-1"

    private static let json = """
        {
          "variables": {"version": "1", "name": "web-{{user `version`}}-{{isotime `2006-01-02-030405`}}"},
          "builders": [{
            "type": "amazon-ebs", "name": "web", "region": "us-east-1", "source_ami": "ami-12c6146b",
            "instance_type": "t2.micro", "communicator": "none", "ssh_username": "none",
            "ami_name": "{{user `name`}}",
            "tags": {"Service": "web", "Version": "{{user `version`}}", "Built": "{{isotime}}", "From": "{{.SourceAMI}}"},
            "custom_endpoint_ec2": "{{env `AWS_ENDPOINT_URL`}}", "skip_region_validation": true
          }]
        }
        """

    private static let hcl = #"""
        variable "version" {
          default = "1"
        }
        variable "endpoint" {}
        locals {
          stamp = regex_replace(timestamp(), "[- TZ:]", "")
          common = {
            Service = "db"
            Version = var.version
          }
        }
        source "amazon-ebs" "db" {
          region        = "us-east-1"
          source_ami    = "ami-12c6146b"
          instance_type = "t2.micro"
          communicator  = "none"
          ssh_username  = "none"
          ami_name      = "db-${var.version}-${local.stamp}-${formatdate("YYYY", timestamp())}"
          tags = merge(local.common, {
            Built = "{{isotime}}"
          })
          tag {
            key   = "Id"
            value = uuidv4()
          }
          custom_endpoint_ec2    = var.endpoint
          skip_region_validation = true
        }
        build {
          sources = ["source.amazon-ebs.db"]
        }
        """#

    private static func make(_ template: String, _ name: String) async throws -> (TestPacker, MotoServer) {
        let moto = try await MotoServer()
        var packer = try TestPacker()
        packer.environment.merge(moto.environment(region: region)) { $1 }
        let text = template.replacing("{{env `AWS_ENDPOINT_URL`}}", with: moto.place.url)
        try packer.folder.write(
            text.replacing(
                "variable \"endpoint\" {}",
                with: "variable \"endpoint\" {\n  default = \"\(moto.place.url)\"\n}"
            ),
            to: name
        )
        return (packer, moto)
    }

    /// What EC2 answers to a call of boto3's client.
    private static func ec2(
        _ moto: MotoServer,
        _ expression: String,
        in region: String = region
    ) async throws -> String {
        try await Boto3.evaluate("ec2", expression, at: moto.place.url, region: region)
    }

    private static func images(_ moto: MotoServer) async throws -> String {
        try await Self.ec2(moto, "describe_images(Owners=['self'])['Images'].__len__()")
    }

    @Test(arguments: [("t.json", json, "web"), ("t.pkr.hcl", hcl, "amazon-ebs.db")])
    func `an image is built once, and skipped when it is there already`(
        name: String,
        template: String,
        build: String
    ) async throws {
        let (packer, moto) = try await Self.make(template, name)
        let before = try #require(Int(try await Self.images(moto)))
        let first = try await packer.run(name, "--idempotent", "true", "--output-properties-file", "first")
        #expect(first.exitCode == 0, "\(first.errors)\(first.output)")
        #expect(first.output.contains("AMIs were created:\nus-east-1: ami-"))
        let line = try #require(packer.folder.read("first"))
        #expect(line.hasPrefix("ARTIFACT_ID=ami-"))
        let id = line.dropFirst("ARTIFACT_ID=".count).dropLast()
        let listed = try await Self.ec2(moto, "describe_images(ImageIds=['\(id)'])['Images'][0]['Name']")
        #expect(listed.contains("-1-2"))

        let second = try await packer.run(name, "--idempotent", "true", "--output-properties-file", "second")
        #expect(second.exitCode == 0, "\(second.errors)")
        #expect(second.errors.contains("\(build) is there already: us-east-1:\(id)"), "\(second.errors)")
        #expect(second.output == "")
        #expect(packer.folder.read("second") == line)
        #expect(Int(try await Self.images(moto)) == before + 1)

        let other = try await packer.run(name, "--idempotent", "true", "--var", "version=2")
        #expect(other.exitCode == 0 && other.output.contains("AMIs were created"), "\(other.errors)")
        let again = try await packer.run(name, "--idempotent", "false")
        #expect(again.exitCode == 0 && again.output.contains("AMIs were created"))
        #expect(Int(try await Self.images(moto)) == before + 3)
        #expect(packer.leftovers == [])
    }

    @Test func `of several builds only those are made that are not there`() async throws {
        let both = Self.json.replacing(
            "\"builders\": [{",
            with: """
                "builders": [{
                    "type": "amazon-ebs", "name": "db", "region": "us-east-1", "source_ami": "ami-12c6146b",
                    "instance_type": "t2.micro", "communicator": "none", "ssh_username": "none",
                    "ami_name": "db-{{timestamp}}", "tag": [{"key": "Service", "value": "db"}],
                    "custom_endpoint_ec2": "{{env `AWS_ENDPOINT_URL`}}", "skip_region_validation": true
                  }, {
                """
        )
        let (packer, moto) = try await Self.make(both, "t.json")
        let first = try await packer.run("t.json", "--idempotent", "true", "--build-name", "web")
        #expect(first.exitCode == 0, "\(first.errors)")
        let second = try await packer.run("t.json", "--idempotent", "true", "--output-properties-file", "out")
        #expect(second.exitCode == 0, "\(second.errors)")
        #expect(second.errors.contains("web is there already"))
        #expect(second.output.contains("Build 'db' finished") && !second.output.contains("Build 'web'"))
        let lines = try #require(packer.folder.read("out")).split(separator: "\n")
        #expect(
            lines.count == 3 && lines[1].hasPrefix("ARTIFACT_ID_db=ami-") && lines[2].hasPrefix("ARTIFACT_ID_web=ami-")
        )
        withExtendedLifetime(moto) {}
    }

    @Test func `without tags, or what it cannot tell, idempotence is refused before anything is made`() async throws {
        let bare = Self.json.replacing("\"tags\"", with: "\"run_tags\"")
        // packer takes it, and only packer knows what comes out of it.
        let odd = Self.hcl.replacing(
            "tag {\n    key   = \"Id\"\n    value = uuidv4()",
            with: """
                dynamic "tag" {
                    for_each = { Id = "1" }
                    content {
                      key   = tag.key
                      value = tag.value
                    }
                """
        )
        for (name, template, text) in [
            ("t.json", bare, "web gives its image no tags"),
            ("t.pkr.hcl", odd, "amazon-ebs.db has a dynamic block of tags"),
        ] {
            let (packer, moto) = try await Self.make(template, name)
            let before = try await Self.images(moto)
            let run = try await packer.run(name, "--idempotent", "true")
            #expect(run.exitCode == 64)
            #expect(run.errors.contains(text), "\(run.errors)")
            #expect(try await Self.images(moto) == before)
        }
    }

    @Test func `an image in one of two regions does not count`() async throws {
        let two = Self.json.replacing(
            "\"skip_region_validation\"",
            with: "\"ami_regions\": [\"us-west-2\"], \"skip_region_validation\""
        )
        let (packer, moto) = try await Self.make(Self.json, "t.json")
        #expect(try await packer.run("t.json", "--idempotent", "true").exitCode == 0)
        let (other, _) = try await Self.make(two, "t.json")
        try packer.folder.write(try #require(other.folder.read("t.json")), to: "two.json")
        let plan = try await packer.plans("two.json")
        #expect(plan.regions == ["us-east-1", "us-west-2"])
        let existing = ExistingImages(environment: packer.environment)
        let build = TemplateBuild(name: "web", otherNames: [], type: "amazon-ebs")
        #expect(try await existing.images(of: plan, build: build) == nil)
        let one = try await packer.plans("t.json")
        #expect(try await existing.images(of: one, build: build)?.id.hasPrefix("us-east-1:ami-") == true)
        withExtendedLifetime(moto) {}
    }

    @Test func `an image that is in every region counts, and is named once a region`() async throws {
        let (packer, moto) = try await Self.make(Self.json, "t.json")
        var identifiers: [String] = []
        for region in ["us-east-1", "us-west-2"] {
            identifiers.append(
                try await Self.ec2(moto, "register_image(Name='pair-7')['ImageId']", in: region)
            )
        }
        let (first, second) = ("us-east-1:\(identifiers[0])", "us-west-2:\(identifiers[1])")
        let existing = ExistingImages(environment: packer.environment)
        let build = TemplateBuild(name: "pair", otherNames: [], type: "amazon-ebs")
        for (regions, id) in [
            (["us-east-1", "us-west-2"], "\(first),\(second)"), ([nil, "us-west-2"], "\(first),\(second)"),
            ([nil, "us-east-1"], first), (["us-west-2"], second), (["us-west-2", "us-west-1"], nil),
        ] as [([String?], String?)] {
            let plan = PlannedImage(name: WildcardText("pair-0", "pair-1"), tags: [:], regions: regions)
            #expect(try await existing.images(of: plan, build: build)?.id == id)
        }
        withExtendedLifetime(moto) {}
    }

    @Test func `an account that may not be asked is an error, and nothing is built`() async throws {
        var (packer, _) = try await Self.make(Self.json, "t.json")
        packer.environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1"
        packer.environment["AWS_MAX_ATTEMPTS"] = "1"
        let run = try await packer.run("t.json", "--idempotent", "true")
        #expect(run.exitCode == 75, "\(run.errors)")
        #expect(run.errors.contains("whether web (web-1-*) is there already could not be found out"), "\(run.errors)")
        #expect(run.output == "")
    }

    @Test func `a stopped build cleans up its instance, and the job says so`() async throws {
        let slow = Self.json.replacing(
            "\"builders\": [",
            with: """
                "provisioners": [{"type": "shell-local", "inline": ["echo in the middle", "sleep 3600"]}], "builders": [
                """
        )
        let (packer, moto) = try await Self.make(slow, "t.json")
        var task = try TestTask()
        task.environment = packer.environment
        task.options = ["--stop-on-stdin", "--stop-grace", "60"]
        symlink(BuiltProgram.deployRunner.string, task.scripts.appending("build-packer-artifact").string)
        let live = try await LiveTask(
            task,
            "build-packer-artifact",
            "--packer-template-path",
            "\(packer.folder.path)/t.json"
        )
        #expect(await live.read(until: "in the middle"))
        try live.write("graceful signal-2")
        let ended = try await live.finish()
        #expect(ended.exitCode == 130)
        #expect(ended.outputText.contains("Terminating the source AWS instance"), "\(ended.outputText)")
        #expect(ended.errorText.contains("packer cleaned up: nothing is left of i-"), "\(ended.errorText)")
        let states = try await Self.ec2(
            moto,
            "describe_instances()['Reservations'][0]['Instances'][0]['State']['Name']"
        )
        #expect(states == "terminated")
        #expect(packer.leftovers == [])
    }

    @Test func `a token is read from its secret, and a secret that is not there ends the job`() async throws {
        let moto = try await MotoServer()
        var packer = try TestPacker()
        packer.environment.merge(moto.environment(region: Self.region)) { $1 }
        let remote = try await RemoteRepository()
        try await remote.commit(["t.json": "{\"builders\": [{\"type\": \"null\", \"communicator\": \"none\"}]}"])
        packer.environment["DEPLOY_RUNNER_LOCAL_REPOSITORIES"] = remote.path.string
        let template = "git::file://\(remote.path)//t.json"
        let arn = try #require(moto.place.secrets["text"])
        let run = try await packer.run(template, "--github-token-secrets-manager-arn", arn)
        #expect(run.exitCode == 0, "\(run.errors)")
        let missing = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:nobody-AbCdEf"
        let failed = try await packer.run(template, "--ssh-key-secrets-manager-arn", missing)
        #expect(
            failed.exitCode == 69 && failed.errors.contains("the secret \(missing) cannot be read"),
            "\(failed.errors)"
        )
        let odd = try await packer.run(template, "--ssh-key-secrets-manager-arn", arn)
        #expect(
            odd.exitCode == 64 && odd.errors.contains("DEPLOY_SCRIPT_SSH_PRIVATE_KEY is not usable"),
            "\(odd.errors)"
        )
    }

    @Test func `what packer left is named`() async throws {
        let (packer, moto) = try await Self.make(Self.json, "t.json")
        let instance = try await Self.ec2(
            moto,
            "run_instances(ImageId='ami-12c6146b', MinCount=1, MaxCount=1)['Instances'][0]['InstanceId']"
        )
        var images: [String] = []
        for image in ["good", "half"] {
            images.append(
                try await Self.ec2(moto, "create_image(InstanceId='\(instance)', Name='\(image)')['ImageId']")
            )
        }
        let name = "packer_6b0636f7-f02f-92da-816a-a65b4812eea1"
        _ = try await Self.ec2(moto, "create_key_pair(KeyName='\(name)')")
        try packer.fake(
            "packer",
            """
            [ "$1" = build ] || exec /usr/bin/packer "$@"
            echo '1,,ui,say,==> web: Creating temporary keypair: \(name)'
            echo '1,,ui,message,    web: Instance ID: \(instance)'
            echo '1,,ui,say,==> db: AMI: \(images[0])'
            echo '1,,ui,say,==> web: AMI: \(images[1])'
            echo '1,db,artifact,0,id,us-east-1:\(images[0])'
            exit 1
            """
        )
        let run = try await packer.run("t.json")
        #expect(run.exitCode == 1)
        #expect(run.errors.contains("packer left the instance \(instance) (running, with vol-"), "\(run.errors)")
        #expect(run.errors.contains("packer left the key pair \(name) in us-east-1"))
        #expect(run.errors.contains("made all the same: us-east-1:\(images[0]) (db)"))
        #expect(!run.errors.contains("packer left the image \(images[0])"), "\(run.errors)")
        #expect(run.errors.contains("packer left the image \(images[1]) (half) in us-east-1"), "\(run.errors)")
        withExtendedLifetime(moto) {}
    }
}
