using CsCheck;
using Google.Protobuf;
using MeshLens.Exposition.Export;
using OpenTelemetry.Proto.Collector.Metrics.V1;

namespace MeshLens.Exposition.Tests.Export;

/// <summary>What generated code writes, as a backend does, and what nobody should.</summary>
public sealed class PartialSuccessTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(long.MaxValue)]
    public void Rejected_InAnAnswer_IsRead(long rejected) =>
        Assert.Equal(rejected, PartialSuccess.RejectedIn(new ExportMetricsServiceResponse { PartialSuccess = new() { RejectedDataPoints = rejected, ErrorMessage = "too old" } }.ToByteArray()));

    [Fact]
    public void Rejected_InAnEmptyAnswer_IsNothing() => Assert.Equal(0, PartialSuccess.RejectedIn(new ExportMetricsServiceResponse().ToByteArray()));

    [Fact]
    public void Rejected_InGarbage_IsANumber() =>
        Gen.Byte.Array[0, 64].Sample(static bytes => PartialSuccess.RejectedIn(bytes) >= 0);
}
