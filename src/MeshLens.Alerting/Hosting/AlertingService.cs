using MeshLens.Core.Windows;
using MeshLens.Grains.Catalog;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MeshLens.Alerting.Hosting;

/// <summary>Evaluates rules again and again, and keeps the sinks up to date, while this server has the duty; else follows what the one that has it writes down.</summary>
internal sealed partial class AlertingService(
    AlertDesk desk, IAlertDuty duty, IEdgeCatalog catalog, WindowClock clock, AlertingOptions options, AlertingInstruments instruments, ILogger<AlertingService> log) : BackgroundService
{
    private bool _wasOn;
    private bool _wasElsewhere;

    // Before anybody can ask: an alert that fired before a restart is never not there.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await desk.Recall(clock.Now, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([Evaluate(stoppingToken), .. desk.Runners.Select(runner => runner.Run(stoppingToken))]);

    private async Task Evaluate(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Every, clock.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                await Round(stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops. Alerts go on where they are when it is back.
        }
        finally
        {
            await desk.Keep(CancellationToken.None);
            await Leave();
        }
    }

    private async Task Round(CancellationToken stopping)
    {
        try
        {
            var isOn = await duty.Take(stopping);
            if (isOn != _wasOn || !isOn)
            {
                // What another server did until now, or does.
                await desk.Recall(clock.Now, stopping);
            }

            _wasOn = isOn;
            Note();
            if (isOn)
            {
                var edges = await catalog.All(stopping);
                await desk.Evaluate(edges.Edges, clock.Now, stopping);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The catalog is moving, or a disk is full. One round that failed must not end all the rounds to come, and ends no alert.
            instruments.NotEvaluated();
            LogFailed(failure);
        }
    }

    private void Note()
    {
        if (duty.IsElsewhere != _wasElsewhere)
        {
            _wasElsewhere = duty.IsElsewhere;
            if (_wasElsewhere)
            {
                LogElsewhere();
            }
            else
            {
                LogTakenOver();
            }
        }
    }

    private async Task Leave()
    {
        try
        {
            await duty.Leave();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The silo is gone already: another server takes over when the term ends.
            LogNotLeft(failure);
        }
    }

    [LoggerMessage(LogLevel.Information, "Another server over this data directory evaluates alert rules and tells sinks. This one shows what it writes down, and goes on when it has ended.")]
    private partial void LogElsewhere();

    [LoggerMessage(LogLevel.Information, "This server evaluates alert rules and tells sinks now: the one before has ended.")]
    private partial void LogTakenOver();

    [LoggerMessage(LogLevel.Debug, "The duty of evaluating alert rules could not be handed over.")]
    private partial void LogNotLeft(Exception failure);

    [LoggerMessage(LogLevel.Warning, "Alert rules could not be evaluated; the next round tries again.")]
    private partial void LogFailed(Exception failure);
}
