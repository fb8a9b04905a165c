import RunProtocol
import Testing

@testable import AWS

struct HTTPURLTests {
    @Test(arguments: [
        ("https://ecs.eu-west-1.amazonaws.com", "https://ecs.eu-west-1.amazonaws.com/"),
        ("HTTP://Example.COM:80/a%2Fb?c=d&e", "http://example.com/a%2Fb?c=d&e"),
        ("http://localhost:4566/", "http://localhost:4566/"), ("https://[::1]:8443", "https://[::1]:8443/"),
        ("https://h?q", "https://h/?q"), ("https://h:443", "https://h/"),
    ])
    func `An address is read and written`(text: String, written: String) {
        #expect(HTTPURL(text)?.description == written)
    }

    @Test(arguments: [
        "", "h", "ftp://h", "https://", "https:///path", "https://u@h", "https://u:p@h", "https://h#f", "https://h:0",
        "https://h:65536", "https://h:x", "https://h:+80", "https://a b", "https://é", "https://h\n", "https://[::1",
        "https://::1",
    ])
    func `What is no address of a server is refused`(text: String) {
        #expect(HTTPURL(text) == nil)
    }

    @Test func `An endpoint's own path stays in front`() {
        let url = HTTPURL("http://h/base")?.appending("2015-03-31/functions", query: "a=b")
        #expect(url?.description == "http://h/base/2015-03-31/functions?a=b")
        #expect(HTTPURL("http://h")?.appending("").description == "http://h/")
    }
}

struct HTTPDateTests {
    @Test func `A date is read to the second`() {
        #expect(HTTPDate.parse("Sun, 06 Nov 1994 08:49:37 GMT") == Timestamp("1994-11-06T08:49:37.000Z"))
        #expect(HTTPDate.parse("Thu, 29 Feb 2024 23:59:59 GMT") == Timestamp("2024-02-29T23:59:59.000Z"))
    }

    @Test(arguments: [
        "", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 31 Feb 2024 08:49:37 GMT", "soon",
        "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
    ])
    func `What is no date of HTTP is none`(text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }
}
