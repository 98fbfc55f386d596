using System.ComponentModel;
using System.Diagnostics;
using MeshLens.Ingest.Agents;

namespace MeshLens.Server.Supervision;

/// <summary>
/// Keeps one agent running as a child: starts it, starts it again with a growing pause when it ends, stops it with the server.
/// </summary>
/// <remarks>
/// When trying again cannot help, the server ends too, and <see cref="AgentOutcome"/> says why. The agent watches its parent and
/// ends with it, so that a killed server leaves no agent behind.
/// </remarks>
internal sealed partial class AgentSupervisor(
    AgentArguments arguments,
    AgentOutcome outcome,
    IHostApplicationLifetime lifetime,
    StreamsEnd streams,
    TimeProvider time,
    ILogger<AgentSupervisor> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // Exit codes of the agent after which trying again cannot help.
    private const int Usage = 2;
    private const int KernelRefuses = 3;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not when its turn comes: the listeners stop first and would wait for the agent.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await Supervise(ending.Token);
    }

    private async Task Supervise(CancellationToken stoppingToken)
    {
        await ListenersAreUp(stoppingToken);
        if (AgentLocation.Find() is not { } executable)
        {
            LogMissing(logger, AgentLocation.Missing);
            GiveUp();
            return;
        }

        var pause = ShortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            var exitCode = await RunOnce(executable, stoppingToken);
            if (exitCode is null or Usage or KernelRefuses)
            {
                if (exitCode is not null)
                {
                    LogHopeless(logger, exitCode.Value);
                    GiveUp();
                }

                return;
            }

            pause = time.GetElapsedTime(started) > Steady ? ShortestPause : pause;
            LogEnded(logger, exitCode.Value, pause.TotalSeconds);
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }
    }

    // A server whose one agent cannot watch would only look as if it did.
    private void GiveUp()
    {
        outcome.CannotWatch = true;
        lifetime.StopApplication();
    }

    private async Task ListenersAreUp(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var _ = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>The exit code; null when the server is stopping or the executable is none.</summary>
    private async Task<int?> RunOnce(string executable, CancellationToken stoppingToken)
    {
        if (stoppingToken.IsCancellationRequested)
        {
            return null;
        }

        using var agent = Start(executable);
        if (agent is null)
        {
            return null;
        }

        LogStarted(logger, agent.Id);
        streams.Hold(); // A server that stops hears what the agent has left to say.
        try
        {
            await agent.WaitForExitAsync(stoppingToken);
            return agent.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await Stop(agent);
            return null;
        }
        finally
        {
            streams.Release();
        }
    }

    private Process? Start(string executable)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(executable, arguments.Build()) { UseShellExecute = false });
        }
        catch (Win32Exception e)
        {
            LogCannotStart(logger, executable, e.Message);
            GiveUp();
            return null;
        }
    }

    private static async Task Stop(Process agent)
    {
        _ = Signals.Terminate(agent.Id);
        using var patience = new CancellationTokenSource(Grace);
        await agent.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!agent.HasExited)
        {
            agent.Kill();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The agent is running as process {Pid}.")]
    private static partial void LogStarted(ILogger logger, int pid);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The agent ended with exit code {ExitCode}; it is started again in {Seconds} s.")]
    private static partial void LogEnded(ILogger logger, int exitCode, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "The agent ended with exit code {ExitCode}, and starting it again would not help, so this ends: see its last sentence above, or run 'meshlens doctor'.")]
    private static partial void LogHopeless(ILogger logger, int exitCode);

    [LoggerMessage(Level = LogLevel.Error, Message = "No agent watches this machine: {Path} cannot be started ({Reason}).")]
    private static partial void LogCannotStart(ILogger logger, string path, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "No agent watches this machine. {Remedy}")]
    private static partial void LogMissing(ILogger logger, string remedy);
}
