using System.Diagnostics;
using System.Net;
using Functional.Tests.Rig;

namespace Functional.Tests.Tracing;

/// <summary>A service with OpenTelemetry's SDK in a process of its own; it ends with its test.</summary>
internal sealed class InstrumentedProcess : IAsyncDisposable
{
    private readonly Process _process;

    private InstrumentedProcess(Process process, IPEndPoint address) => (_process, Address) = (process, address);

    public IPEndPoint Address { get; }

    /// <summary>By its number.</summary>
    public string Name => $"svc-{Address.Address.GetAddressBytes()[3]}";

    /// <param name="number">Of 127.0.88.0/24, and of its name.</param>
    /// <param name="telling">What its spans say of addresses: connections, names or addresses.</param>
    /// <param name="collector">Where its spans go.</param>
    /// <param name="isGrpc">By which transport.</param>
    public static async Task<InstrumentedProcess> Start(int number, string telling, Uri collector, bool isGrpc)
    {
        var address = IPAddress.Parse($"127.0.88.{number}");
        var process = Process.Start(new ProcessStartInfo(Programs.Instrumented, [$"{address}", telling, collector.AbsoluteUri, isGrpc ? "grpc" : "http"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        })!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("listening ", line, StringComparison.Ordinal);
        return new(process, new(address, int.Parse(line!["listening ".Length..], null)));
    }

    /// <summary>It calls them from now on.</summary>
    public Task Call(IEnumerable<InstrumentedProcess> callees) =>
        _process.StandardInput.WriteLineAsync(string.Join(' ', callees.Select(static callee => callee.Address)));

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
