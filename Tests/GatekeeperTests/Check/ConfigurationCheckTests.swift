import Gatekeeper
import Testing

@Suite struct ConfigurationCheckTests {
    @Test func `the standard configuration has nothing wrong with it`() {
        #expect(Fixtures.findings(Fixtures.standard).isEmpty)
    }

    @Test func `a configuration with an error cannot be had`() {
        let check = ConfigurationCheck(json: Array(#"{"containers": {"c": {"script_config": {"s": {"x": 1}}}}}"#.utf8))
        #expect(check.configuration == nil)
        #expect(throws: InvalidConfiguration(findings: check.findings)) { try check.result() }
    }

    @Test func `warnings and notes do not stop a configuration from loading`() throws {
        let json =
            #"{"containers": {"c": {"script_config": {"s": {"allowed_options": ["a1"], "single_options": ["b1"]}}}}}"#
        let check = ConfigurationCheck(json: Array(json.utf8))
        #expect(Set(check.findings.map(\.severity)) == [.warning, .note])
        #expect(check.configuration != nil)
    }

    @Test func `all errors are reported together`() {
        let json = #"""
            {"containers": {"c": {"script_config": {
              "s": {"restricted_options_regex": {"a1": "(", "b1": "["}, "allowed_options": ["x y"], "nonsense": 1}}},
              "d": 1}, "container_cpu": 3}
            """#
        let errors = Fixtures.findings(json).filter { $0.severity == .error }.map(\.code)
        #expect(Set(errors) == [.invalidPattern, .invalidOptionName, .unknownField, .wrongType, .unsupportedSize])
        #expect(errors.count == 6)
    }

    @Test func `findings come in the order of the file`() {
        let json = "{\"containers\": {\"c\": {\"script_config\": {\n\"b\": {\"y\": 1},\n\"a\": {\"x\": 1}}}}}"
        let lines = Fixtures.findings(json).compactMap(\.location.position?.line)
        #expect(lines == lines.sorted() && lines.count == 3)
    }

    @Test func `the error of a refused configuration lists every finding`() {
        let error = InvalidConfiguration(findings: Fixtures.findings("{}"))
        #expect(
            error.description
                == "1:1: error: the configuration is empty\n    hint: write standard_configuration: or containers:"
        )
    }

    @Test func `codes are distinct and in kebab case`() {
        for code in ConfigurationFinding.Code.allCases {
            #expect(code.rawValue.utf8.allSatisfy { 0x61...0x7A ~= $0 || $0 == 0x2D }, "\(code)")
        }
    }

    @Test func `nodes without positions are checked as well`() {
        let node = ConfigurationNode(.mapping([.init(key: "containers", value: ConfigurationNode(.integer(1)))]))
        let findings = ConfigurationCheck(node).findings.map(\.description)
        #expect(findings.contains("error: containers: the value must be a mapping, this is a number"))
    }
}
