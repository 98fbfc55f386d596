using System.Net;
using System.Text;
using CsCheck;
using MeshLens.Core.Edges;
using MeshLens.Ingest.Naming.Static;

namespace MeshLens.Ingest.Tests.Naming;

public sealed class EndpointFileReaderTests
{
    [Fact]
    public void Read_AllFields_AreKept()
    {
        var table = Read("""
            {"endpoints":[
              {"address":"10.77.0.11","port":8080,"cluster":"k","namespace":"shop","name":"payments","kind":"service","node":"n1","zone":"a"},
            ]}
            """, out var errors);

        Assert.Empty(errors);
        var entry = table!.Find(IPAddress.Parse("10.77.0.11"), 8080)!;
        Assert.Equal(new Party("shop", "payments", PartyKind.Service), entry.Party);
        Assert.Equal(("k", "n1", "a"), (entry.Cluster, entry.Node, entry.Zone));
        Assert.Null(table.Find(IPAddress.Parse("10.77.0.11"), 80));
    }

    [Fact]
    public void Read_SeveralErrors_AreAllReportedWithTheirPlace()
    {
        Read("""
            {"endpoints":[
              {"address":"10.0.0.300","name":"a"},
              {"address":"10.0.0.1","port":70000},
              {"address":"10.0.0.2","name":" ","kind":"pod"},
              null,
              {"address":"10.0.0.0/8","name":"net"},
              {"address":"10.0.0.0/8","name":"again"},
              {"address":"10.1.2.3/33","name":"bits"}
            ]}
            """, out var errors);

        Assert.Equal(
            ["endpoints[0].address", "endpoints[1].port", "endpoints[1].name", "endpoints[2].name", "endpoints[2].kind", "endpoints[3]", "endpoints[5]", "endpoints[6].address"],
            errors.Select(error => error.Split(' ')[0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"endpoints":[{"adress":"10.0.0.1","name":"typo"}]}""")]
    public void Read_NotTheExpectedJson_IsOneError(string json)
    {
        Assert.Null(Read(json, out var errors));
        Assert.Single(errors);
    }

    [Fact]
    public void Read_AnyBytes_NeverThrows() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        var errors = new List<string>();
        Assert.True(EndpointFileReader.Read(bytes, errors) is null == errors.Count > 0);
    });

    [Fact]
    public void Find_Overlapping_LongestPrefixWinsThenPort()
    {
        var table = Read("""
            {"endpoints":[
              {"address":"10.0.0.0/8","name":"net"},
              {"address":"10.0.0.0/8","port":80,"name":"net80"},
              {"address":"10.1.0.0/16","name":"subnet"},
              {"address":"10.1.0.5","port":443,"name":"host443"},
              {"address":"fd00::/8","name":"six"}
            ]}
            """, out _)!;

        Assert.Equal("net", NameAt(table, "10.9.9.9", 81));
        Assert.Equal("net80", NameAt(table, "10.9.9.9", 80));
        Assert.Equal("subnet", NameAt(table, "10.1.9.9", 80));
        Assert.Equal("host443", NameAt(table, "10.1.0.5", 443));
        Assert.Equal("subnet", NameAt(table, "10.1.0.5", 0));
        Assert.Equal("six", NameAt(table, "fd12::1", 1));
        Assert.Null(NameAt(table, "11.0.0.1", 80));
    }

    private static string? NameAt(EndpointTable table, string address, int port) =>
        table.Find(IPAddress.Parse(address), port)?.Party.Name;

    private static EndpointTable? Read(string json, out List<string> errors) =>
        EndpointFileReader.Read(Encoding.UTF8.GetBytes(json), errors = []);
}
