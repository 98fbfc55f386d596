using System.IO.Compression;
using System.Text.RegularExpressions;
using Functional.Tests.Rig;
using Grpc.Core;

namespace Functional.Tests.Trouble;

/// <summary>A gigabyte at the agents' port, plain or packed: refused before it is in memory.</summary>
public sealed class OversizeTests
{
    private const uint Gigabyte = 1 << 30;
    private const long MostGrowth = 200L << 20;

    [Fact]
    public async Task Port_GigabyteMessage_IsRefusedAndTheServerStaysSmall()
    {
        await using var server = await Start();
        var before = PeakMemory(server.Process.Id);
        using var flood = new RawStream(compressed: false, Gigabyte, new byte[64 << 10]);

        Assert.Equal((int)StatusCode.ResourceExhausted, await flood.Send(server.Agents));

        Assert.InRange(flood.Sent, 0, Gigabyte / 4);
        await StaysSmallAndServes(server, before);
    }

    [Fact]
    public async Task Port_GigabyteInAMegabyte_IsRefusedBeforeItIsUnpacked()
    {
        await using var server = await Start();
        var before = PeakMemory(server.Process.Id);
        var packed = Pack();
        using var bomb = new RawStream(compressed: true, (uint)packed.Length, packed);

        Assert.Equal((int)StatusCode.ResourceExhausted, await bomb.Send(server.Agents));

        await StaysSmallAndServes(server, before);
    }

    private static Task<ServerProcess> Start() =>
        ServerProcess.Start("server", "--listen", "127.0.0.1:0", "--agents", "127.0.0.1:0", "--no-data");

    private static async Task StaysSmallAndServes(ServerProcess server, long before)
    {
        await using var agent = await FakeAgent.Start(server.Agents, "after-a-gigabyte");
        await agent.ReportTurns();
        await server.Api.Node("after-a-gigabyte");
        Assert.InRange(PeakMemory(server.Process.Id), 0, before + MostGrowth);
    }

    private static byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 1024; i++)
            {
                gzip.Write(zeros);
            }
        }

        return packed.ToArray();
    }

    // The largest resident set there ever was.
    private static long PeakMemory(int process) => 1024 * long.Parse(
        Regex.Match(File.ReadAllText($"/proc/{process}/status"), @"VmHWM:\s+(\d+) kB").Groups[1].Value, null);
}
