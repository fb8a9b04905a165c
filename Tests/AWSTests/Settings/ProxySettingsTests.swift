import Testing

@testable import AWS

struct ProxySettingsTests {
    private static func proxy(_ environment: [String: String], _ url: String) throws -> String? {
        let settings = try ProxySettings(environment: Environment(environment))
        let proxy = settings.proxy(for: try #require(HTTPURL(url)))
        return proxy.map { "\($0.login.map { "\($0)@" } ?? "")\($0.host):\($0.port)" }
    }

    @Test(
        arguments: [
            (["HTTPS_PROXY": "http://p:3128"], "https://ecs.amazonaws.com", "p:3128"),
            (
                ["https_proxy": "http://small:1", "HTTPS_PROXY": "http://p:3128"], "https://ecs.amazonaws.com",
                "small:1"
            ),
            (["HTTPS_PROXY": "p:3128"], "https://ecs.amazonaws.com", "p:3128"),
            (["HTTPS_PROXY": "http://u:p%40x@p"], "https://ecs.amazonaws.com", "u:p@x@p:80"),
            (["HTTP_PROXY": "http://p:3128"], "https://ecs.amazonaws.com", nil),
            (["HTTP_PROXY": "http://p:3128"], "http://ecs.amazonaws.com", "p:3128"),
            (["HTTPS_PROXY": ""], "https://ecs.amazonaws.com", nil),
            (["HTTP_PROXY": "http://p:3128"], "http://127.0.0.1:5000", nil),
            (["HTTP_PROXY": "http://p:3128"], "http://169.254.170.2/v2", nil),
            (["HTTP_PROXY": "http://p:3128"], "http://localhost", nil),
        ] as [([String: String], String, String?)]
    )
    func `A variable leads through its proxy`(environment: [String: String], url: String, proxy: String?) throws {
        #expect(try Self.proxy(environment, url) == proxy)
    }

    @Test(arguments: [
        ("*", true), ("amazonaws.com", true), (".amazonaws.com", true), ("*.amazonaws.com", true),
        ("other, amazonaws.com ", true),
        ("ecs.eu-west-1.amazonaws.com", true), ("AMAZONAWS.COM", true), ("amazonaws.com:443", true),
        ("amazonaws.com:80", false),
        ("onaws.com", false), ("logs.eu-west-1.amazonaws.com", false), ("", false), (".", false), (",,", false),
    ])
    func `NO_PROXY names exceptions`(exceptions: String, isDirect: Bool) throws {
        let environment = ["HTTPS_PROXY": "http://p:3128", "NO_PROXY": exceptions]
        #expect((try Self.proxy(environment, "https://ecs.eu-west-1.amazonaws.com") == nil) == isDirect)
    }

    @Test(arguments: [
        "https://p:3128", "socks5://p:1", "http://", "http://u:secret@p:x", "http://p/path", "http://u%zz:secret@p",
    ])
    func `What is no proxy is refused without showing its password`(text: String) {
        #expect {
            try ProxySettings(environment: Environment(["HTTPS_PROXY": text]))
        } throws: { error in
            "\(error)".contains("HTTPS_PROXY") && !"\(error)".contains("secret")
        }
    }
}
