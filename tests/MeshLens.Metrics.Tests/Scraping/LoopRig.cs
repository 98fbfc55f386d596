using MeshLens.Core.Identity;
using MeshLens.Metrics.Discovery;
using MeshLens.Metrics.Scraping;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Metrics.Tests.Scraping;

/// <summary>A loop on fake time that asks real or stubbed targets every ten seconds.</summary>
internal sealed class LoopRig : IDisposable
{
    private readonly HttpMessageInvoker _client;

    public LoopRig(IReadOnlyList<Uri> given, HttpMessageHandler? handler = null, Func<ScrapeOptions, ScrapeOptions>? configure = null)
    {
        _client = handler is null ? TargetScraper.CreateClient(new(Index)) : new(handler);
        Options = new() { Given = given, Discovers = true, Limits = new(TimeSpan.FromSeconds(5), 1_000_000, 1000) };
        Options = configure?.Invoke(Options) ?? Options;
        Loop = new(new(Index, Options.Given, Options.Discovers, Options.MaximumTargets), Taker, _client, Options, Time);
    }

    public FakeTimeProvider Time { get; } = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public IdentityIndex Index { get; } = new();

    public CollectingTaker Taker { get; } = new();

    public ScrapeOptions Options { get; }

    public ScrapeLoop Loop { get; }

    /// <summary>Lets time pass, and waits for everyone whose turn it became.</summary>
    public async Task StepAsync(double seconds = 10)
    {
        Turn(seconds);
        await Loop.WhenIdleAsync();
    }

    /// <summary>Lets time pass, and waits for nobody.</summary>
    public void Turn(double seconds = 10)
    {
        Loop.Turn(TestContext.Current.CancellationToken);
        Time.Advance(TimeSpan.FromSeconds(seconds));
        Loop.Turn(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _client.Dispose();
}
