using CsCheck;
using MeshLens.Agent.Options;

namespace MeshLens.Agent.Tests.Options;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("250us", 0.25)]
    [InlineData("5ms", 5)]
    [InlineData("1.5s", 1500)]
    [InlineData("2m", 120_000)]
    [InlineData("0", 0)]
    public void TryParse_OfAUnit_GivesTheDuration(string text, double milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("ms")]
    [InlineData("-5ms")]
    [InlineData("1e300h")]
    [InlineData("")]
    public void TryParse_OfAnythingElse_Fails(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Fact]
    public void TryParse_OfAFormattedDuration_GivesItBack() => Gen.Int[1, 3_600_000].Sample(milliseconds =>
    {
        var duration = TimeSpan.FromMilliseconds(milliseconds);
        Assert.True(DurationText.TryParse(DurationText.Format(duration), out var back));
        Assert.Equal(duration.TotalSeconds, back.TotalSeconds, duration.TotalSeconds * 0.001);
    });
}
