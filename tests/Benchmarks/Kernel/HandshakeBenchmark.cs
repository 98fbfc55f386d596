using System.Globalization;
using Kernel.Tests;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Loading;
using MeshLens.Lab.Links;

namespace Benchmarks.Kernel;

/// <summary>Every handshake beside what a capture on the client's interface saw: first SYN out to first SYN-ACK in.</summary>
internal sealed class HandshakeBenchmark : IBenchmark
{
    private const int Lossy = 24;

    public string Name => "kernel-handshakes";

    public Task RunAsync(BenchReport report)
    {
        Measure(report);
        return Task.CompletedTask;
    }

    private static void Measure(BenchReport report)
    {
        var results = HandshakeCell.All.Select(cell => (Cell: cell, Result: Compare(cell))).ToList();
        var lossy = CompareLossy();
        var worst = results.MinBy(each => each.Result.WithinRatio);
        report.Add("kernel.handshake_within_ratio_worst_cell", worst.Result.WithinRatio, "ratio", string.Create(CultureInfo.InvariantCulture,
            $"handshakes within max(5 %, 50 µs) of tcpdump on the client's interface, paired by port and initial sequence number, worst cell: {worst.Cell}; {string.Join(", ", results.Select(Describe))}; SYN retransmits differ in {results.Sum(each => each.Result.WrongRetransmits)} handshakes, and in {lossy.WrongRetransmits} of {lossy.Handshakes} with one SYN in four dropped ({lossy.Retransmits} retransmits); {Machine.Load()}"));
    }

    private static HandshakeResult Compare(HandshakeCell cell)
    {
        using var pair = LinkedPair.Create(TimeSpan.FromMilliseconds(cell.DelayMs / 2));
        return Compare(pair, cell.Version == 4 ? LinkedPair.ServerV4 : LinkedPair.ServerV6, listener =>
        {
            for (var made = 0; made < cell.Handshakes; made++)
            {
                Handshakes.Make(pair, listener, cell.Blocking);
            }
        });
    }

    private static HandshakeResult CompareLossy()
    {
        using var pair = LinkedPair.Create();
        pair.Server.Nft(
            "add table ip loss",
            "add chain ip loss in { type filter hook input priority 0; }",
            "add rule ip loss in tcp flags & (syn | ack) == syn numgen inc mod 4 0 drop");
        return Compare(pair, LinkedPair.ServerV4, listener =>
        {
            var clients = Enumerable.Range(0, Lossy).Select(_ => new Thread(() => Handshakes.Make(pair, listener, blocking: true))).ToList();
            clients.ForEach(client => client.Start());
            clients.ForEach(client => client.Join());
        });
    }

    private static HandshakeResult Compare(LinkedPair pair, System.Net.IPAddress address, Action<Listener> make)
    {
        var told = new List<ConnectionEvent>();
        using var kernel = WatchedKernel.Load(pair.Client, KernelSettings.Default, told.Add);
        using var listener = Listener.Open(pair.Server, address);
        using var capture = PacketCapture.Start(pair.Client);
        make(listener);
        var wire = WireHandshakes.By(capture.Stop(), listener.EndPoint.Port);
        kernel.Collect();
        var established = told.Where(one => one.Event.Type == EventType.Established).ToList();
        return new(
            WireHandshakes.WithinRatio(established, wire) * established.Count / Math.Max(established.Count, wire.Count),
            established.Count(one => wire.TryGetValue(WireId.Of(one), out var seen) && seen.Retransmits != one.SynRetransmits),
            (uint)established.Sum(one => one.SynRetransmits),
            established.Count);
    }

    private static string Describe((HandshakeCell Cell, HandshakeResult Result) each) => string.Create(CultureInfo.InvariantCulture,
        $"{each.Cell}: {each.Result.WithinRatio:0.####} of {each.Result.Handshakes}");
}
