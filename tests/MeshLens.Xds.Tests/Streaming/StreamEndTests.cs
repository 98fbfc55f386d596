using Grpc.Core;
using MeshLens.Xds.Streaming;

namespace MeshLens.Xds.Tests.Streaming;

public sealed class StreamEndTests
{
    [Theory]
    [InlineData(StatusCode.OK, true, "Closed")]
    [InlineData(StatusCode.Unavailable, true, "Closed")]
    [InlineData(StatusCode.Unknown, true, "Closed")]
    [InlineData(StatusCode.Unavailable, false, "Broken")]
    [InlineData(StatusCode.OK, false, "Broken")]
    [InlineData(StatusCode.ResourceExhausted, true, "Broken")]
    [InlineData(StatusCode.Internal, true, "Broken")]
    [InlineData(StatusCode.PermissionDenied, false, "Refused")]
    [InlineData(StatusCode.Unauthenticated, true, "Refused")]
    [InlineData(StatusCode.InvalidArgument, false, "Refused")]
    public void Of_StatusAndHistory_TellsNormalFromTrouble(StatusCode code, bool delivered, string expected) =>
        Assert.Equal(expected, StreamEnd.Of(code, "", delivered).Kind.ToString());
}
