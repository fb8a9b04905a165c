import Crypto
import FoundationEssentials

/// Simple Storage Service: writes objects, whole or part by part.
///
/// Every body goes with its SHA-256, which is signed, and with its MD5, which buckets with object lock ask for. A bucket is
/// addressed by its host name; by its path where it cannot be one, or where somebody has set another endpoint.
public struct S3Client: Sendable {
    let caller: ServiceCaller

    init(_ caller: ServiceCaller) {
        self.caller = caller
    }

    /// Writes a whole object of at most 5 GiB.
    ///
    /// - Throws: `AWSError`; `.accessDenied` without `s3:PutObject`.
    public func putObject(_ object: S3Object, _ body: [UInt8], contentType: String) async throws(AWSError) {
        var call = call("PutObject", "PUT", object)
        call.headers["content-type"] = contentType
        add(body, to: &call)
        _ = try await caller.send(call)
    }

    /// Begins an object that is written part by part.
    public func createMultipartUpload(_ object: S3Object, contentType: String) async throws(AWSError) -> S3Upload {
        var call = call("CreateMultipartUpload", "POST", object, [("uploads", "")])
        call.headers["content-type"] = contentType
        let answer = try await caller.send(call)
        guard let root = try? XMLElement(answer.body), let id = root.text("UploadId"), !id.isEmpty else {
            throw caller.malformed(call.operation, answer, "the answer names no upload")
        }
        return S3Upload(object: object, id: id)
    }

    /// Writes a part of 5 MiB to 5 GiB; the last one may be shorter.
    public func uploadPart(_ number: Int, of upload: S3Upload, _ body: [UInt8]) async throws(AWSError) -> S3Upload.Part
    {
        var call = call("UploadPart", "PUT", upload.object, [("partNumber", String(number)), ("uploadId", upload.id)])
        add(body, to: &call)
        let answer = try await caller.send(call)
        guard let tag = answer.headers["etag"], !tag.isEmpty else {
            throw caller.malformed(call.operation, answer, "the answer has no entity tag")
        }
        return S3Upload.Part(number: number, entityTag: tag)
    }

    /// Makes an object of the parts, which are in the order of their numbers.
    public func completeMultipartUpload(_ upload: S3Upload, _ parts: [S3Upload.Part]) async throws(AWSError) {
        var call = call("CompleteMultipartUpload", "POST", upload.object, [("uploadId", upload.id)])
        call.headers["content-type"] = "application/xml"
        let list = parts.map {
            "<Part><PartNumber>\($0.number)</PartNumber><ETag>\(Self.escaped($0.entityTag))</ETag></Part>"
        }
        let root = "CompleteMultipartUpload"
        let namespace = "http://s3.amazonaws.com/doc/2006-03-01/"
        call.body = Array("<\(root) xmlns=\"\(namespace)\">\(list.joined())</\(root)>".utf8)
        let answer = try await caller.send(call)
        guard let document = try? XMLElement(answer.body) else {
            throw caller.malformed(call.operation, answer, "the answer is no XML")
        }
        // S3 begins to answer before it knows how the work ends: an error may come with status 200.
        guard document.name != "Error" else { throw AWSError(answer, to: call, of: caller.service) }
    }

    /// Gives an upload up; what was written of it is paid for until then.
    public func abortMultipartUpload(_ upload: S3Upload) async throws(AWSError) {
        var call = call("AbortMultipartUpload", "DELETE", upload.object, [("uploadId", upload.id)])
        call.permission = nil
        _ = try await caller.send(call)
    }

    private func call(
        _ operation: String,
        _ method: String,
        _ object: S3Object,
        _ query: [(String, String)] = []
    ) -> ServiceCall {
        var call = ServiceCall(operation)
        call.method = method
        call.query = query
        let key = PercentEncoding.path(object.key)
        if object.isHostLabel, !caller.core.settings.hasOwnEndpoint(caller.service) {
            call.hostLabel = object.bucket
            call.path = key
        } else {
            call.path = "\(PercentEncoding.component(object.bucket))/\(key)"
        }
        // Policies know one action for all that writes.
        call.permission = "PutObject"
        call.timeouts = HTTPTimeouts(answer: .seconds(300), idle: .seconds(60))
        return call
    }

    private func add(_ body: [UInt8], to call: inout ServiceCall) {
        call.body = body
        call.headers["content-md5"] = Data(Insecure.MD5.hash(data: body)).base64EncodedString()
    }

    private static func escaped(_ text: String) -> String {
        String(
            decoding: text.utf8.flatMap { byte -> [UInt8] in
                switch byte {
                case UInt8(ascii: "&"): Array("&amp;".utf8)
                case UInt8(ascii: "<"): Array("&lt;".utf8)
                case UInt8(ascii: ">"): Array("&gt;".utf8)
                default: [byte]
                }
            },
            as: UTF8.self
        )
    }
}
