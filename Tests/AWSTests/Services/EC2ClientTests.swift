import Fixtures
import Foundation
import Testing

@testable import AWS

/// EC2 as moto has it, and as a scripted server answers.
@Suite(.enabled(if: MotoHost.isThere, MotoHost.reason), .timeLimit(.minutes(30)))
struct EC2ClientTests {
    @Test func `an image is found by its name, with a wildcard, and by its tags`() async throws {
        try await MotoHost.with { session, place in
            let image = try await Self.makeImage(named: "web-1-2026", tags: ["Service": "web"], in: place)
            let ec2 = session.ec2
            let byName = try await ec2.images([EC2Filter("name", ["web-1-*"]), EC2Filter("tag:Service", ["web"])])
            #expect(byName.map(\.id) == [image])
            #expect(byName.first?.name == "web-1-2026" && byName.first?.tags == ["Service": "web"])
            #expect(try await ec2.images([EC2Filter("name", ["web-2-*"])]).isEmpty)
            #expect(try await ec2.images([EC2Filter("tag:Service", ["db"])]).isEmpty)
            #expect(try await ec2.moved(to: "us-west-2").images([EC2Filter("name", ["web-1-*"])]).isEmpty)
        }
    }

    @Test func `an instance, its group and its key are found as long as they are there`() async throws {
        try await MotoHost.with { session, place in
            let instance = try await Self.call(
                place,
                "run_instances(ImageId='ami-12c6146b', MinCount=1, MaxCount=1)['Instances'][0]['InstanceId']"
            )
            _ = try await Self.call(place, "create_key_pair(KeyName='packer_1')['KeyName']")
            let filter = [EC2Filter("instance-id", [instance, "i-00000000000000000"])]
            let running = try await session.ec2.instances(filter)
            #expect(running.map(\.id) == [instance])
            #expect(running.first?.isEnding == false && running.first?.volumes.count == 1)
            #expect(try await session.ec2.keyPairs([EC2Filter("key-name", ["packer_1", "packer_2"])]) == ["packer_1"])
            let groups = try await session.ec2.securityGroups([EC2Filter("group-name", ["tasks"])])
            #expect(groups == [place.securityGroup])
            _ = try await Self.call(
                place,
                "terminate_instances(InstanceIds=['\(instance)'])['ResponseMetadata']['RequestId']"
            )
            #expect(try await session.ec2.instances(filter).allSatisfy(\.isEnding))
        }
    }

    /// Has boto3 make something, and answers the text that comes of it.
    private static func call(_ place: MotoHost.Place, _ expression: String) async throws -> String {
        try await Boto3.evaluate("ec2", expression, at: place.url, region: "eu-west-1")
    }

    private static func makeImage(
        named name: String,
        tags: [String: String],
        in place: MotoHost.Place
    ) async throws -> String {
        let image = try await call(place, "register_image(Name='\(name)')['ImageId']")
        // moto forgets the tags that an image is registered with.
        let tags = tags.map { "{'Key': '\($0)', 'Value': '\($1)'}" }.joined(separator: ", ")
        _ = try await call(place, "create_tags(Resources=['\(image)'], Tags=[\(tags)])")
        return image
    }
}
