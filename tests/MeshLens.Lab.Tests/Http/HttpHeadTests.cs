using System.Text;
using MeshLens.Lab.Http;

namespace MeshLens.Lab.Tests.Http;

public sealed class HttpHeadTests
{
    private static HttpHead Create(string lines)
    {
        Assert.True(HttpHead.TryParse(Encoding.ASCII.GetBytes(lines), out var head));
        return head;
    }

    [Fact]
    public void Response_WithBody_GivesStatusAndLength() =>
        Assert.Equal(new HttpHead(200, 600, KeepAlive: true), Create("HTTP/1.1 200 OK\r\nServer: lab\r\nContent-Length: 600"));

    [Fact]
    public void Request_WithClose_EndsTheConnection() =>
        Assert.Equal(new HttpHead(0, 0, KeepAlive: false), Create("GET /work HTTP/1.1\r\nHost: orders\r\nConnection: close"));

    [Theory]
    [InlineData("HTTP/1.1 ")]
    [InlineData("HTTP/1.1 abc OK")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: many")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1")]
    public void Nonsense_IsRefused(string lines) => Assert.False(HttpHead.TryParse(Encoding.ASCII.GetBytes(lines), out _));
}
