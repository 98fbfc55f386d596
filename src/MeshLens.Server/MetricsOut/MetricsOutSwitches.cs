using System.CommandLine;

namespace MeshLens.Server.MetricsOut;

/// <summary>The options of <c>server</c> and <c>run</c> about metrics that MeshLens gives.</summary>
internal sealed class MetricsOutSwitches
{
    private readonly Option<int?> _edges = new("--metrics-edges")
    {
        HelpName = "count",
        Description = "Edges with series of their own at /metrics: those with most requests; the others are counted. 10,000 unless given.",
    };

    private readonly Option<int?> _buckets = new("--metrics-bucket-edges")
    {
        HelpName = "count",
        Description = "Edges with classic histogram buckets, where a scraper takes no native histograms: some 120 series each. 1,000 unless given.",
    };

    private readonly Option<string?> _endpoint = new("--export-otlp")
    {
        HelpName = "url",
        Description = "Send metrics (exponential histograms) over OTLP/HTTP: http://127.0.0.1:4318, to which /v1/metrics is added.",
    };

    private readonly Option<string?> _token = new("--export-otlp-token-file") { HelpName = "file", Description = "File with a bearer token for it; read again for each request." };
    private readonly Option<string?> _authority = new("--export-otlp-ca") { HelpName = "file", Description = "PEM file of the authorities of its certificate, instead of the system's." };
    private readonly Option<double?> _every = new("--export-otlp-interval") { HelpName = "seconds", Description = "How often metrics are sent: every 60 s unless given." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _edges, _buckets, _endpoint, _token, _authority, _every })
        {
            command.Add(option);
        }
    }

    public MetricsOutOptions Read(ParseResult parsed) => new()
    {
        Edges = parsed.GetValue(_edges),
        EdgesWithBuckets = parsed.GetValue(_buckets),
        Endpoint = parsed.GetValue(_endpoint),
        TokenFile = parsed.GetValue(_token),
        AuthorityFile = parsed.GetValue(_authority),
        EverySeconds = parsed.GetValue(_every),
    };
}
