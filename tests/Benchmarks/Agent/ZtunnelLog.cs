using System.Globalization;
using System.Text;

namespace Benchmarks.Agent;

/// <summary>A log that grows as that of an ambient node proxy does: so many lines a second, of so many pairs of workloads. It goes when disposed.</summary>
internal sealed class ZtunnelLog : IDisposable
{
    private const int TicksPerSecond = 10;

    private readonly string _folder = Directory.CreateTempSubdirectory("meshlens-bench-ztunnel-").FullName;
    private long _written;

    public ZtunnelLog() => File.WriteAllText(Path, "");

    public string Path => System.IO.Path.Combine(_folder, "0.log");

    public long Written => Volatile.Read(ref _written);

    /// <summary>Writes until it is cancelled.</summary>
    public async Task GrowAsync(int linesPerSecond, int pairs, CancellationToken stop)
    {
        await using var log = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / TicksPerSecond));
        var text = new StringBuilder();
        while (await pace.WaitForNextTickAsync(stop))
        {
            for (var line = 0; line < linesPerSecond / TicksPerSecond; line++)
            {
                Write(text, _written + line, pairs);
            }

            await log.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), stop);
            await log.FlushAsync(stop);
            text.Clear();
            Volatile.Write(ref _written, _written + (linesPerSecond / TicksPerSecond));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // As a container runtime writes what ztunnel wrote.
    private static void Write(StringBuilder text, long number, int pairs)
    {
        var (caller, called) = ((int)(number % pairs) / 10, (int)(number % pairs) % 10);
        text.AppendLine(CultureInfo.InvariantCulture, $"2026-03-01T12:00:00.{number % 1_000_000_000:000000000}Z stdout F 2026-03-01T12:00:00.{number % 1_000_000:000000}Z\tinfo\taccess\tconnection complete\tsrc.addr=10.244.0.{caller + 10}:{32_768 + (number % 28_000)} src.workload=\"caller-{caller}-5d8f7c9b6d-x2x9k\" src.namespace=\"shop\" src.identity=\"spiffe://cluster.local/ns/shop/sa/caller-{caller}\" dst.addr=10.244.1.{called + 10}:15008 dst.hbone_addr=10.244.1.{called + 10}:8080 dst.service=\"service-{called}.shop.svc.cluster.local\" dst.workload=\"service-{called}-6f9b55c5db-vnpzr\" dst.namespace=\"shop\" dst.identity=\"spiffe://cluster.local/ns/shop/sa/service-{called}\" direction=\"outbound\" bytes_sent={200 + (number % 900)} bytes_recv={600 + (number % 5_000)} duration=\"{1 + (number % 40)}ms\"");
    }
}
