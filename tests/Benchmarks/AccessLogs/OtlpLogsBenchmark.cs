namespace Benchmarks.AccessLogs;

/// <summary>Records of access logs over OTLP per second of the server's processor time, from gRPC to the grains.</summary>
internal sealed class OtlpLogsBenchmark : IBenchmark
{
    public string Name => "otlp-logs";

    public Task RunAsync(BenchReport report) => AccessLogBenchmark.MeasureAsync(
        report, OtlpLogsLoad.Verb, "all", "otlp.log_entries_per_core_second",
        $"all attributes of 'meshlens istio-config', 33 texts a record; {OtlpLogsLoad.Senders} senders over gRPC");
}
