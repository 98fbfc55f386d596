using System.Diagnostics;
using System.Reflection;
using MeshLens.Exposition.Families;
using MeshLens.Exposition.Wire;

namespace MeshLens.Exposition.Self;

/// <summary>What this process costs, by the names that Prometheus' own libraries use.</summary>
internal sealed class ProcessFigures
{
    private static readonly MetricFamily Processor = new("process.cpu", "s", MetricKind.Counter, "Processor time of this process, user and system.");
    private static readonly MetricFamily Resident = new("process.resident.memory", "By", MetricKind.Gauge, "Memory of this process that is in RAM.");
    private static readonly MetricFamily Start = new("process.start.time", "s", MetricKind.Gauge, "When this process began, in seconds since 1970.");
    private static readonly MetricFamily Heap = new("meshlens.process.heap", "By", MetricKind.Gauge, "What the garbage collector manages.");
    private static readonly MetricFamily Build = new("meshlens.build.info", "", MetricKind.Gauge, "Always 1: the version that runs.");

    private readonly LabelSet _version = new(new Label("version", "service.version", Version));

    /// <summary>Of the build.</summary>
    public static string Version { get; } =
        typeof(ProcessFigures).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>When counting began.</summary>
    public DateTimeOffset Started { get; } = new(Process.GetCurrentProcess().StartTime.ToUniversalTime());

    public void Write(IMetricSink sink)
    {
        One(sink, Build, _version, 1);
        One(sink, Processor, LabelSet.Empty, Environment.CpuUsage.TotalTime.TotalSeconds);
        One(sink, Resident, LabelSet.Empty, Environment.WorkingSet);
        One(sink, Start, LabelSet.Empty, Started.ToUnixTimeMilliseconds() * 1e-3);
        One(sink, Heap, LabelSet.Empty, GC.GetTotalMemory(forceFullCollection: false));
    }

    private void One(IMetricSink sink, MetricFamily family, LabelSet labels, double value)
    {
        sink.Begin(family);
        sink.Value(labels, LabelSet.Empty, value, Started);
        sink.End();
    }
}
