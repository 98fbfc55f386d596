using MeshLens.Protocol.Versions;

namespace MeshLens.Protocol.Tests.Versions;

public sealed class ProtocolVersionTests
{
    [Theory]
    [InlineData(0u, "upgrade the agent.")]
    [InlineData(99u, "upgrade the server first")]
    public void RefusalOf_UnknownVersion_NamesBothAndTheFix(uint version, string fix)
    {
        Assert.False(ProtocolVersion.IsSpoken(version));

        var sentence = ProtocolVersion.RefusalOf(version);

        Assert.Contains($"version {ProtocolVersion.Current} ", sentence, StringComparison.Ordinal);
        Assert.Contains($"version {version}", sentence, StringComparison.Ordinal);
        Assert.Contains(fix, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void IsSpoken_Current_IsTrue() => Assert.True(ProtocolVersion.IsSpoken(ProtocolVersion.Current));
}
