using MeshLens.Agent.Options;

namespace MeshLens.Agent.Tests.Options;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7000")]
    [InlineData("http://localhost:7000")]
    [InlineData("http://[::1]:7000")]
    [InlineData("https://mesh.example:443")]
    [InlineData("unix:/run/meshlens/agent.sock")]
    public void Parse_OfALegalAddress_Succeeds(string text)
    {
        var server = ServerAddress.Parse(text, out var error);

        Assert.Null(error);
        Assert.NotNull(server);
    }

    [Theory]
    [InlineData("127.0.0.1:7000")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1:7000/path")]
    [InlineData("http://192.168.0.1:7000")]
    [InlineData("unix:agent.sock")]
    public void Parse_OfAnythingElse_ExplainsWhatToWrite(string text)
    {
        var server = ServerAddress.Parse(text, out var error);

        Assert.Null(server);
        Assert.Contains(text, error);
    }
}
