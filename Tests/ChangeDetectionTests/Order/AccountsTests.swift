import RunProtocol
import Testing

@testable import ChangeDetection

@Suite struct AccountsTests {
    @Test func `accounts without an order come last`() throws {
        let accounts = try Accounts(
            parsing: #"{"dev": {"id": "1", "deploy_order": 1, "email": "a@example.com"}, "logs": {"id": "2"}}"#.utf8,
            file: "accounts.json"
        )
        #expect(accounts.order(of: "dev") == 1)
        #expect(accounts.order(of: "logs") == Int.max)
    }

    @Test(arguments: [
        "", "[]", "{\"dev\": 1}", "{\"dev\": {\"deploy_order\": \"first\"}}", "{\"dev\": {\"deploy_order\": 1}",
    ])
    func `what is no list of accounts is an error that names the file`(text: String) throws {
        let error = #expect(throws: RunnerError.self) { try Accounts(parsing: text.utf8, file: "accounts.json") }
        #expect(error?.errorType == "AccountsUnreadable")
        #expect(error?.message.contains("accounts.json") == true)
        #expect(error?.cause?.isEmpty == false)
    }
}
