using MeshLens.Ingest.Configuration;

namespace MeshLens.Ingest.Tests.Configuration;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:4717", "127.0.0.1:4717")]
    [InlineData("http://localhost:0", "127.0.0.1:0")]
    [InlineData("http://[::1]:9", "[::1]:9")]
    public void TryParse_Loopback_IsAnEndPoint(string text, string endPoint)
    {
        Assert.True(ListenAddress.TryParse(text, out var address, out _));
        Assert.Equal(endPoint, address.EndPoint!.ToString());
    }

    [Fact]
    public void TryParse_UnixPath_IsASocket()
    {
        Assert.True(ListenAddress.TryParse("unix:/run/x.sock", out var address, out _));
        Assert.Equal("/run/x.sock", address.SocketPath);
    }

    [Theory]
    [InlineData("http://10.0.0.1:4717", "use a loopback address")]
    [InlineData("unix:x.sock", "absolute path")]
    [InlineData("https://127.0.0.1:1", "write http://127.0.0.1:4717")]
    [InlineData("http://example.org:1", "write http://127.0.0.1:4717")]
    [InlineData("", "write http://127.0.0.1:4717")]
    public void TryParse_Other_SaysWhatToWrite(string text, string fix)
    {
        Assert.False(ListenAddress.TryParse(text, out _, out var fault));
        Assert.Contains(fix, fault, StringComparison.Ordinal);
    }
}
