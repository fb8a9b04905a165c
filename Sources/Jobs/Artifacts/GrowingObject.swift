import AWS
import Supervision

/// One part of a job's output on its way into one object: in pieces as it grows, or whole where it stays small.
struct GrowingObject {
    private let part: OutputSpool.Part
    private let object: S3Object
    private var upload: S3Upload?
    private var parts: [S3Upload.Part] = []
    private var stored = 0

    init(_ part: OutputSpool.Part, _ destination: ArtifactDestination) {
        self.part = part
        object = destination.object(part)
    }

    /// Stores as many whole pieces as are there, but none of an output that may yet stay below one.
    mutating func storePieces(of spool: OutputSpool, _ client: S3Client) async throws {
        while spool.size(of: part) - stored > Self.pieceSize {
            try await storePiece(Self.pieceSize, of: spool, client)
        }
    }

    /// Stores the rest.
    mutating func finish(_ spool: OutputSpool, _ client: S3Client) async throws {
        try await storePieces(of: spool, client)
        let rest = spool.size(of: part) - stored
        guard let upload else {
            return try await client.putObject(
                object,
                try spool.read(part, from: 0, count: rest),
                contentType: Self.type
            )
        }
        if rest > 0 { try await storePiece(rest, of: spool, client) }
        try await client.completeMultipartUpload(upload, parts)
        self.upload = nil
    }

    /// Takes back what was begun and not finished.
    func abandon(_ client: S3Client) async {
        guard let upload else { return }
        // What cannot be taken back is for the bucket's lifecycle rule.
        try? await client.abortMultipartUpload(upload)
    }

    private mutating func storePiece(_ size: Int, of spool: OutputSpool, _ client: S3Client) async throws {
        let upload: S3Upload
        if let begun = self.upload {
            upload = begun
        } else {
            upload = try await client.createMultipartUpload(object, contentType: Self.type)
            self.upload = upload
        }
        let bytes = try spool.read(part, from: stored, count: size)
        parts.append(try await client.uploadPart(parts.count + 1, of: upload, bytes))
        stored += size
    }

    /// S3 takes 10,000 pieces: 78 GiB.
    private static let pieceSize = 8 << 20
    private static let type = "text/plain; charset=utf-8"
}
