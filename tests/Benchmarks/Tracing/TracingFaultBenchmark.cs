using Functional.Tests.Tracing;

namespace Benchmarks.Tracing;

/// <summary>A backend that is away for five minutes, then answers garbage, then hesitates: what is lost, what comes twice, and the memory it takes.</summary>
internal sealed class TracingFaultBenchmark : IBenchmark
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Away = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Odd = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public string Name => "tracing-faults";

    public bool TakesLong => true;

    public async Task RunAsync(BenchReport report)
    {
        await using var backend = new TraceBackend();
        using var hop = await HopUnderTest.StartAsync(backend.Http, backend.Grpc);
        using var stop = new CancellationTokenSource();
        FaultLoad[] loads = [new(hop.Grpc, isGrpc: true), new(hop.Http, isGrpc: false)];
        var running = Task.WhenAll(loads.Select(load => load.RunAsync(stop.Token)));

        await backend.Open(CancellationToken.None);
        var before = await MostMemoryAsync(hop, Usual);
        await backend.Close();
        var most = await MostMemoryAsync(hop, Away);
        backend.Mood = Mood.Garbage;
        await backend.Open(CancellationToken.None);
        most = Math.Max(most, await MostMemoryAsync(hop, Odd));
        backend.Mood = Mood.Slow;
        most = Math.Max(most, await MostMemoryAsync(hop, Odd));
        await stop.CancelAsync();
        await running;
        backend.Mood = Mood.Takes;
        await DeliveredAsync(hop);
        await ReportAsync(report, hop, backend, loads, most - before);
    }

    private static async Task ReportAsync(BenchReport report, HopUnderTest hop, TraceBackend backend, FaultLoad[] loads, double growth)
    {
        var accepted = loads.SelectMany(static load => load.Accepted).ToHashSet();
        var arrived = backend.Spans.Select(static span => span.SpanId).ToList();
        var distinct = arrived.ToHashSet();
        var counted = $"the server counts {await hop.CountedAsync("Accepted"):N0} accepted, {await hop.CountedAsync("Delivered"):N0} delivered, "
            + $"{await hop.CountedAsync("Refused")} refused, {await hop.CountedAsync("Lost")} lost; told to come again: {loads.Sum(static load => load.Busy):N0} requests, answered otherwise: {loads.Sum(static load => load.Odd)}";
        const string How = "a backend that is away for 5 minutes, answers garbage for 30 s and hesitates for 30 s, 1,000 spans/s over HTTP and as many over gRPC all the while";
        report.Add("tracing.fault_lost_spans", accepted.Count(id => !distinct.Contains(id)), "spans", $"accepted and never arrived, of {accepted.Count:N0}, with {How}; {counted}");
        report.Add("tracing.fault_repeated_spans", arrived.Count - distinct.Count, "spans", "that arrived more than once: of requests that the backend took as it broke off, and so were sent again");
        report.Add("tracing.fault_memory_growth_mb", Math.Round(growth, 1), "MB", "most of the server's resident memory from the outage on, less the most before it, with 64 MiB of room for each of two backends");
    }

    private static async Task<double> MostMemoryAsync(HopUnderTest hop, TimeSpan span)
    {
        var most = 0.0;
        for (var left = span; left > TimeSpan.Zero; left -= Second)
        {
            await Task.Delay(Second);
            most = Math.Max(most, hop.ResidentMb);
        }

        return most;
    }

    private static async Task DeliveredAsync(HopUnderTest hop)
    {
        for (var left = LongestWait; left > TimeSpan.Zero && await hop.CountedAsync("Delivered") < await hop.CountedAsync("Accepted"); left -= Second)
        {
            await Task.Delay(Second);
        }
    }
}
