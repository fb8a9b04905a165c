import Fixtures
import Foundation
import FoundationNetworking
import Testing

/// The bucket that output goes to.
extension MotoServer {
    /// The bytes of an object, or `nil` where there is none.
    func object(_ key: String) async throws -> [UInt8]? {
        // moto looks whether a request is signed, not by whom.
        let url = try #require(URL(string: "\(place.url)/outputs/\(key)?Signature=anyone"))
        let (data, response) = try await URLSession.shared.data(from: url)
        return (response as? HTTPURLResponse)?.statusCode == 200 ? Array(data) : nil
    }

    /// What the bucket holds and what is being written into it, as S3 lists it.
    func listing(_ query: String) async throws -> String {
        let url = try #require(URL(string: "\(place.url)/outputs?\(query)"))
        return String(decoding: try await URLSession.shared.data(from: url).0, as: UTF8.self)
    }
}
