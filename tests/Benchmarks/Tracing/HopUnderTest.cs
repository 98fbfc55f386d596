using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Benchmarks.Tracing;

/// <summary><c>meshlens server</c> as a process of its own between applications and a backend, with the room it has by default.</summary>
internal sealed class HopUnderTest : IDisposable
{
    private const string Free = "127.0.0.1:0";
    private const double Megabyte = 1 << 20;

    private readonly Process _process;

    private HopUnderTest(Process process) => _process = process;

    public Uri Grpc { get; private set; } = null!;

    public Uri Http { get; private set; } = null!;

    private Uri Api { get; set; } = null!;

    public double ResidentMb
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / Megabyte;
        }
    }

    public static async Task<HopUnderTest> StartAsync(Uri http, Uri grpc)
    {
        var process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "meshlens"),
            ["server", "--no-data", "--listen", Free, "--agents", Free, "--otlp", Free, "--otlp-http", Free, "--otlp-backend", $"{http}", "--otlp-backend", $"{grpc}"])
        {
            RedirectStandardError = true,
            Environment = { ["DOTNET_ROOT"] = Path.GetFullPath("../../..", System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory()) },
        })!;
        var hop = new HopUnderTest(process);
        while (hop.Api is null && await process.StandardError.ReadLineAsync() is { } line)
        {
            hop.Read(line);
        }

        _ = process.StandardError.ReadToEndAsync();
        return hop;
    }

    /// <summary>Spans of which it says that this became.</summary>
    public async Task<long> CountedAsync(string result)
    {
        using var client = new HttpClient { BaseAddress = Api };
        var text = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        return Regex.Matches(text, @$"^meshlens_forward_spans_total\{{[^}}]*result=""{result}""[^}}]*\}} (\S+)", RegexOptions.Multiline)
            .Sum(static found => (long)double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Read(string line)
    {
        Grpc = Found(line, @"Proxies report to (\S+) \(OTLP\)") ?? Grpc;
        Http = Found(line, @"Proxies report to (\S+) \(OTLP/HTTP\)") ?? Http;
        Api = Found(line, @"MeshLens answers at (\S+) ") ?? Api;
    }

    private static Uri? Found(string line, string pattern) => Regex.Match(line, pattern) is { Success: true } match ? new(match.Groups[1].Value) : null;
}
