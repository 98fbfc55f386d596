using Grpc.Core;

namespace MeshLens.Xds.Streaming;

/// <summary>How a stream ended, and why, in words for a log.</summary>
internal readonly record struct StreamEnd(StreamEndKind Kind, string Reason)
{
    public static StreamEnd Of(StatusCode code, string detail, bool delivered) => code switch
    {
        StatusCode.Unauthenticated or StatusCode.PermissionDenied => new(
            StreamEndKind.Refused, $"{code}: {detail}; the token's namespace and service account must be those of the node identity"),
        StatusCode.InvalidArgument or StatusCode.Unimplemented => new(StreamEndKind.Refused, $"{code}: {detail}"),
        StatusCode.OK or StatusCode.Unknown or StatusCode.Unavailable or StatusCode.Cancelled when delivered => new(
            StreamEndKind.Closed, detail.Length > 0 ? detail : code.ToString()),
        _ => new(StreamEndKind.Broken, $"{code}: {detail}"),
    };
}
