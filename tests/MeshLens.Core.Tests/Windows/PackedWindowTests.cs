using System.Runtime.CompilerServices;
using CsCheck;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

public sealed class PackedWindowTests
{
    [Fact]
    public void MiniFloat_AnyCount_ComesBackWithinAQuarterPerMille() =>
        Gen.UInt.Sample(count => Math.Abs((double)MiniFloat.Unpack(MiniFloat.Pack(count)) - count) <= count * 0.00025);

    [Fact]
    public void MiniFloat_SmallCounts_AreExact()
    {
        for (var count = 0u; count < 4096; count++)
        {
            Assert.Equal(count, MiniFloat.Unpack(MiniFloat.Pack(count)));
        }
    }

    [Fact]
    public void Unpack_PackedSummary_ComesBackNearly()
    {
        var causes = new CauseTable();
        var summary = new WindowSummary
        {
            Window = 180_000_123,
            Requests = 123_456,
            Connections = 78,
            Failures = 9,
            MeanMs = 12.34f,
            P50Ms = 0.0123f,
            P90Ms = 345.6f,
            P99Ms = 1_000_000,
            ExcessMs = -4.5f,
            Suspect = Cause.NetworkRtt,
            Cause = Cause.SlowHandler,
        };

        var back = new PackedWindow(summary, causes).Unpack(summary.Window, causes);

        Assert.Equal(summary.Window, back.Window);
        Assert.Equal(123_456, (double)back.Requests, 123_456 * 0.00025);
        Assert.Equal((78u, 9u), (back.Connections, back.Failures));
        Assert.Equal(12.34, back.MeanMs, 12.34 * 0.0005);
        Assert.Equal(0.0123, back.P50Ms, 0.0123 * 0.0005);
        Assert.Equal(345.6, back.P90Ms, 345.6 * 0.0005);
        Assert.Equal(65_504, back.P99Ms);
        Assert.Equal(-4.5, back.ExcessMs, 0.0025);
        Assert.Equal((Cause.NetworkRtt, Cause.SlowHandler), (back.Suspect, back.Cause));
        Assert.Equal(20, Unsafe.SizeOf<PackedWindow>());
    }

    [Fact]
    public void Holds_OtherHourOrNothing_IsFalse()
    {
        var packed = new PackedWindow(new() { Window = 180_000_123 }, new CauseTable());

        Assert.True(packed.Holds(180_000_123));
        Assert.False(packed.Holds(180_000_123 + WindowGrid.Hour));
        Assert.False(default(PackedWindow).Holds(180_000_123));
    }
}
